import { Editor, Node, Range, Text, Transforms, type Descendant, type Point } from 'slate';
import { HistoryEditor } from 'slate-history';

import type { Block } from '../document/types.ts';
import { withWordsMarked } from '../document/with-secrecy.ts';
import { applyBlocks } from './apply-blocks.ts';
import { sanitiseFragment } from './sanitise.ts';
import { skipDeleted } from './skip-deleted.ts';
import { threadsAround } from './threads-at.ts';
import { track, type TrackContext } from './track.ts';
import type { Bias } from './track-places.ts';
import { typeText } from './type-text.ts';
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
    if (!selection) {
      insertText(text, options);
    } else if (state.busy || Range.isExpanded(selection)) {
      tracked(editor, () => {
        insertText(text, options);
        standing(editor, text.length);
      });
    } else {
      untracked(editor, () =>
        typeText(
          editor,
          text,
          host.context(),
          (words) => insertText(words, options),
          (rows) => host.addRevisions(rows),
        ),
      );
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

/** Words typed over struck out ones are not struck out themselves: those are gone for the one who types. */
function standing(editor: Editor, length: number): void {
  const { selection } = editor;
  const point = selection && Range.isCollapsed(selection) ? selection.anchor : null;
  const leaf = point && Node.getIf(editor, point.path);
  if (!point || !Text.isText(leaf) || (leaf as { del?: string }).del === undefined) return;
  const anchor = { path: point.path, offset: Math.max(0, point.offset - length) };
  const end = Editor.pointRef(editor, point, { affinity: 'backward' });
  Transforms.unsetNodes(editor, 'del', { at: { anchor, focus: point }, match: Text.isText, split: true });
  const caret = end.unref();
  if (caret) Transforms.select(editor, caret);
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
  const blocks = before as unknown as readonly Block[];
  const known = new Set(blocks.map(({ id }) => id));
  // The words of a hidden block that came in may become suggestions within one that was there.
  const after = (outcome.children as unknown as readonly Block[]).map((block) =>
    known.has(block.id) ? block : withWordsMarked(block),
  );
  const result = track(blocks, after, context);
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
