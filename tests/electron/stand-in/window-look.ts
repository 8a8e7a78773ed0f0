import { EventEmitter } from 'node:events';

import type Electron from 'electron';

/** Where a window lies and what it looks like. */
export class WindowLook extends EventEmitter {
  edited = false;
  closable = true;
  enabled = true;
  represented = '';
  title: string;
  progress = -1;
  menu: object | null = null;
  appDetails: Electron.AppDetailsOptions | null = null;
  bounds: Electron.Rectangle;
  minimum: [number, number];

  constructor({
    x = 40,
    y = 30,
    width = 800,
    height = 600,
    minWidth = 0,
    minHeight = 0,
    title = '',
  }: Electron.BrowserWindowConstructorOptions) {
    super();
    this.title = title;
    this.bounds = { x, y, width, height };
    this.minimum = [minWidth, minHeight];
  }

  getBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }
  getPosition(): number[] {
    return [this.bounds.x, this.bounds.y];
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  getSize(): number[] {
    return [this.bounds.width, this.bounds.height];
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  getMinimumSize(): number[] {
    return [...this.minimum];
  }
  setMinimumSize(width: number, height: number): void {
    this.minimum = [width, height];
  }
  center(): void {}
  moveTop(): void {}

  setMenu(menu: object | null): void {
    this.menu = menu;
  }
  removeMenu(): void {
    this.menu = null;
  }
  setMenuBarVisibility(): void {}
  setAutoHideMenuBar(): void {}
  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  setIcon(): void {}
  setClosable(closable: boolean): void {
    this.closable = closable;
  }
  isClosable(): boolean {
    return this.closable;
  }
  setRepresentedFilename(filename: string): void {
    this.represented = filename;
  }
  getRepresentedFilename(): string {
    return this.represented;
  }
  setDocumentEdited(edited: boolean): void {
    this.edited = edited;
  }
  isDocumentEdited(): boolean {
    return this.edited;
  }
  setProgressBar(progress: number): void {
    this.progress = progress;
  }
  setAppDetails(options: Electron.AppDetailsOptions): void {
    this.appDetails = options;
  }
  setEnabled(enable: boolean): void {
    this.enabled = enable;
  }
  isEnabled(): boolean {
    return this.enabled;
  }
  flashFrame(): void {}
  setSkipTaskbar(): void {}
  setBackgroundColor(): void {}
}
