import { Editor, Node, Transforms, type Point } from 'slate';

import { focusSoon, isFocusFree } from '../ui/focus-free.ts';
import { selectField } from './commands.ts';
import type { ReportEditor } from './create-report-editor.ts';
import { focusPage } from './focus-page.ts';
import { isUnwritten } from './live-view.ts';
import { blocksOf, fieldEntries } from './places.ts';

/** Where to go: a block by its id, or a field by its own. */
export type Target = { block: string } | { field: string };

/** Where the caret of a report is, was and goes. */
export class Caret {
  readonly #editor: ReportEditor;
  readonly #whenSettled: (work: () => void) => void;
  #last: Point | null = null;

  /** @param whenSettled runs what moves the caret when no composition is under way */
  constructor(editor: ReportEditor, whenSettled: (work: () => void) => void) {
    this.#editor = editor;
    this.#whenSettled = whenSettled;
  }

  /** Takes note of where it is now. */
  note(): void {
    this.#last = this.#editor.selection?.anchor ?? this.#last;
  }

  /** The document was read anew: it stands where it stood, where that is still there. */
  wasAt(point: Point | null): void {
    this.#last = point && Node.has(this.#editor, point.path) ? point : null;
  }

  /** Where the caret is, or last was. */
  lastPoint(): Point | null {
    const point = this.#editor.selection?.anchor ?? this.#last;
    return point && Node.has(this.#editor, point.path) ? point : null;
  }

  /**
   * Puts the caret there and brings it into view, with the focus unless it is to stay where it is. A heading's caret goes
   * to where its section is written.
   */
  goTo(target: Target, { focus = true } = {}): void {
    this.#whenSettled(() => this.#goTo(target, focus));
  }

  #goTo(target: Target, focus: boolean): void {
    if ('field' in target) {
      const path = selectField(this.#editor, target.field);
      if (path) this.show(blocksOf(this.#editor)[path[0] ?? 0]?.id ?? '', 'center', focus);
      this.#flash(`[data-field-id="${CSS.escape(target.field)}"]`, 900);
      return;
    }
    const index = blocksOf(this.#editor).findIndex((block) => block.id === target.block);
    const block = blocksOf(this.#editor)[index];
    if (!block) return;
    const next = blocksOf(this.#editor)[index + 1];
    const writing = block.type === 'heading' && next?.type === 'paragraph' ? index + 1 : index;
    Transforms.select(this.#editor, Editor.start(this.#editor, [writing]));
    this.show(block.id, 'start', focus);
  }

  /**
   * A report was opened: keys go to its text at once, as in any word processor. Before the first words, or behind those
   * that a new report begins with. Nothing is scrolled, and what has the focus keeps it.
   */
  begin(): void {
    const index = blocksOf(this.#editor).findIndex((block) => block.type === 'paragraph' && !block.role);
    if (index < 0 || this.#editor.selection) return;
    const isNew = blocksOf(this.#editor).some((block) => block.type === 'paragraph' && isUnwritten(block));
    const at = isNew ? Editor.end(this.#editor, [index]) : Editor.start(this.#editor, [index]);
    focusSoon(() => {
      if (!isFocusFree() || this.#editor.selection) return;
      Transforms.select(this.#editor, at);
      focusPage(this.#editor);
    });
  }

  /** Shows a block that somebody was sent to: in the middle, the caret at its beginning, lit up for a moment. */
  reveal(blockId: string): void {
    const index = blocksOf(this.#editor).findIndex((block) => block.id === blockId);
    if (index < 0) return;
    Transforms.select(this.#editor, Editor.start(this.#editor, [index]));
    this.show(blockId, 'center');
    this.#flash(`[data-block-id="${CSS.escape(blockId)}"]`, 1600);
  }

  /** The caret where it last was: a click in a panel takes the focus, and with it the selection, away. */
  restore(): void {
    const point = this.#last;
    if (this.#editor.selection || !point || !Node.has(this.#editor, point.path)) return;
    const end = Editor.end(this.#editor, point.path);
    Transforms.select(this.#editor, { path: point.path, offset: Math.min(point.offset, end.offset) });
  }

  /** Brings a block into view when the page has drawn it. */
  show(blockId: string, block: ScrollLogicalPosition, focus = true): void {
    if (focus) focusSoon(() => focusPage(this.#editor));
    requestAnimationFrame(() => {
      document.querySelector(`[data-block-id="${CSS.escape(blockId)}"]`)?.scrollIntoView({ block });
    });
  }

  #flash(selector: string, duration: number): void {
    requestAnimationFrame(() => {
      const element = document.querySelector(selector);
      element?.animate([{ backgroundColor: 'var(--accent-wash)' }, {}], { duration });
    });
  }

  /** The field's place in the page, for what is anchored to it; null while it is not drawn. */
  fieldElement(id: string): HTMLElement | null {
    return fieldEntries(this.#editor).some(({ field }) => field.id === id)
      ? document.querySelector<HTMLElement>(`[data-field-id="${CSS.escape(id)}"]`)
      : null;
  }
}
