import { Editor, Transforms } from 'slate';

import { fixOps, isFixable } from '../../../shared/checks/fix.ts';
import type { CheckContext, Finding, Severity } from '../../../shared/checks/types.ts';
import type { CheckContextResult, IgnoredEntry } from '../../../shared/contract/checks.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import { isNote } from '../../../shared/document/guards.ts';
import { asideAt, matchAt, type Match } from '../../../shared/find/find.ts';
import { piecesBetween, readingsOf } from '../../../shared/document/reading.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf } from '../../client/client-context.ts';
import type { Client } from '../../client/client.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { asOneStep } from '../../editor/with-history-steps.ts';
import { isLoud } from './checks-model.ts';
import { MarginMarks } from './margin-marks.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';
import { focusPage } from '../../editor/focus-page.ts';

export type ChecksState = {
  /** Findings that count. */
  findings: readonly Finding[];
  /** Findings that somebody has ignored, one by one or with their rule. */
  ignored: readonly Finding[];
  ignoredRules: ReadonlySet<string>;
  /** Key of the finding that was gone to last. */
  current: Finding | null;
  /** Nothing has been checked yet. */
  waiting: boolean;
  /** Why there are no checks; null as a rule. */
  failed: string | null;
};

const START: ChecksState = {
  findings: [],
  ignored: [],
  ignoredRules: new Set(),
  current: null,
  waiting: true,
  failed: null,
};

/**
 * Checks one open report while it is written: what has changed goes to a worker when the hands rest, and its findings
 * come back as marks on the page and as a list. Nothing is sent while a composition is under way, because the session
 * itself does not follow it.
 */
export class CheckSession {
  readonly #session: ReportSession;
  readonly #client: Client;
  readonly #template: Template | null;
  readonly #margin = new MarginMarks();
  readonly #listeners = new Set<() => void>();
  #state = START;
  #worker: Worker | null = null;
  #base: CheckContextResult | null = null;
  #contextSent: { base: CheckContextResult; variables: Variables } | null = null;
  #sent = new Map<string, Block>();
  #run = 0;
  /** The blocks that the run under way looks at. */
  #running: readonly Block[] | null = null;
  #again = false;
  #found: { findings: readonly Finding[]; blocks: readonly Block[] } = { findings: [], blocks: [] };
  #entries: readonly IgnoredEntry[] = [];

  constructor(session: ReportSession, client: Client, template: Template | null) {
    this.#session = session;
    this.#client = client;
    this.#template = template;
  }

