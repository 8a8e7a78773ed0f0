import { soundSpans, withColumnAt, withRowAt, withSpans } from '../document/table-grid.ts';
import type { Block, Inline, TableBlock, TableCell, TableRow } from '../document/types.ts';
import { bigramsOf, similarity } from '../text/similarity.ts';
import { inlinesOfTokens, inlineTokens, type Token } from '../review/tokens.ts';
import type { Conflict, Revision } from '../review/types.ts';
import { hash } from './anchors.ts';
import type { Ground, MergeContext } from './ground.ts';
import { isSamePerson, isWordId, keyOfPlace, person } from './groups.ts';
import { movedLines } from './moved-lines.ts';
import type { LineKind } from './table-lines.ts';
import type { LineCell, TheirLines } from './their-items.ts';
import { withMoreThreads } from './threads-on.ts';
import type { TablePlan } from './word-tables.ts';

export type LaidLines = { blocks: Block[]; revisions: Revision[]; conflicts: Conflict[] };

type Input = {
  version: string;
  ground: Ground;
  plan: TablePlan;
  context: MergeContext;
  /** Changes that the report has, and those that this copy brings to its words. */
  rows: ReadonlyMap<string, Revision>;
  fresh: ReadonlyMap<string, Revision>;
  /** Threads on what comes in, by item. */
  come: ReadonlyMap<unknown, readonly string[]>;
};

/** Puts in and marks the rows and columns of tables that came and went in the copy. */
export function layLines(blocks: readonly Block[], lines: readonly TheirLines[], input: Input): LaidLines {
  const out: LaidLines = { blocks: [], revisions: [], conflicts: [] };
  const byTable = new Map(lines.map((one) => [one.table, one]));
  out.blocks = blocks.map((block): Block => {
    if (block.type !== 'table') return block;
    const of = byTable.get(block.id);
    const made = of ? new Laying(block, of, input, out).table() : block;
    return input.plan.ours.has(block.id) ? sound(made) : made;
  });
  return out;
}

type Line = TheirLines['come'][number];

/** Lines of which so much is the same are one line, said otherwise. */
const ALIKE = 0.5;

const GONE: Record<LineKind, string> = { row: '（删去这一行）', column: '（删去这一列）' };

class Laying {
  #table: TableBlock;
  /** As it was sent. */
  readonly #sent: TableBlock;
  readonly #lines: TheirLines;
  /** By line that came: the sent one that it is, moved. */
  readonly #moved: ReadonlyMap<Line, number>;
  readonly #input: Input;
  readonly #out: LaidLines;
  /** By row and column as they are here: those that were sent, or -1. */
  readonly #frame: Record<LineKind, number[]>;
  /** Ids of what came with this copy: its number in the table of the copy. */
  readonly #came: Record<LineKind, Map<string, number>> = { row: new Map(), column: new Map() };
  readonly #place: number;

