import { isText } from '../document/guards.ts';
import { isCommentKey } from '../document/marks.ts';
import { isCovered, withColumnAt, withRowAt, withSpans } from '../document/table-grid.ts';
import type { Block, Inline, TableBlock, TableCell } from '../document/types.ts';
import type { Review } from '../review/types.ts';
import { cellId, type Frame } from './flatten.ts';
import { isWordId, keyOfPlace } from './groups.ts';
import type { LineKind } from './table-lines.ts';
import type { Verdict } from './their-items.ts';
import type { TablePlan } from './word-tables.ts';

type Input = {
  sent: readonly Block[];
  ours: readonly Block[];
  review: Review;
  plan: TablePlan;
  /** Those that nobody has told of yet. */
  verdicts: readonly Verdict[];
  /** Names of the cells into which the copy puts words. */
  written: ReadonlySet<string>;
  /** Number of the token that a table begins with. */
  numberOf: (table: string) => number;
};

/** The report with the lines that are open again, and which of its lines are which. */
export type Reopened = {
  blocks: readonly Block[];
  ours: TablePlan['ours'];
  /** Revisions of lines that stay open, whatever the copy says, because of what stands in them here. */
  held: Map<string, { table: string; words: string }>;
};

/**
 * Rows and columns of which one copy says that they go, and another that they stay, or puts words into them, are open
 * again, so that somebody decides: the order in which the copies come must not.
 */
export function reopenLines(input: Input): Reopened {
  const tables = new Map(input.sent.flatMap((block) => (block.type === 'table' ? [[block.id, block]] : [])));
  const ours = new Map(input.plan.ours);
  const held: Reopened['held'] = new Map();
  const blocks = input.ours.map((block): Block => {
    const sent = tables.get(block.id);
    const frame = ours.get(block.id);
    if (block.type !== 'table' || !sent || !frame) return block;
    const work = new Reopening(sent, block, frame, input, held);
    work.run();
    ours.set(block.id, work.frame);
    return work.table;
  });
  return { blocks, ours, held };
}

class Reopening {
  table: TableBlock;
  frame: { rows: number[]; columns: number[] };
  readonly #sent: TableBlock;
  readonly #input: Input;
  readonly #held: Reopened['held'];
  /** What was decided last of each change. */
  readonly #last: ReadonlyMap<string, boolean>;

  constructor(sent: TableBlock, table: TableBlock, frame: Frame, input: Input, held: Reopened['held']) {
    this.#sent = sent;
    this.table = table;
    this.frame = { rows: [...frame.rows], columns: [...frame.columns] };
    this.#input = input;
    this.#held = held;
    this.#last = new Map(input.review.decisions.map(({ revision, accepted }) => [revision, accepted]));
  }

  run(): void {
    const width = this.#sent.children[0]?.children.length ?? 0;
    this.#sent.children.forEach((row, line) => this.#line('row', line, row));
    for (let line = 0; line < width; line += 1) this.#line('column', line, this.#sent.columns?.[line] ?? {});
  }

  #line(kind: LineKind, line: number, { ins, del }: { ins?: string; del?: string }): void {
    const here = this.#of(kind).indexOf(line);
    for (const [slot, id] of [
      ['ins', ins],
      ['del', del],
    ] as const) {
      if (id === undefined) continue;
      const verdict = this.#input.verdicts.find(({ revision }) => revision === id);
      const last = this.#last.get(id);
      const isContested = verdict !== undefined && last !== undefined && last !== verdict.accepted;
      if (here >= 0) {
        const mark = this.#marks(kind, here)[slot];
        if (mark === undefined && isContested) this.#mark(kind, here, slot, id);
        // A line that would go with what was written into it here stays open.
        const goes = verdict !== undefined && verdict.accepted === (slot === 'del');
        const across = kind === 'row' ? this.frame.columns : this.frame.rows;
        const words = this.#words(this.table, kind, here, (other) => (across[other] ?? -1) >= 0);
        if (goes && mark === id && words !== this.#words(this.#sent, kind, line))
          this.#held.set(id, { table: this.table.id, words });
        continue;
      }
      const wasTaken = last === (slot === 'del');
      if (wasTaken && (isContested || this.#isWritten(kind, line))) {
        const other = slot === 'ins' ? ['del', del] : ['ins', ins];
        const keeps = other[1] !== undefined && !this.#last.has(other[1]);
        this.#putBack(kind, line, { [slot]: id, ...(keeps ? { [other[0] as string]: other[1] } : {}) });
        return;
      }
    }
  }

  #of(kind: LineKind): number[] {
    return kind === 'row' ? this.frame.rows : this.frame.columns;
  }

