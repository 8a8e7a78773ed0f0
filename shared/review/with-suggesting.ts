import { Editor, Node, Path, Range, Text, Transforms, type Descendant, type Point } from 'slate';
import { HistoryEditor } from 'slate-history';

import { inlinesOf, isInlineVoid, isText } from '../document/guards.ts';
import type { Block, Inline, TextLeaf } from '../document/types.ts';
import { applyBlocks } from './apply-blocks.ts';
import { commentKey, threadsOn } from './marks.ts';
import { sanitiseFragment } from './sanitise.ts';
import { track, type Bias, type TrackContext } from './track.ts';
import type { Revision } from './types.ts';

/** What the editor asks of whoever keeps people and rows. */
export type SuggestingHost = {
  /** Who suggests; null while the report is edited directly. */
  context: () => TrackContext | null;
  /** Rows of new changes; they must be stored with the operations that follow. */
  addRevisions: (revisions: readonly Revision[]) => void;
  /** Runs a trial: its operations are taken back and must not be stored. */
  unlogged: (work: () => void) => void;
};

type State = { host: SuggestingHost; busy: boolean };

const STATES = new WeakMap<Editor, State>();

/**
 * Suggesting: whatever is done to the report is first tried, compared with what stood before, and then done as tracked
 * changes. So every command is tracked, also one that knows nothing of it. Only plain typing goes in directly: the
 * text node that an input method works on is left alone.
 *
 * Put it outermost.
 */
export function withSuggesting<T extends Editor>(editor: T, host: SuggestingHost): T {
  const state: State = { host, busy: false };
  STATES.set(editor, state);
  const { withoutNormalizing, normalize, insertText, insertFragment } = editor;
  const { deleteBackward, deleteForward, deleteFragment, insertBreak, insertSoftBreak } = editor;

  editor.withoutNormalizing = (work) => {
    tracked(editor, () => withoutNormalizing(work));
  };
  editor.normalize = (options) => untracked(editor, () => normalize(options));

  editor.insertText = (text, options) => {
    const { selection } = editor;
    if (state.busy || !selection) {
      insertText(text, options);
    } else if (Range.isExpanded(selection)) {
      tracked(editor, () => insertText(text, options));
    } else {
      untracked(editor, () => typeText(editor, text, host.context(), (words) => insertText(words, options)));
    }
  };
  editor.deleteBackward = (unit) => {
    if (suggests(editor)) skipDeleted(editor, 'back');
    tracked(editor, () => deleteBackward(unit));
  };
  editor.deleteForward = (unit) => {
    if (suggests(editor)) skipDeleted(editor, 'forward');
    tracked(editor, () => deleteForward(unit), 'forward');
  };
  editor.deleteFragment = (direction) => tracked(editor, () => deleteFragment(direction));
  editor.insertBreak = () => tracked(editor, () => insertBreak());
  editor.insertSoftBreak = () => tracked(editor, () => insertSoftBreak());
  editor.insertFragment = (fragment, options) => {
    const blocks = editor.children as unknown as readonly Block[];
    const clean = sanitiseFragment(fragment, blocks, threadsAround(editor));
    tracked(editor, () => insertFragment(clean, options));
  };

  const history = editor as Partial<HistoryEditor>;
  const { undo, redo } = history;
  if (undo) history.undo = () => untracked(editor, () => undo());
  if (redo) history.redo = () => untracked(editor, () => redo());
  return editor;
}

/** True while what is done becomes a suggestion. */
function suggests(editor: Editor): boolean {
  const state = STATES.get(editor);
  return state !== undefined && !state.busy && state.host.context() !== null;
}

/** Runs this as it is: accepting, rejecting, undoing, comments. */
export function untracked(editor: Editor, work: () => void): void {
  const state = STATES.get(editor);
  if (!state || state.busy) {
    work();
    return;
  }
  state.busy = true;
  try {
    work();
  } finally {
    state.busy = false;
  }
}

/**
 * Runs a command; while suggesting, its outcome becomes tracked changes, and the caret goes where it would be.
 * Several changes belong into one call: the second of two would find the first one's deleted words still there.
 */
