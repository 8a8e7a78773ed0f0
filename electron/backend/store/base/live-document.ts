import { createEditor, Node, Operation, Transforms, type Descendant, type Editor } from 'slate';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { MAX_FIELD_VALUE } from '../../../../shared/contract/methods.ts';
import { inlinesOf, isField } from '../../../../shared/document/guards.ts';
import type { Block, Variables } from '../../../../shared/document/types.ts';
import { hasHidden } from '../../../../shared/document/marked-blocks.ts';
import { HiddenTrace } from '../../../../shared/edition/hidden-trace.ts';
import { documentProblems } from '../../../../shared/document/validate.ts';
import { StatsCounter, type ReportStats } from './block-stats.ts';

/** A change that is computed but not yet stored; `commit` makes it the current state. */
export type Change = {
  blocks: Block[];
  /** The blocks that differ from before. */
  changed: Block[];
  variables: Variables;
  stats: ReportStats;
  commit: () => void;
};

const misfit = (cause?: unknown): AppError =>
  new AppError(
    'invalid-document',
    '这次改动与已保存的文稿对不上，没有保存。窗口里的文字还在，请另存为副本。',
    { cause },
  );

/** A report that is being worked on: its document as the last batch left it. Slate's core applies the operations. */
export class LiveDocument {
  #editor: Editor = createEditor();
  #variables: Variables;
  #stats = new StatsCounter();
  revision: number;

  constructor(blocks: readonly Block[], variables: Variables, revision: number) {
    this.#editor.children = blocks as unknown as Descendant[];
    this.#variables = variables;
    this.revision = revision;
  }

  get blocks(): Block[] {
    return this.#editor.children as unknown as Block[];
  }

  get variables(): Variables {
    return this.#variables;
  }

  stats(): ReportStats {
    return this.#stats.count(this.blocks, this.#variables);
  }

  /** Applies operations that are known to fit: those of the log. */
  replay(ops: readonly Operation[], variables: Variables | null): void {
    for (const op of ops) Transforms.transform(this.#editor, op);
    if (variables) this.#variables = merged(this.#variables, variables);
  }

  /**
   * What the document becomes. Throws AppError('invalid-document') when the operations do not fit or break a rule
   * of the document, 'too-large' for an overlong value, 'would-publish' when hidden words (本段不公开, 本句不公开) would
   * stand in the open and nobody has decided that; the document is as before then.
   * @param publish somebody has
   */
  prepare(ops: readonly Operation[], variables: Variables | undefined, publish = false): Change {
    const before = this.#editor.children;
    if (!ops.every((op) => Operation.isOperation(op))) throw misfit();
    try {
      // Nearly every batch only adds letters, by which nothing comes into the open.
      const isHarmless = publish || ops.every((op) => op.type === 'insert_text') || !hasHidden(this.blocks);
      const trace = isHarmless ? null : new HiddenTrace(this.blocks);
      for (const op of ops) {
        // Slate passes over the removal of what is not there; here it means that the two sides differ.
        if (op.type === 'remove_node' && !Node.has(this.#editor, op.path)) throw misfit();
        trace?.step(op, this.#editor);
        Transforms.transform(this.#editor, op);
      }
      const after = this.#editor.children;
      const blocks = this.blocks;
      const changed = check(before as unknown as Block[], blocks, ops);
      if (trace?.published(blocks) != null) throw wouldPublish();
      const next = variables ? merged(this.#variables, variables) : this.#variables;
      const stats = this.#stats.count(blocks, next);
      const commit = (): void => {
        this.#editor.children = after;
        this.#variables = next;
      };
      return { blocks, changed, variables: next, stats, commit };
    } catch (error) {
      throw error instanceof AppError ? error : misfit(error);
    } finally {
      this.#editor.children = before;
    }
  }
}

const wouldPublish = (): AppError =>
  new AppError(
    'would-publish',
    '这次改动会让不公开的文字变成公开，没有保存。要公开，请选中它们，再取消“本段不公开”或“本句不公开”。',
  );

function merged(old: Variables, patch: Variables): Variables {
  return Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== ''));
}

/** Operations that can bring in an id, which must be unique in the whole report. */
const BRINGS_ID = new Set(['insert_node', 'split_node', 'set_node']);

function check(before: readonly Block[], after: readonly Block[], ops: readonly Operation[]): Block[] {
  const known = new Set(before);
  const changed = after.filter((block) => !known.has(block));
  if (after.length === 0 || changed.some((block) => typeof block !== 'object' || !('type' in block)))
    throw misfit();
  for (const block of changed) {
    for (const node of inlinesOf(block)) {
      if (isField(node) && (typeof node.value !== 'string' || node.value.length > MAX_FIELD_VALUE))
        throw tooLong();
    }
  }
  // Most batches are typing: only the paragraphs typed in are looked at. New ids call for the whole report.
  const whole = ops.some((op) => BRINGS_ID.has(op.type));
  const problems = documentProblems(whole ? after : changed.length > 0 ? changed : after.slice(0, 1));
  if (problems.length > 0) throw misfit(new Error(problems.slice(0, 5).join('; ')));
  return changed;
}

function tooLong(): AppError {
  return new AppError('too-large', `数据内容太长，没有保存：一处最多 ${MAX_FIELD_VALUE} 字。请缩短后再试。`);
}
