import { Editor, Node, Range, Text, Transforms, type Point } from 'slate';

import { isNote } from '../../shared/document/guards.ts';
import { makeNote } from '../../shared/document/make.ts';
import { textOfNote } from '../../shared/document/notes.ts';
import type { Note, NoteKind, NoteLeaf } from '../../shared/document/types.ts';
import { touchesSecret } from '../../shared/document/with-secrecy.ts';
import { blockAt, pointAfter, voidWithId } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/**
 * Where a note that is asked for now would stand: behind what is selected. Null where there can be none; then `refuse`
 * has heard why.
 */
export function placeForNote(editor: Editor, refuse: (why: string) => void): Point | null {
  const at = editor.selection && Range.end(editor.selection);
  const found = blockAt(editor, at);
  if (!at || !found) return null;
  if (found.block.type === 'title') {
    refuse('文件标题里不加脚注和尾注。请加在正文里。');
    return null;
  }
  return at;
}

/** Puts a note with its words in at this place, as one step; the caret goes behind it. */
export function insertNote(editor: Editor, at: Point, kind: NoteKind, words: string): string {
  const note = makeNote(kind, words);
  asOneStep(editor, () => insertVoid(editor, at, note));
  return note.id;
}

/** Puts a void in at this place, hidden where the words around it are, and the caret behind it. */
export function insertVoid(editor: Editor, at: Point, node: object): void {
  const leaf = Node.getIf(editor, at.path) as { secret?: true } | undefined;
  const secret = leaf && Text.isText(leaf) && (leaf.secret || touchesSecret(editor, at));
  Editor.withoutNormalizing(editor, () => {
    Transforms.insertNodes(editor, { ...node, ...(secret ? { secret: true } : {}) } as never, {
      at,
      select: true,
    });
  });
  const inside = editor.selection?.anchor.path;
  if (inside) Transforms.select(editor, pointAfter(inside.slice(0, -1)));
}

/** Gives a note other words, as one step; formats stay where the words do. */
export function changeNote(editor: Editor, id: string, words: string): void {
  const found = voidWithId(editor, id);
  if (!found || !isNote(found.node) || textOfNote(found.node.body) === words) return;
  const props: Partial<Note> = { body: withWords(found.node.body, words) };
  asOneStep(editor, () => {
    Transforms.setNodes(editor, props, { at: found.path, voids: true });
  });
}

/** Takes a note or an image out, as one step. */
export function removeVoid(editor: Editor, id: string): void {
  const found = voidWithId(editor, id);
  if (!found) return;
  asOneStep(editor, () => {
    Transforms.removeNodes(editor, { at: found.path, voids: true });
  });
}

/** Other words in the place of a note's: what is new looks like what stands before it. */
export function withWords(body: readonly NoteLeaf[], words: string): NoteLeaf[] {
  const before = textOfNote(body);
  const most = Math.min(before.length, words.length);
  let head = 0;
  while (head < most && before[head] === words[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === words.at(-1 - tail)) tail += 1;
  const first = sliced(body, 0, head);
  const last = sliced(body, before.length - tail, before.length);
  const middle = words.slice(head, words.length - tail);
  const { bold, sup } = first.at(-1) ?? {};
  const look = { ...(bold ? { bold } : {}), ...(sup ? { sup } : {}) };
  const leaves = [...first, { text: middle, ...look }, ...last].filter(({ text }) => text !== '');
  return leaves.reduce<NoteLeaf[]>((joined, leaf) => {
    const previous = joined.at(-1);
    if (previous && previous.bold === leaf.bold && previous.sup === leaf.sup)
      joined[joined.length - 1] = { ...previous, text: previous.text + leaf.text };
    else joined.push(leaf);
    return joined;
  }, []);
}

function sliced(body: readonly NoteLeaf[], from: number, to: number): NoteLeaf[] {
  let at = 0;
  return body.flatMap((leaf) => {
    const start = at;
    at += leaf.text.length;
    const text = leaf.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return text === '' ? [] : [{ ...leaf, text }];
  });
}
