import { Node, Range, type Editor } from 'slate';
import { ReactEditor } from 'slate-react';

import { elementOfNode } from './node-element.ts';
import { blockAt, blocksOf } from './places.ts';

/** What holds the caret in a text without words. */
const EMPTY = '\uFEFF';

/**
 * An input method writes into whichever text of the page the caret touches. In the document its words may belong to
 * another one: before a comment that begins there, into a suggestion of their own. The text that it wrote into has not
 * changed then, so nobody draws it anew, and the words would be read twice. So when they are in the document and drawn,
 * the texts around are held against the document.
 */
export class ComposedWords {
  readonly #editor: ReactEditor;
  #blocks = new Set<string>();

  constructor(editor: ReactEditor) {
    this.#editor = editor;
  }

  /** A composition begins at the selection. */
  begin(): void {
    this.#blocks = new Set([...this.#blocks, ...this.#here()]);
  }

  /** Its words are drawn: what else it wrote goes. */
  mend(): void {
    const editor = this.#editor;
    const ids = new Set([...this.#blocks, ...this.#here()]);
    this.#blocks = new Set();
    const wrong = blocksOf(editor).filter(({ id }) => ids.has(id)) as unknown as Node[];
    const mended = wrong.map((block) => mendTexts(editor, block)).some(Boolean);
    if (mended) showSelection(editor);
  }

  #here(): string[] {
    const { selection } = this.#editor;
    const ends = selection ? [selection.anchor, selection.focus] : [];
    return ends.flatMap((end) => blockAt(this.#editor, end)?.block.id ?? []);
  }
}

/** @returns true where something was put right */
function mendTexts(editor: ReactEditor, block: Node): boolean {
  let mended = false;
  for (const [text] of Node.texts(block)) {
    const element = elementOfNode(editor, text);
    const strings = element?.querySelectorAll<HTMLElement>('[data-slate-string], [data-slate-zero-width]');
    const [shown] = strings ?? [];
    if (!shown || strings?.length !== 1) continue;
    const isEmpty = shown.hasAttribute('data-slate-zero-width');
    // Drawn in the other way as soon as it is drawn.
    if (isEmpty !== (text.text === '')) continue;
    const wanted = isEmpty ? EMPTY : text.text;
    const { textContent } = shown;
    if (textContent === wanted || textContent === `${wanted}\n` || (isEmpty && textContent === '')) continue;
    const [own, ...others] = [...shown.childNodes].filter((node) => node instanceof globalThis.Text);
    if (own) own.data = wanted;
    else shown.textContent = wanted;
    for (const other of others) other.remove();
    mended = true;
  }
  return mended;
}

/** The selection may have stood in what went. */
function showSelection(editor: ReactEditor & Editor): void {
  const { selection } = editor;
  const shown = document.getSelection();
  if (!selection || !shown?.anchorNode || !ReactEditor.isFocused(editor)) return;
  if (!ReactEditor.hasEditableTarget(editor, shown.anchorNode)) return;
  try {
    const { startContainer, startOffset, endContainer, endOffset } = ReactEditor.toDOMRange(
      editor,
      selection,
    );
    if (Range.isBackward(selection))
      shown.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
    else shown.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  } catch {
    // Slate sets it when it draws.
  }
}