export function tracked(editor: Editor, work: () => void, bias: Bias = 'back'): void {
  const state = STATES.get(editor);
  const context = state && !state.busy ? state.host.context() : null;
  if (!state || !context) {
    work();
    return;
  }
  const before = editor.children;
  const outcome = attempt(editor, state, work);
  if (outcome.children === before) {
    setSelection(editor, outcome.selection);
    return;
  }
  const result = track(
    before as unknown as readonly Block[],
    outcome.children as unknown as readonly Block[],
    context,
  );
  state.host.addRevisions(result.revisions);
  untracked(editor, () => applyBlocks(editor, result.blocks));
  const { selection } = outcome;
  setSelection(
    editor,
    selection && {
      anchor: inDocument(editor, result.place(selection.anchor, bias)),
      focus: inDocument(editor, result.place(selection.focus, bias)),
    },
  );
}

/** Does it, looks what came of it, and takes it back. */
function attempt(
  editor: Editor,
  state: State,
  work: () => void,
): { children: Descendant[]; selection: Range | null } {
  const { children, selection, marks } = editor;
  const operations = [...editor.operations];
  const refs = [...Editor.pathRefs(editor), ...Editor.pointRefs(editor), ...Editor.rangeRefs(editor)];
  const currents = refs.map((ref) => ref.current);
  state.busy = true;
  try {
    HistoryEditor.withoutSaving(editor as HistoryEditor, () => state.host.unlogged(work));
    return { children: editor.children, selection: editor.selection };
  } finally {
    state.busy = false;
    editor.children = children;
    editor.selection = selection;
    editor.operations = operations;
    editor.marks = marks;
    refs.forEach((ref, at) => {
      ref.current = currents[at] as never;
    });
  }
}

function setSelection(editor: Editor, selection: Range | null): void {
  if (selection) Transforms.select(editor, selection);
  else Transforms.deselect(editor);
}

/** The same place where it is there, else the nearest. */
function inDocument(editor: Editor, point: Point): Point {
  if (Node.has(editor, point.path)) {
    const node = Node.get(editor, point.path);
    if (Text.isText(node)) return { path: point.path, offset: Math.min(point.offset, node.text.length) };
  }
  const block = Math.min(point.path[0] ?? 0, editor.children.length - 1);
  return Editor.end(editor, [block]);
}

/**
 * Plain typing. Joins the leaf at the caret where that is what it should be: the author's own insertion of this
 * sitting, or, without suggesting, text that is no part of a change. Else it begins a leaf of its own. At the end of a
 * commented range it belongs to the range, before its start it doesn't.
 */
