import { Editor, Node, Operation, Path, Text, Transforms, type Point, type Range } from 'slate';
import { HistoryEditor } from 'slate-history';

import { decidingSecrecy } from './publishing.ts';
import { tracked, untracked } from '../../shared/review/with-suggesting.ts';

/** A pause, in milliseconds, after which what is typed next is undone by itself. */
const PAUSE = 800;

/** Steps that can be taken back. Each composition is one, so an afternoon's writing makes thousands. */
const MOST_STEPS = 5000;

type Step = {
  operations: Operation[];
  selectionBefore: Range | null;
  /** Where the caret stood when the step was done, for redo. */
  selectionAfter?: Range | null;
};

export type HistoryStepsEditor = HistoryEditor & {
  /** What follows is one composition: one step, together with the deletion of the words that it replaces. */
  beginComposition: () => void;
  endComposition: () => void;
  /** From the first letter until the words are in the document and on the page. */
  isComposing: () => boolean;
};

/**
 * Undo goes back by steps that a person recognises: a composition, a stretch of typing in one place without a pause, a
 * command. slate-history joins everything that was typed in one place, however long ago, keeps a hundred steps only,
 * and on redo leaves the caret where the change began. So this is a history of its own; the switches of slate-history
 * (`HistoryEditor.withNewBatch`, `withoutSaving`, …) work on it.
 * @param now milliseconds; for tests
 */
export function withHistorySteps<T extends Editor>(
  editor: T,
  now: () => number = Date.now,
): T & HistoryStepsEditor {
  const e = editor as T & HistoryStepsEditor;
  const { apply } = e;
  let last = 0;
  /** The step that what happens next may join; null where a new one begins. */
  let open: Step | null = null;
  let composing = false;

  e.history = { undos: [], redos: [] };
  e.writeHistory = (stack, step: Step) => void e.history[stack].push(step);

  e.beginComposition = () => {
    composing = true;
    open = null;
  };
  e.endComposition = () => {
    composing = false;
    open = null;
  };

  e.isComposing = () => composing;

  const joins = (op: Operation): boolean => {
    if (HistoryEditor.isSplittingOnce(e)) return false;
    const merging = HistoryEditor.isMerging(e);
    if (merging !== undefined) return merging;
    const before = open?.operations.at(-1);
    if (!before) return false;
    // The rest of the same change, what the normaliser adds included.
    if (composing || e.operations.includes(before)) return true;
    return now() - last <= PAUSE && goesOn(before, op);
  };

  e.apply = (op) => {
    if (op.type === 'set_selection') {
      const alone = e.operations.every(({ type }) => type === 'set_selection');
      apply(op);
      if (HistoryEditor.isSaving(e) === false || composing) return;
      // The caret went elsewhere by itself: what is typed there is another step.
      if (alone) open = null;
      else if (open) open.selectionAfter = e.selection;
      return;
    }
    if (HistoryEditor.isSaving(e) === false) {
      apply(op);
      return;
    }
    const { undos } = e.history as { undos: Step[] };
    let step = joins(op) ? (open ?? undos.at(-1)) : undefined;
    HistoryEditor.setSplittingOnce(e, undefined);
    if (step) step.operations.push(op);
    else {
      step = { operations: [op], selectionBefore: e.selection };
      e.writeHistory('undos', step);
      if (undos.length > MOST_STEPS) undos.shift();
    }
    e.history.redos = [];
    open = step;
    last = now();
    try {
      apply(op);
    } catch (error) {
      // It changed nothing; undo must not meet it.
      forget(step, op);
      throw error;
    }
    step.selectionAfter = e.selection;
  };

  const forget = (step: Step, op: Operation): void => {
    const at = step.operations.lastIndexOf(op);
    if (at >= 0) step.operations.splice(at, 1);
    if (step.operations.length === 0) e.history.undos = e.history.undos.filter((one) => one !== step);
  };

  /** Leads to what has stood here before: what is public then has been so. */
  const replay = (work: () => void): void => decidingSecrecy(e, () => HistoryEditor.withoutSaving(e, work));

  e.undo = () => {
    const step = e.history.undos.at(-1);
    if (!step || composing) return;
    open = null;
    replay(() => {
      Editor.withoutNormalizing(e, () => {
        for (const op of step.operations.map((one) => Operation.inverse(one)).reverse()) e.apply(op);
        if (step.selectionBefore) Transforms.select(e, step.selectionBefore);
      });
    });
    e.history.undos.pop();
    e.writeHistory('redos', step);
  };

  e.redo = () => {
    const step: Step | undefined = e.history.redos.at(-1);
    if (!step || composing) return;
    open = null;
    replay(() => {
      Editor.withoutNormalizing(e, () => {
        for (const op of step.operations) e.apply(op);
      });
    });
    const after = step.selectionAfter;
    if (after && isPlace(e, after.anchor) && isPlace(e, after.focus)) Transforms.select(e, after);
    e.history.redos.pop();
    e.writeHistory('undos', step);
  };

  return e;
}

/** Typing on, or deleting on (backwards or forwards), where the last change left off. */
function goesOn(before: Operation, op: Operation): boolean {
  if (op.type === 'insert_text' && before.type === 'insert_text') {
    return Path.equals(op.path, before.path) && op.offset === before.offset + before.text.length;
  }
  if (op.type === 'remove_text' && before.type === 'remove_text') {
    const backwards = op.offset + op.text.length === before.offset;
    return Path.equals(op.path, before.path) && (backwards || op.offset === before.offset);
  }
  return false;
}

function isPlace(editor: Editor, { path, offset }: Point): boolean {
  const node = Node.getIf(editor, path);
  return node !== undefined && Text.isText(node) && offset <= node.text.length;
}

/** What is done next begins a step of its own. */
export function splitHere(editor: Editor): void {
  HistoryEditor.setSplittingOnce(editor as HistoryEditor, true);
}

/** Runs a command as one step, however many changes it makes. Within another command it is part of that one's step. */
export function asOneStep(editor: Editor, work: () => void): void {
  if (HistoryEditor.isMerging(editor as HistoryEditor) === true) {
    work();
    return;
  }
  // While suggesting, the command's outcome becomes tracked changes as a whole.
  HistoryEditor.withNewBatch(editor as HistoryEditor, () => tracked(editor, work));
  splitHere(editor);
}

/** As `asOneStep`, as a part of the step that was done last: what is typed on belongs to what was begun. */
export function intoLastStep(editor: Editor, work: () => void): void {
  HistoryEditor.setSplittingOnce(editor as HistoryEditor, undefined);
  HistoryEditor.withMerging(editor as HistoryEditor, () => tracked(editor, work));
  splitHere(editor);
}

/** Runs as one step what is never a suggestion itself: accepting, rejecting, commenting, going back to a version. */
export function asOneDirectStep(editor: Editor, work: () => void): void {
  HistoryEditor.withNewBatch(editor as HistoryEditor, () => untracked(editor, work));
  splitHere(editor);
}
