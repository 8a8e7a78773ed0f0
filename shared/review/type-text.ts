import { Node, Path, Transforms, type Editor, type Point } from 'slate';

import { formatsOf, withFormats } from '../document/formats.ts';
import { isInlineVoid, isText } from '../document/guards.ts';
import type { TextLeaf } from '../document/types.ts';
import { commentKey, threadsOn } from '../document/marks.ts';
import { touchesSecret } from '../document/with-secrecy.ts';
import { threadsForTyping } from './threads-at.ts';
import type { TrackContext } from './track.ts';
import type { Revision } from './types.ts';

/**
 * Plain typing. Joins the leaf at the caret where that is what it should be: the author's own insertion of this
 * sitting, or, without suggesting, text that is no part of a change. Else it begins a leaf of its own. At the end of a
 * commented range it belongs to the range, before its start it doesn't; within hidden words and at their edge it is hidden.
 */
export function typeText(
  editor: Editor,
  text: string,
  context: TrackContext | null,
  insert: (words: string) => void,
  addRevisions: (revisions: readonly Revision[]) => void,
): void {
  const point = editor.selection?.anchor;
  const leaf = point && (Node.get(editor, point.path) as TextLeaf);
  if (!point || !leaf) return;
  // As the words before, or as was chosen for what is typed next.
  const formats = formatsOf(editor.marks ?? leaf);
  // New words are no part of a change of formats, and the words beside may look otherwise.
  const fits = (one: TextLeaf): boolean =>
    one.fmt === undefined &&
    formatsOf(one) === formats &&
    (context === null
      ? one.ins === undefined && one.del === undefined
      : one.del === undefined && one.ins !== undefined && isOwn(one.ins, context));
  const marks: Record<string, unknown> = withFormats({}, formats);
  const threads = threadsForTyping(editor, point);
  for (const thread of threads) marks[commentKey(thread)] = true;
  if (leaf.secret || touchesSecret(editor, point)) marks['secret'] = true;
  const own = threadsOn(leaf);
  const joins = own.length === threads.length && own.every((thread) => threads.includes(thread));
  if (fits(leaf) && joins) {
    insert(text);
    return;
  }
  if (context !== null) {
    const beside = neighbour(editor, point, leaf, fits);
    if (beside) {
      Transforms.select(editor, beside);
      insert(text);
      return;
    }
  }
  if (context !== null) {
    const { author, at, newId } = context;
    const beside = insertionBefore(editor, point, context);
    const id = beside ?? newId();
    marks['ins'] = id;
    if (beside === null) addRevisions([{ id, author, at, kind: 'insert' }]);
  }
  // The last character goes in as it is typed: other plugins look at what it completes.
  const chars = Array.from(text);
  const last = chars.length > 1 ? (chars.pop() ?? '') : '';
  Transforms.insertNodes(
    editor,
    { text: chars.join(''), ...marks },
    {
      at: point,
      select: true,
    },
  );
  if (last) insert(last);
}

/** The own insertion of a field or an ordinal right before the point: what is typed behind it belongs to it. */
function insertionBefore(editor: Editor, point: Point, context: TrackContext): string | null {
  const at = point.path.at(-1) ?? 0;
  if (point.offset > 0 || at === 0) return null;
  const before = Node.get(editor, Path.previous(point.path));
  if (!isInlineVoid(before) || before.del !== undefined || before.ins === undefined) return null;
  return isOwn(before.ins, context) ? before.ins : null;
}

function isOwn(revision: string, context: TrackContext): boolean {
  return context.authorOf(revision) === context.author && context.joinable(revision);
}

/** A place in the leaf right beside the point that the words may join. */
function neighbour(
  editor: Editor,
  point: Point,
  leaf: TextLeaf,
  fits: (leaf: TextLeaf) => boolean,
): Point | null {
  const at = point.path.at(-1) ?? 0;
  if (point.offset === 0 && at > 0) {
    const path = Path.previous(point.path);
    const before = Node.get(editor, path);
    if (isText(before) && fits(before)) return { path, offset: before.text.length };
  }
  if (point.offset === leaf.text.length) {
    const path = Path.next(point.path);
    const behind = Node.getIf(editor, path);
    if (isText(behind) && fits(behind)) return { path, offset: 0 };
  }
  return null;
}