  #marks(kind: LineKind, at: number): { ins?: string; del?: string } {
    return (kind === 'row' ? this.table.children[at] : this.table.columns?.[at]) ?? {};
  }

  #mark(kind: LineKind, at: number, slot: 'ins' | 'del', id: string): void {
    if (kind === 'row') {
      const children = this.table.children.map((row, r) => (r === at ? { ...row, [slot]: id } : row));
      this.table = { ...this.table, children };
      return;
    }
    const columns = this.frame.columns.map((_, c) => this.table.columns?.[c] ?? {});
    this.table = {
      ...this.table,
      columns: columns.map((one, c) => (c === at ? { ...one, [slot]: id } : one)),
    };
  }

  #isWritten(kind: LineKind, line: number): boolean {
    const { children } = this.#sent;
    const across = kind === 'row' ? (children[line]?.children.length ?? 0) : children.length;
    return Array.from({ length: across }, (_, other) =>
      kind === 'row' ? cellId(this.#sent.id, line, other) : cellId(this.#sent.id, other, line),
    ).some((place) => this.#input.written.has(place));
  }

  #putBack(kind: LineKind, line: number, marks: { ins?: string; del?: string }): void {
    const of = this.#of(kind);
    let at = 0;
    of.forEach((sent, here) => {
      if (sent >= 0 && sent < line) at = here + 1;
    });
    // What came in before it stands before it, what came in behind it behind.
    const limit = `${keyOfPlace(this.#input.numberOf(this.#sent.id) + line)}~`;
    const isBefore = (ins: string | undefined): boolean => ins === undefined || !isWordId(ins) || ins < limit;
    while (at < of.length && of[at] === -1 && isBefore(this.#marks(kind, at).ins)) at += 1;
    of.splice(at, 0, line);
    const across = kind === 'row' ? this.frame.columns : this.frame.rows;
    const cells = across.map((other) => (kind === 'row' ? this.#cell(line, other) : this.#cell(other, line)));
    if (kind === 'row') {
      const header = this.#sent.children[line]?.header === true ? { header: true as const } : {};
      this.table = withRowAt(this.table, at, { type: 'table-row', ...header, ...marks, children: cells });
      return;
    }
    const { width } = this.#sent.columns?.[line] ?? {};
    const wider = withColumnAt(this.table, at, { ...(width === undefined ? {} : { width }), ...marks });
    this.table = {
      ...wider,
      children: wider.children.map((row, r) => ({
        ...row,
        children: row.children.map((cell, c) => (c === at ? (cells[r] ?? cell) : cell)),
      })),
    };
  }

  /** A cell as it was sent, alone: what of it goes on in other lines is there still. */
  #cell(row: number, column: number): TableCell {
    const cell = this.#sent.children[row]?.children[column];
    const isOwn = cell !== undefined && !isCovered(this.#sent, row, column);
    if (!isOwn || cell.rowSpan !== undefined || cell.colSpan !== undefined)
      return { type: 'table-cell', children: [{ text: '' }] };
    return withSpans({ ...cell, children: cell.children.flatMap((node) => this.#settled(node)) }, 1, 1);
  }

  /** Without comments, and without what was decided since it was sent. */
  #settled(node: Inline): Inline[] {
    const { ins, del } = node;
    const isGone =
      (ins !== undefined && this.#last.get(ins) === false) ||
      (del !== undefined && this.#last.get(del) === true);
    if (isGone && !(isText(node) && node.text === '')) return [];
    const kept = Object.entries(node).filter(
      ([key, value]) =>
        !isCommentKey(key) && !((key === 'ins' || key === 'del') && this.#last.has(value as string)),
    );
    const made = Object.fromEntries(kept) as Inline;
    if (made.fmt !== undefined && this.#last.has(made.fmt)) {
      delete made.fmt;
      delete made.was;
    }
    return [made];
  }

  /** @param isIn whether the cell in this column, or row, counts: a line that is new here is none of the sent ones */
  #words(
    table: TableBlock,
    kind: LineKind,
    line: number,
    isIn: (other: number) => boolean = () => true,
  ): string {
    const cells =
      kind === 'row'
        ? (table.children[line]?.children ?? [])
        : table.children.flatMap((row) => row.children[line] ?? []);
    return cells
      .filter((_, other) => isIn(other))
      .flatMap(({ children }) => children.map((node) => wordsOf(node)))
      .join('');
  }
}

/** What tells whether something else stands there now. */
const wordsOf = (node: Inline): string => {
  if (isText(node)) return node.text;
  if (node.type === 'ordinal') return node.scheme;
  return node.type === 'field' ? `${node.value}${node.unit}` : `${node.type} ${node.id}`;
};
