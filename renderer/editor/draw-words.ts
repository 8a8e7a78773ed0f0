import { Editor, Node, Path, Range, Text, type Operation } from 'slate';
import {
  EDITOR_TO_KEY_TO_ELEMENT,
  ELEMENT_TO_NODE,
  IS_NODE_MAP_DIRTY,
  NODE_TO_ELEMENT,
  NODE_TO_INDEX,
  NODE_TO_PARENT,
} from 'slate-dom';
import { ReactEditor } from 'slate-react';

import type { ReportEditor } from './create-report-editor.ts';
import { scrollCaretIntoView } from './scroll-caret.ts';
import { syncSelection } from './sync-selection.ts';

type Host = {
  /** Words are being composed: the page belongs to the input method. */
  composing(): boolean;
  /** Hear of a change that React was not asked to draw: of words, and of the selection alone. */
  written(): void;
  selected(): void;
};

/**
 * Spares React what stands on the page already. Typed words are written there at once, and React looks at them when the
 * hands rest: to React, a letter is a walk from the top of the page to its text, several times as long as all else that
 * a key press costs. What it would draw differs from what stands there in nothing, and slate-react asks the page before
 * it touches a text. Only for words within one text that had some and has some. And where the page itself has moved the
 * caret or the selection there is nothing to draw: drawn a moment later, it would put the selection back to where it was
 * then, in the middle of a stroke of the mouse or behind its end. Whatever else changes is drawn by React as ever, with
 * all that waited.
 */
export class WordDrawing {
  readonly #editor: ReportEditor;
  readonly #host: Host;
  readonly #tellReact: ReportEditor['onChange'];
  #owed = false;
  /** React had something to draw already when the change began: then the page is not as the document says. */
  #behind = false;
  /** Where the caret was put behind the last letter: in the page, and in the document. */
  #put: { node: globalThis.Text; offset: number; selection: Range } | null = null;

