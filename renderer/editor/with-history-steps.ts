import type { Editor } from 'slate';
import { HistoryEditor } from 'slate-history';

/** A pause after which what is typed next is undone by itself. */
const PAUSE = 800;

/**
 * Undo goes back by steps that a person recognises: a composition, a stretch of typing without a pause, a command.
 * slate-history alone joins everything that was typed in one place, however long ago.
 * @param now milliseconds; for tests
 */
export function withHistorySteps<T extends HistoryEditor>(editor: T, now: () => number = Date.now): T {
  const { apply, undo, redo } = editor;
  let last = 0;
  editor.apply = (op) => {
    if (op.type === 'set_selection' || HistoryEditor.isSaving(editor) === false) {
      apply(op);
      return;
    }
    const time = now();
    const first = editor.operations.every(({ type }) => type === 'set_selection');
    if (first && time - last > PAUSE) splitHere(editor);
    last = time;
    apply(op);
  };
  editor.undo = () => {
    last = 0;
    undo();
  };
  editor.redo = () => {
    last = 0;
    redo();
  };
  return editor;
}

/** What is done next begins a step of its own. */
export function splitHere(editor: HistoryEditor): void {
  HistoryEditor.setSplittingOnce(editor, true);
}

/** Runs a command as one step, however many changes it makes. */
export function asOneStep(editor: Editor, work: () => void): void {
  HistoryEditor.withNewBatch(editor as HistoryEditor, work);
}