  readonly state = (): ChecksState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Follows the report; the answer ends it. */
  start(): () => void {
    const { id } = this.#session;
    const stops = [
      this.#session.subscribe(() => this.#check()),
      this.#client.on('settings.changed', ({ key }) => {
        if (key === 'checks' || key === 'lengthLimit') void this.#read();
      }),
      this.#client.on('checks.ignored.changed', (event) => {
        if (event.id === id) void this.#readIgnored();
      }),
    ];
    this.#worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#answer(data));
    this.#worker.addEventListener('error', () =>
      this.#fail('校对没有启动，写作和保存不受影响。重新打开报告再试。'),
    );
    void this.#read();
    void this.#readIgnored();
    return () => {
      for (const stop of stops) stop();
      this.#worker?.terminate();
      this.#worker = null;
      this.#running = null;
      this.#contextSent = null;
      this.#sent.clear();
      this.#margin.close();
      for (const layer of LAYERS) this.#session.highlights.clear(layer);
      this.#session.notes.set('errors', new Map());
      this.#session.notes.set('warnings', new Map());
    };
  }

  /** Puts the finding right, as one step. False where it can't be: the text has changed, a figure stands there. */
  fix(findings: readonly Finding[]): { fixed: number; refused: number } {
    const { editor, variables } = this.#session;
    const { ops, fixed, refused } = fixOps(blocksOf(editor), findings, variables);
    if (ops.length > 0) {
      asOneStep(editor, () => {
        Editor.withoutNormalizing(editor, () => {
          for (const op of ops) editor.apply(op);
        });
      });
      this.#session.followNow();
    }
    return { fixed: fixed.length, refused: refused.length };
  }

  async ignore(entries: readonly IgnoredEntry[], ignored: boolean): Promise<void> {
    const { id } = this.#session;
    this.#entries = await this.#client.call('checks.ignore', { id, entries: [...entries], ignored });
    this.#publish();
  }

  /** Selects the words on the page, or opens the field, or goes to the section. */
  goTo(finding: Finding): void {
    this.#set({ current: finding });
    if (finding.field !== undefined) {
      this.#session.caret.goTo({ field: finding.field });
      return;
    }
    const match = this.#matchOf(finding);
    if (!match || finding.whole || finding.from === finding.to) {
      this.#session.caret.goTo({ block: finding.block });
      return;
    }
    const { editor } = this.#session;
    const range = { block: finding.block, from: match.from, to: match.to };
    Transforms.select(editor, {
      anchor: clamped(editor, match.start),
      focus: clamped(editor, match.end),
    });
    focusPage(editor);
    this.#session.highlights.reveal(finding.cell ? { ...range, cell: finding.cell } : range);
  }

  /** The next or the previous finding from the current one, else from the caret. */
  move(by: 1 | -1): Finding | null {
    const { findings, current } = this.#state;
    if (findings.length === 0) return null;
    const at = current
      ? findings.findIndex((one) => one.key === current.key && one.from === current.from)
      : -1;
    const from = at >= 0 ? at + by : this.#fromCaret(by);
    const next = findings[(from + findings.length) % findings.length] ?? null;
    if (next) this.goTo(next);
    return next;
  }

  /** The finding at the caret, the gravest first. */
  atCaret(): Finding | null {
    const { findings, current } = this.#state;
    const block = this.#session.currentBlock();
    const own = findings.filter((finding) => finding.block === block);
    if (current && own.some((finding) => finding.key === current.key && finding.from === current.from))
      return current;
    return own.find(isFixable) ?? own[0] ?? null;
  }

  /** The first finding of a block: where a click on its margin mark leads. */
  ofBlock(block: string): Finding | null {
    const own = this.#state.findings.filter((finding) => finding.block === block);
    return gravest(own);
  }

  #fromCaret(by: 1 | -1): number {
    const order = new Map(blocksOf(this.#session.editor).map((block, index) => [block.id, index]));
    const caret = order.get(this.#session.currentBlock() ?? '') ?? 0;
    const { findings } = this.#state;
    const place = (finding: Finding): number => order.get(finding.block) ?? 0;
    if (by > 0)
      return Math.max(
        0,
        findings.findIndex((finding) => place(finding) >= caret),
      );
    const before = findings.findLastIndex((finding) => place(finding) <= caret);
    return before < 0 ? findings.length - 1 : before;
  }

  async #read(): Promise<void> {
    try {
      this.#base = await this.#client.call('checks.context', { id: this.#session.id });
      this.#check();
    } catch (error) {
      this.#fail(messageOf(error));
    }
  }

  async #readIgnored(): Promise<void> {
    try {
      this.#entries = await this.#client.call('checks.ignored', { id: this.#session.id });
      this.#publish();
    } catch {
      // What is ignored shows as found until the backend answers again.
    }
  }

  #check(): void {
    const worker = this.#worker;
    const base = this.#base;
    if (!worker || !base) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    const { blocks, variables } = this.#session.snapshot();
    const changed = blocks.filter((block) => this.#sent.get(block.id) !== block);
    const now = new Map(blocks.map((block) => [block.id, block]));
    const gone = [...this.#sent.keys()].filter((id) => !now.has(id));
    const stale = this.#contextSent?.base !== base || this.#contextSent.variables !== variables;
    if (!stale && changed.length === 0 && gone.length === 0 && sameOrder(this.#found.blocks, blocks)) return;
    this.#sent = now;
    this.#contextSent = { base, variables };
    this.#running = blocks;
    this.#run += 1;
    const order = blocks.map((block) => block.id);
    const message: ToWorker = { run: this.#run, order, changed, gone };
    // A worker has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(stale ? { ...message, context: this.#context(base, variables) } : message);
  }

  #context(base: CheckContextResult, variables: Variables): CheckContext {
    const { detail } = this.#session;
    return {
      ...base,
      year: detail.year,
      unit: variables['unit'] ?? base.unit,
      variables,
      template: this.#template,
    };
  }

  #answer({ run, findings }: FromWorker): void {
    if (run !== this.#run || !this.#running) return;
    this.#found = { findings, blocks: this.#running };
    this.#running = null;
    this.#publish();
    if (this.#again) {
      this.#again = false;
      this.#check();
    }
  }

  #publish(): void {
    const rules = new Set<string>();
    const keys = new Set<string>();
    for (const { kind, key } of this.#entries) (kind === 'rule' ? rules : keys).add(key);
    const isIgnored = (finding: Finding): boolean => rules.has(finding.rule) || keys.has(finding.key);
    const findings = this.#found.findings.filter((finding) => !isIgnored(finding));
    const { current } = this.#state;
    const still = current && findings.find((one) => one.key === current.key);
    this.#set({
      findings,
      ignored: this.#found.findings.filter(isIgnored),
      ignoredRules: rules,
      current: still ?? null,
      waiting: this.#run === 0 || this.#found.blocks.length === 0,
      failed: null,
    });
    this.#mark(findings, this.#found.blocks);
  }

  #mark(findings: readonly Finding[], blocks: readonly Block[]): void {
    for (const layer of LAYERS) {
      const ranges = findings
        // What stands in a note is not on the page: its sign is, and the margin says that there is something.
        .filter(
          (finding) =>
            !finding.whole &&
            finding.note === undefined &&
            isLoud(finding) &&
            `check-${finding.severity}` === layer,
        )
        .map(({ block, from, to, cell }) => (cell ? { block, from, to, cell } : { block, from, to }));
      this.#session.highlights.set(layer, ranges, blocks);
    }
    const worst = new Map<string, Severity>();
    for (const { block, severity } of findings.filter(isLoud)) {
      const known = worst.get(block);
      if (!known || RANK[severity] < RANK[known]) worst.set(block, severity);
    }
    this.#margin.show(worst);
    this.#session.notes.set('errors', byBlock(findings, 'error'));
    this.#session.notes.set('warnings', byBlock(findings, 'warning'));
  }

  #matchOf({ block: id, cell, note, from, to }: Finding): Match | null {
    const { editor, variables } = this.#session;
    const blocks = blocksOf(editor);
    const index = blocks.findIndex((block) => block.id === id);
    const block = blocks[index];
    if (!block) return null;
    const reading = readingsOf(block, index, ordinalLabels(blocks), variables).find(
      (one) => one.cell?.[0] === cell?.[0] && one.cell?.[1] === cell?.[1],
    );
    if (reading && note !== undefined) {
      const piece = reading.pieces.find(({ node }) => isNote(node) && node.id === note);
      return piece ? asideAt(reading, piece, from, to) : null;
    }
    return reading && piecesBetween(reading, from, to).length > 0 ? matchAt(reading, from, to) : null;
  }

  #fail(failed: string): void {
    this.#set({ failed, waiting: false });
  }

  #set(change: Partial<ChecksState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const LAYERS = ['check-hint', 'check-warning', 'check-error'] as const;
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, hint: 2 };

function gravest(findings: readonly Finding[]): Finding | null {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || a.from - b.from)[0] ?? null;
}

/** How many findings of a severity each block has; an empty field is counted elsewhere. */
function byBlock(findings: readonly Finding[], severity: Severity): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (finding.severity === severity && isLoud(finding))
      counts.set(finding.block, (counts.get(finding.block) ?? 0) + 1);
  }
  return counts;
}

function sameOrder(a: readonly Block[], b: readonly Block[]): boolean {
  return a.length === b.length && a.every((block, index) => block.id === b[index]?.id);
}

function clamped(editor: Editor, { path, offset }: { path: number[]; offset: number }) {
  const end = Editor.end(editor, path);
  return { path, offset: Math.min(offset, end.offset) };
}