  constructor(editor: ReportEditor, host: Host) {
    this.#editor = editor;
    this.#host = host;
    this.#tellReact = editor.onChange;
    const { apply } = editor;
    editor.apply = (op) => {
      if (editor.operations.length === 0) this.#behind = IS_NODE_MAP_DIRTY.get(editor) === true;
      apply(op);
    };
    editor.onChange = (options) => {
      const byHand = !this.#behind && !host.composing();
      if (byHand && this.#isShown()) host.selected();
      else if (byHand && this.#draw()) {
        this.#owed = true;
        host.written();
      } else {
        this.#owed = false;
        this.#tellReact(options);
      }
    };
  }

  /**
   * Takes over a typed letter before the browser writes it: the browser's own way to type goes through the layout
   * several times, and what it wrote would only have to be found again.
   * @returns true when the letter is in the document, undefined where it is for others
   */
  readonly type = (event: InputEvent): true | undefined => {
    const editor = this.#editor;
    const { data } = event;
    if (event.inputType !== 'insertText' || !data || event.isComposing || this.#host.composing())
      return undefined;
    // What waits to be drawn comes first.
    if (IS_NODE_MAP_DIRTY.get(editor)) return undefined;
    const shown = document.getSelection();
    const [target] = event.getTargetRanges();
    if (!shown?.isCollapsed || (target && !startsAt(target, shown))) return undefined;
    if (!this.#isWherePut(shown)) syncSelection(editor);
    if (!editor.selection || !Range.isCollapsed(editor.selection)) return undefined;
    event.preventDefault();
    Editor.insertText(editor, data);
    return true;
  };

  /**
   * For the page's own telling that its caret has moved, before the editor hears of it: where we have put it ourselves,
   * there is nothing to find out, and to find out takes a copy of the text before it.
   */
  readonly told = (event: Event): void => {
    if (event.target === document && this.#isWherePut(document.getSelection()))
      event.stopImmediatePropagation();
  };

  /** The page's caret stands where it was put behind the last letter, and the document's too. */
  #isWherePut(shown: Selection | null): boolean {
    const put = this.#put;
    return (
      put !== null &&
      put.selection === this.#editor.selection &&
      shown?.isCollapsed === true &&
      shown.anchorNode === put.node &&
      shown.anchorOffset === put.offset
    );
  }

  /** Lets React take over what was written by hand: when the hands rest, and before the page is an input method's. */
  settle(): void {
    if (!this.#owed) return;
    this.#owed = false;
    this.#tellReact();
  }

  /** True where only the selection has changed, and the page shows it: it was the page that moved it. */
  #isShown(): boolean {
    const editor = this.#editor;
    const { operations, selection } = editor;
    if (!selection || operations.length === 0) return false;
    if (operations.some(({ type }) => type !== 'set_selection')) return false;
    const shown = document.getSelection();
    if (!shown?.anchorNode || !ReactEditor.hasEditableTarget(editor, shown.anchorNode)) return false;
    const range = ReactEditor.toSlateRange(editor, shown, { exactMatch: true, suppressThrow: true });
    if (!range || !Range.equals(range, selection)) return false;
    IS_NODE_MAP_DIRTY.set(editor, false);
    return true;
  }

  /** Brings the page up to the document; false where that is for React. */
  #draw(): boolean {
    const editor = this.#editor;
    const path = writtenText(editor.operations);
    const node = path && Node.getIf(editor, path);
    if (!path || !node || !Text.isText(node) || node.text === '' || isTitle(editor, path)) return false;
    const { selection } = editor;
    if (!selection || !Range.isCollapsed(selection) || !Path.equals(selection.anchor.path, path))
      return false;
    const elements = EDITOR_TO_KEY_TO_ELEMENT.get(editor);
    const element = elements?.get(ReactEditor.findKey(editor, node));
    const shown = element && onlyString(element);
    // What ends in a line feed is drawn with one more.
    if (!shown || shown.data.endsWith('\n') || node.text.endsWith('\n')) return false;
    const focus = document.getSelection();
    if (!focus?.isCollapsed || focus.anchorNode !== shown) return false;
    const { offset } = selection.anchor;
    const wrote = write(shown, node.text, offset);
    if (focus.anchorOffset !== offset) focus.collapse(shown, offset);
    if (wrote) scrollCaretIntoView(editor, focus.getRangeAt(0));
    for (let depth = path.length; depth > 0; depth -= 1) {
      const child = Node.get(editor, path.slice(0, depth));
      NODE_TO_INDEX.set(child, path[depth - 1] ?? 0);
      NODE_TO_PARENT.set(child, Node.get(editor, path.slice(0, depth - 1)) as Editor);
      const drawn = elements?.get(ReactEditor.findKey(editor, child));
      if (!drawn) continue;
      NODE_TO_ELEMENT.set(child, drawn);
      ELEMENT_TO_NODE.set(drawn, child);
    }
    this.#put = { node: shown, offset, selection };
    // As after a drawing: the page and the document agree, so the caret may be read from the page.
    IS_NODE_MAP_DIRTY.set(editor, false);
    return true;
  }
}

/** True where nothing is to be replaced, and the letter comes where the caret is. */
function startsAt(target: StaticRange, shown: Selection): boolean {
  return (
    target.collapsed &&
    target.startContainer === shown.anchorNode &&
    target.startOffset === shown.anchorOffset
  );
}

/** The one text whose words alone have changed; null where anything else has. */
function writtenText(operations: readonly Operation[]): Path | null {
  let path: Path | null = null;
  for (const op of operations) {
    if (op.type === 'set_selection') continue;
    if (op.type !== 'insert_text' && op.type !== 'remove_text') return null;
    if (path && !Path.equals(path, op.path)) return null;
    ({ path } = op);
  }
  return path;
}

/** A title's lines are laid out anew with each letter. */
function isTitle(editor: Editor, path: Path): boolean {
  const block = Node.get(editor, path.slice(0, 1)) as { type?: string };
  return block.type === 'title';
}

/** The page's text, where the node is drawn as a single one. */
function onlyString(element: HTMLElement): globalThis.Text | null {
  const strings = element.querySelectorAll('[data-slate-string]');
  const text = strings.length === 1 ? strings[0]?.firstChild : null;
  return text instanceof globalThis.Text && text.nextSibling === null ? text : null;
}

/**
 * Changes what differs and no more: marks keep their places.
 * @param caret where the change ends in the new text: of alike letters, the one that was typed
 */
function write(shown: globalThis.Text, text: string, caret: number): boolean {
  const { data } = shown;
  if (data === text) return false;
  const most = Math.min(data.length, text.length);
  const latest = Math.min(most, Math.max(0, caret - Math.max(0, text.length - data.length)));
  let start = 0;
  while (start < latest && data[start] === text[start]) start += 1;
  let end = 0;
  while (end < most - start && data[data.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  shown.replaceData(start, data.length - start - end, text.slice(start, text.length - end));
  return true;
}