  constructor(table: TableBlock, lines: TheirLines, input: Input, out: LaidLines) {
    this.#table = table;
    this.#lines = lines;
    this.#input = input;
    this.#out = out;
    const { rows = [], columns = [] } = input.plan.ours.get(table.id) ?? {};
    this.#frame = { row: [...rows], column: [...columns] };
    const { tokens, numberOf, textOf } = input.ground;
    const place = tokens.findIndex((token) => token.is === 'table' && token.block.id === table.id);
    const sent = tokens[place];
    this.#sent = sent?.is === 'table' ? sent.block : table;
    this.#place = numberOf(place);
    this.#moved = movedLines(
      lines,
      (line) => line.cells.map(({ items }) => items.map(({ token }) => textOf(token)).join('')),
      (kind, line) =>
        this.#cellsAt(this.#sent, kind, line).map(({ children }) =>
          inlineTokens(children)
            .map((token) => textOf(token))
            .join(''),
        ),
    );
  }

  table(): TableBlock {
    for (const kind of ['column', 'row'] as const) this.#comeOf(kind);
    for (const { kind, line, cut } of this.#lines.kept)
      if (cut !== undefined) this.#cut(kind, line, person(cut, this.#input.context));
    for (const kind of ['column', 'row'] as const) this.#changedInCut(kind);
    return this.#table;
  }

  /** The copy changes words of a line that was taken out here since: both are kept, and told of. */
  #changedInCut(kind: LineKind): void {
    const { rows } = this.#input;
    this.#frame[kind].forEach((sent, here) => {
      const { del } = this.#marksAt(kind, here);
      const gone = del === undefined ? undefined : rows.get(del);
      if (sent < 0 || gone === undefined || this.#marksOf(this.#sent, kind, sent).del === del) return;
      const inlines = this.#cellsAt(this.#table, kind, here).flatMap(({ children }) => children);
      const fresh = inlines.flatMap(({ ins, del: cut }) => [ins, cut]).find((id) => this.#isNew(id));
      const author = this.#input.fresh.get(fresh ?? '')?.author;
      if (author === undefined || this.#isOne(author, gone.author)) return;
      this.#out.conflicts.push({
        block: this.#table.id,
        author,
        base: this.#words(this.#sent, kind, sent),
        theirs: this.#allWords(kind, here),
        ours: GONE[kind],
      });
    });
  }

  #isOne(author: string, other: string): boolean {
    return isSamePerson(author, other, this.#input.context.unknown);
  }

  readonly #isNew = (id: string | undefined): boolean => id !== undefined && this.#input.fresh.has(id);

  #cellsAt(table: TableBlock, kind: LineKind, at: number): TableCell[] {
    return kind === 'row'
      ? (table.children[at]?.children ?? [])
      : table.children.flatMap((row) => row.children[at] ?? []);
  }

  /** The words of a line as they read once all is accepted. */
  #allWords(kind: LineKind, here: number): string {
    return this.#words(this.#table, kind, here, ({ del }) => del === undefined);
  }

  #marksOf(table: TableBlock, kind: LineKind, at: number): { ins?: string; del?: string } {
    return (kind === 'row' ? table.children[at] : table.columns?.[at]) ?? {};
  }

  #comeOf(kind: LineKind): void {
    const { context, version, rows } = this.#input;
    const all = this.#lines.come.filter((one) => one.kind === kind);
    for (const gap of new Set(all.map((line) => line.gap))) {
      const come = all
        .filter((line) => line.gap === gap)
        .map((line) => ({ line, who: person(line.by, context), says: this.#textOf(line) }));
      const facts = come.map(({ who, says }) => [who.name, says]);
      const place = `${keyOfPlace(this.#place + gap)}i`;
      const key = `${place}${hash(JSON.stringify([version, kind, facts]))}`.slice(0, 20);
      /** By what they say: how many such lines there were before. */
      const seen = new Map<string, number>();
      let behind: string | null = null;
      come.forEach(({ line, who }, n) => {
        const own = hash(JSON.stringify([kind, ...(facts[n] ?? [])])).slice(0, 8);
        const nth = seen.get(own) ?? 0;
        seen.set(own, nth + 1);
        // The same line may have come with an earlier copy, with others beside it.
        const known = [...rows.keys()].filter((id) => id.startsWith(place) && id.endsWith(own)).sort()[nth];
        if (known === undefined) {
          const before = this.#saidBefore(kind, place, facts, who.author, line);
          if (before !== null) {
            behind = before;
            return;
          }
        }
        const id = known ?? `${key}${n.toString(36).padStart(2, '0')}${own}`;
        this.#came[kind].set(id, line.at);
        if (known !== undefined) {
          this.#comment(kind, id, line);
          behind = id;
          return;
        }
        const by = line.cut === undefined ? null : person(line.cut, context);
        const del = by && `${id.slice(0, 6)}d${id.slice(7)}`;
        this.#insert(kind, line, { ins: id, ...(del ? { del } : {}) }, behind);
        behind = id;
        const from = this.#moved.get(line);
        const move = from === undefined ? undefined : this.#cutId(kind, from, this.#cutterOf(kind, from));
        this.#out.revisions.push({
          id,
          author: who.author,
          at: who.at,
          kind: 'insert',
          ...(move ? { move } : {}),
        });
        if (by && del) this.#out.revisions.push({ id: del, author: by.author, at: by.at, kind: 'delete' });
      });
    }
  }

  /**
   * A line that came with an earlier copy of the same person, and says something else by now: it is not put in a second
   * time, but told of. Gives its id; null where there is none.
   * @param facts of all lines that the copy puts in at this place
   */
  #saidBefore(
    kind: LineKind,
    place: string,
    facts: readonly (string | string[])[][],
    author: string,
    line: Line,
  ): string | null {
    const { rows } = this.#input;
    const exact = facts.map((fact) => hash(JSON.stringify([kind, ...fact])).slice(0, 8));
    const theirs = line.cells
      .map(({ items }) => items.map(({ token }) => this.#input.ground.textOf(token)).join(''))
      .join('｜');
    for (let here = 0; here < this.#frame[kind].length; here += 1) {
      const { ins = '' } = this.#marksAt(kind, here);
      if (!ins.startsWith(place) || !this.#isOne(rows.get(ins)?.author ?? '', author)) continue;
      if (exact.some((own) => ins.endsWith(own)) || this.#came[kind].has(ins)) continue;
      const ours = this.#words(this.#table, kind, here);
      if (similarity(bigramsOf(ours), bigramsOf(theirs)) < ALIKE) continue;
      this.#came[kind].set(ins, line.at);
      this.#out.conflicts.push({ block: this.#table.id, author, base: '', theirs, ours });
      return ins;
    }
    return null;
  }

  /** What a line says in the cells that were there before. */
  #textOf({ kind, cells }: Line): string[] {
    const { plan, ground } = this.#input;
    const match = plan.byCell.get(this.#table.id)?.match;
    const across = (kind === 'row' ? match?.columns : match?.rows) ?? [];
    return cells
      .filter(({ at }) => (across[at] ?? -1) >= 0)
      .map(({ items }) => items.map(({ token }) => ground.keyOf(token)).join(''));
  }

  /** @param behind the line of the copy that stands before it there */
  #insert(kind: LineKind, line: Line, marks: { ins: string; del?: string }, behind: string | null): void {
    const frame = this.#frame[kind];
    const before = frame.findIndex((_, here) => behind !== null && this.#marksAt(kind, here).ins === behind);
    let at = before + 1;
    if (before < 0) {
      frame.forEach((sent, here) => {
        if (sent >= 0 && sent < line.gap) at = here + 1;
      });
      while (at < frame.length && frame[at] === -1 && !isLater(this.#marksAt(kind, at).ins, marks.ins))
        at += 1;
    }
    frame.splice(at, 0, -1);
    const cells = this.#cells(kind, line);
    if (kind === 'row') {
      const row: TableRow = { type: 'table-row', ...marks, children: cells };
      this.#table = withRowAt(this.#table, at, row);
      return;
    }
    const wider = withColumnAt(this.#table, at, marks);
    this.#table = {
      ...wider,
      children: wider.children.map((row, r) => ({
        ...row,
        children: row.children.map((cell, c) => (c === at ? (cells[r] ?? cell) : cell)),
      })),
    };
  }

  #marksAt(kind: LineKind, at: number): { ins?: string; del?: string } {
    return this.#marksOf(this.#table, kind, at);
  }

  /** By row or column as they are here: its number in the table of the copy, -1 where it is not in there. */
  #across(kind: LineKind): number[] {
    const match = this.#input.plan.byCell.get(this.#table.id)?.match;
    const of = (kind === 'row' ? match?.rows : match?.columns) ?? [];
    return this.#frame[kind].map((sent, here) =>
      sent >= 0 ? of.indexOf(sent) : (this.#came[kind].get(this.#marksAt(kind, here).ins ?? '') ?? -1),
    );
  }

  /** The cells of a line that comes, by column or row as they are here. */
  #cells(kind: LineKind, { cells }: Line): TableCell[] {
    const across = this.#across(kind === 'row' ? 'column' : 'row');
    const byPlace = new Map(cells.map((cell) => [cell.at, cell]));
    return across.map((place, here): TableCell => {
      const cell = byPlace.get(place);
      if (!cell) return { type: 'table-cell', children: [{ text: '' }] };
      let span = 1;
      const isWithin = (other: number | undefined): boolean =>
        other !== undefined && other > place && other < place + cell.span;
      while (isWithin(across[here + span])) span += 1;
      const made: TableCell = {
        type: 'table-cell',
        ...(cell.align ? { align: cell.align } : {}),
        children: inlinesOfTokens(this.#tokens(cell)),
      };
      return kind === 'row' ? withSpans(made, span, 1) : withSpans(made, 1, span);
    });
  }

  #tokens({ items }: LineCell): Token[] {
    return items.map((item) => withMoreThreads(item.token, this.#input.come.get(item) ?? []));
  }

  /** Lays threads on the words of a line that came with another copy. */
  #comment(kind: LineKind, id: string, { cells }: Line): void {
    if (!cells.some(({ items }) => items.some((item) => this.#input.come.has(item)))) return;
    const here = this.#frame[kind].findIndex((_, at) => this.#marksAt(kind, at).ins === id);
    if (here < 0) return;
    const across = this.#across(kind === 'row' ? 'column' : 'row');
    const { keyOf } = this.#input.ground;
    const byPlace = new Map(cells.map((cell) => [cell.at, cell]));
    const said = (cell: TableCell, other: number): TableCell => {
      const theirs = byPlace.get(across[other] ?? -1)?.items ?? [];
      const ours = inlineTokens(cell.children);
      const isSame =
        theirs.length === ours.length && ours.every((token, n) => sameWord(token, theirs[n]?.token));
      if (!isSame) return cell;
      const tokens = ours.map((token, n) => withMoreThreads(token, this.#input.come.get(theirs[n]) ?? []));
      return { ...cell, children: inlinesOfTokens(tokens) };
    };
    const sameWord = (token: Token, other: Token | undefined): boolean =>
      other !== undefined && keyOf(token) === keyOf(other);
    this.#table = {
      ...this.#table,
      children: this.#table.children.map((row, r) => ({
        ...row,
        children: row.children.map((cell, c) => {
          if (kind === 'row') return r === here ? said(cell, c) : cell;
          return c === here ? said(cell, r) : cell;
        }),
      })),
    };
  }

  #cut(kind: LineKind, line: number, who: ReturnType<typeof person>): void {
    const { rows } = this.#input;
    const was = this.#words(this.#sent, kind, line);
    const id = this.#cutId(kind, line, who);
    if (rows.has(id)) return;
    const isMoved = [...this.#moved].some(([come, from]) => come.kind === kind && from === line);
    const move = isMoved ? { move: id } : {};
    this.#out.revisions.push({ id, author: who.author, at: who.at, kind: 'delete', ...move });
    const here = this.#frame[kind].indexOf(line);
    // Both took it out: that is no conflict.
    if (here < 0) return;
    const { del } = this.#marksAt(kind, here);
    const is = this.#words(this.#table, kind, here);
    const changed = this.#cellsAt(this.#table, kind, here)
      .flatMap(({ children }) => children.flatMap((node) => [node.ins, node.del]))
      .some((one) => {
        const row = one !== undefined && isWordId(one) ? rows.get(one) : undefined;
        return row !== undefined && !this.#isOne(row.author, who.author);
      });
    if ((is !== was || changed) && del === undefined)
      this.#out.conflicts.push({
        block: this.#table.id,
        author: who.author,
        base: was,
        theirs: GONE[kind],
        ours: changed ? this.#allWords(kind, here) : is,
      });
    // Two people took out the same line: the one whose change comes first in the copy has it.
    if (del !== undefined && !(isWordId(del) && id < del)) return;
    this.#mark(kind, here, id);
  }

  #cutId(kind: LineKind, line: number, who: ReturnType<typeof person>): string {
    const facts = [this.#input.version, kind, who.name, this.#words(this.#sent, kind, line)];
    return `${keyOfPlace(this.#place + line)}d${hash(JSON.stringify(facts))}`;
  }

  #cutterOf(kind: LineKind, line: number): ReturnType<typeof person> {
    const found = this.#lines.kept.find((one) => one.kind === kind && one.line === line);
    return person(found?.cut ?? null, this.#input.context);
  }

  /** The words of a line; if nothing else is said, without those that copies have put in. */
  #words(
    table: TableBlock,
    kind: LineKind,
    line: number,
    counts: (node: Inline) => boolean = ({ ins }) => ins === undefined || !isWordId(ins),
  ): string {
    const { textOf } = this.#input.ground;
    return this.#cellsAt(table, kind, line)
      .map(({ children }) =>
        inlineTokens(children.filter((node) => counts(node)))
          .map((token) => textOf(token))
          .join(''),
      )
      .join('｜');
  }

  #mark(kind: LineKind, here: number, del: string): void {
    if (kind === 'row') {
      const children = this.#table.children.map((row, at) => (at === here ? { ...row, del } : row));
      this.#table = { ...this.#table, children };
      return;
    }
    const columns = this.#frame.column.map((_, at) => this.#table.columns?.[at] ?? {});
    this.#table = {
      ...this.#table,
      columns: columns.map((column, at) => (at === here ? { ...column, del } : column)),
    };
  }
}

const isLater = (ins: string | undefined, than: string): boolean =>
  ins !== undefined && isWordId(ins) && ins > than;

/** Words may have come to a place that another cell covers by now: the span ends before them. */
function sound(table: TableBlock): TableBlock {
  const faults = soundSpans(table.children);
  if (faults.length === 0) return table;
  return {
    ...table,
    children: table.children.map((row, r) => ({
      ...row,
      children: row.children.map((cell, c) => {
        const fault = faults.find((one) => one.row === r && one.column === c);
        return fault ? withSpans(cell, fault.colSpan, fault.rowSpan) : cell;
      }),
    })),
  };
}