function typeText(
  editor: Editor,
  text: string,
  context: TrackContext | null,
  insert: (words: string) => void,
): void {
  const point = editor.selection?.anchor;
  const leaf = point && (Node.get(editor, point.path) as TextLeaf);
  if (!point || !leaf) return;
  const fits = (one: TextLeaf): boolean =>
    context === null
      ? one.ins === undefined && one.del === undefined
      : one.del === undefined && one.ins !== undefined && isOwn(one.ins, context);
  const marks: Record<string, unknown> = {};
  const threads = threadsForTyping(editor, point);
  for (const thread of threads) marks[commentKey(thread)] = true;
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
    if (beside === null) STATES.get(editor)?.host.addRevisions([{ id, author, at, kind: 'insert' }]);
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

/**
 * Threads that typed words belong to: those of the word before, so that typing at a comment's end goes on with it; at
 * the start of a block, those that lie on both sides.
 */
function threadsForTyping(editor: Editor, point: Point): string[] {
  if (point.offset > 0) return threadsOn(Node.get(editor, point.path));
  const siblings = (Node.parent(editor, point.path) as unknown as { children: Inline[] }).children;
  const at = point.path.at(-1) ?? 0;
  const before = siblings.slice(0, at).findLast((node) => hasWords(node));
  if (before) return threadsOn(before);
  if (point.path.length > 2) return [];
  const blocks = editor.children as unknown as readonly Block[];
  const index = point.path[0] ?? 0;
  const above = lastWords(blocks.slice(0, index).toReversed(), -1);
  const behind = siblings.slice(at).find((node) => hasWords(node)) ?? lastWords(blocks.slice(index + 1), 0);
  if (!above || !behind) return [];
  const there = threadsOn(behind);
  return threadsOn(above).filter((thread) => there.includes(thread));
}

function hasWords(node: Inline): boolean {
  return !isText(node) || node.text !== '';
}

/** The first (0) or last (-1) words of the first of these blocks that has any. */
function lastWords(blocks: readonly Block[], at: 0 | -1): Inline | null {
  for (const block of blocks) {
    const found = inlinesOf(block)
      .filter((node) => hasWords(node))
      .at(at);
    if (found) return found;
  }
  return null;
}

/** Threads in the midst of which the selection stands. */
function threadsAround(editor: Editor): string[] {
  if (!editor.selection) return [];
  const [start, end] = Range.edges(editor.selection);
  const before = leafBefore(editor, start);
  const behind = leafBehind(editor, end);
  return before && behind ? threadsOn(before).filter((thread) => threadsOn(behind).includes(thread)) : [];
}

function leafBefore(editor: Editor, point: Point): Node | null {
  if (point.offset > 0) return Node.get(editor, point.path);
  return (point.path.at(-1) ?? 0) > 0 ? Node.get(editor, Path.previous(point.path)) : null;
}

function leafBehind(editor: Editor, point: Point): Node | null {
  const leaf = Node.get(editor, point.path) as TextLeaf;
  if (point.offset < leaf.text.length) return leaf;
  return Node.getIf(editor, Path.next(point.path)) ?? null;
}

/** Past words that are deleted already: deleting goes on with what can still be read. */
function skipDeleted(editor: Editor, to: Bias): void {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return;
  const point =
    to === 'back' ? beforeDeleted(editor, selection.anchor) : behindDeleted(editor, selection.anchor);
  Transforms.select(editor, point);
}

function beforeDeleted(editor: Editor, from: Point): Point {
  let { path, offset } = from;
  for (;;) {
    const node = Node.get(editor, path) as TextLeaf;
    if (offset > 0 && node.del === undefined) return { path, offset };
    const at = path.at(-1) ?? 0;
    if (at > 0) {
      const previous = Path.previous(path);
      const before = Node.get(editor, previous);
      if (isText(before)) {
        path = previous;
        offset = before.text.length;
        continue;
      }
      // A void that is still there: it is what goes next.
      if (!isInlineVoid(before) || before.del === undefined) return { path, offset: node.del ? 0 : offset };
      path = Path.previous(previous);
      offset = (Node.get(editor, path) as TextLeaf).text.length;
      continue;
    }
    const block = path.length === 2 ? (editor.children[path[0] ?? 0] as unknown as Block) : undefined;
    const above = editor.children[(path[0] ?? 0) - 1] as unknown as Block | undefined;
    if (!block?.pDel || !above || above.type === 'table') return { path, offset: 0 };
    ({ path, offset } = Editor.end(editor, [(path[0] ?? 0) - 1]));
  }
}

function behindDeleted(editor: Editor, from: Point): Point {
  let { path, offset } = from;
  for (;;) {
    const node = Node.get(editor, path) as TextLeaf;
    if (offset < node.text.length && node.del === undefined) return { path, offset };
    const next = Path.next(path);
    const behind = Node.getIf(editor, next);
    if (behind && isText(behind)) {
      path = next;
      offset = 0;
      continue;
    }
    if (behind && isInlineVoid(behind)) {
      if (behind.del === undefined) return { path, offset: node.text.length };
      path = Path.next(next);
      offset = 0;
      continue;
    }
    const below =
      path.length === 2 ? (editor.children[(path[0] ?? 0) + 1] as unknown as Block | undefined) : undefined;
    if (!below?.pDel || below.type === 'table') return { path, offset: node.text.length };
    path = [(path[0] ?? 0) + 1, 0];
    offset = 0;
  }
}
