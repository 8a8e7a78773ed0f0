import { EventEmitter } from 'node:events';

import { refuse } from './life.ts';

/** What menus and keys do in a page: editing, zoom, developer tools. */
export class PageCommands extends EventEmitter {
  /** Commands of editing, by their names, in order. */
  readonly edits: string[] = [];
  zoom = 1;
  devTools = false;

  undo(): void {
    this.edits.push('undo');
  }
  redo(): void {
    this.edits.push('redo');
  }
  cut(): void {
    this.edits.push('cut');
  }
  copy(): void {
    this.edits.push('copy');
  }
  paste(): void {
    this.edits.push('paste');
  }
  pasteAndMatchStyle(): void {
    this.edits.push('pasteAndMatchStyle');
  }
  delete(): void {
    this.edits.push('delete');
  }
  selectAll(): void {
    this.edits.push('selectAll');
  }
  replaceMisspelling(text: string): void {
    this.edits.push(`replaceMisspelling ${text}`);
  }
  insertText(text: string): Promise<void> {
    this.edits.push(`insertText ${text}`);
    return Promise.resolve();
  }
  focus(): void {}
  isFocused(): boolean {
    return true;
  }
  getZoomFactor(): number {
    return this.zoom;
  }
  setZoomFactor(factor: number): void {
    if (factor <= 0) refuse("'zoomFactor' must be a double greater than 0.0");
    this.zoom = factor;
  }
  /** A level is a power of 1.2. */
  getZoomLevel(): number {
    return Math.log(this.zoom) / Math.log(1.2);
  }
  setZoomLevel(level: number): void {
    this.zoom = 1.2 ** level;
  }
  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }
  openDevTools(): void {
    this.devTools = true;
  }
  closeDevTools(): void {
    this.devTools = false;
  }
  toggleDevTools(): void {
    this.devTools = !this.devTools;
  }
  isDevToolsOpened(): boolean {
    return this.devTools;
  }
}
