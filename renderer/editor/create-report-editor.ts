import { createEditor, Editor, type Operation } from 'slate';
import { withReact, type ReactEditor } from 'slate-react';

import type { Block } from '../../shared/document/types.ts';
import { withComputed } from '../../shared/document/with-computed.ts';
import { withSecrecy } from '../../shared/document/with-secrecy.ts';
import { withDocument } from '../../shared/document/with-document.ts';
import { withSuggesting, type SuggestingHost } from '../../shared/review/with-suggesting.ts';
import { isDecidingSecrecy } from './publishing.ts';
import { withPageBreaks } from './page-layout.ts';
import { withBreaks } from './with-breaks.ts';
import { withHistorySteps, type HistoryStepsEditor } from './with-history-steps.ts';
import { withKeptDrawing } from './with-kept-drawing.ts';
import { withSections, type SectionRules } from './with-sections.ts';
import { withTypedOver } from './with-typed-over.ts';
import { withTypedOrdinals } from './typed-ordinals.ts';
import { withTables } from './with-tables.ts';
import { withVoids } from './with-voids.ts';

export type ReportEditor = ReactEditor & HistoryStepsEditor;

export type OperationLog = {
  push(op: Operation): void;
  takeBack(op: Operation): void;
  /** A signed report, or one that is shown in its public edition: nothing changes it, whichever way it came. */
  readonly locked?: boolean;
};

/** Blocks in a strip of the page, and strips in a larger one: one or two screens. */
const CHUNK = 8;

const NOBODY: SuggestingHost = {
  context: () => null,
  addRevisions: () => undefined,
  unlogged: (work) => work(),
};

const NO_RULES: SectionRules = { required: new Set(), refuse: () => undefined };

/** The editor of a report. `log` hears every operation in the order in which it takes effect. */
export function createReportEditor(
  blocks: readonly Block[],
  log: OperationLog,
  rules: SectionRules = NO_RULES,
  host: SuggestingHost = NOBODY,
): ReportEditor {
  const suggesting = withSuggesting(
    withReport(withKeptDrawing(withReact(withLog(createEditor(), log))), rules),
    host,
  );
  const editor = withLock(
    withTypedOver(suggesting, (what) => rules.refuse(what)),
    log,
  );
  // A long report is drawn in groups of blocks: a key press goes through one group, not through all blocks.
  editor.getChunkSize = (node) => (Editor.isEditor(node) ? CHUNK : null);
  editor.children = [...blocks];
  return editor;
}

/** What an editor of reports is, without the page: for tests too. */
export function withReport<T extends Editor>(
  editor: T,
  rules: SectionRules = NO_RULES,
): T & HistoryStepsEditor {
  const document = withDocument(withHistorySteps(editor));
  const written = withComputed(withSecrecy(document, () => isDecidingSecrecy(editor)));
  const broken = withBreaks(written, (why) => rules.refuse(why));
  return withPageBreaks(withTables(withTypedOrdinals(withSections(withVoids(broken), rules))));
}

/** Outermost, so that what a locked report refuses is no step that can be undone, and takes none away. */
function withLock<T extends HistoryStepsEditor>(editor: T, log: OperationLog): T {
  const { apply, undo, redo } = editor;
  editor.apply = (op) => {
    if (!log.locked || op.type === 'set_selection') apply(op);
  };
  editor.undo = () => {
    if (!log.locked) undo();
  };
  editor.redo = () => {
    if (!log.locked) redo();
  };
  return editor;
}

/** Innermost, so that it hears what is really applied: with the ids that were given out, and the normaliser's own. */
export function withLog<T extends Editor>(editor: T, log: OperationLog): T {
  const { apply } = editor;
  editor.apply = (op) => {
    if (op.type === 'set_selection') {
      apply(op);
      return;
    }
    if (log.locked) return;
    // Before it is applied: the normaliser's operations follow from within.
    log.push(op);
    try {
      apply(op);
    } catch (error) {
      log.takeBack(op);
      throw error;
    }
  };
  return editor;
}
