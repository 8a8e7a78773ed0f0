import fastDiff from 'fast-diff';
import type { Point } from 'slate';

import { commonEnds } from '../text/common-ends.ts';
import { formatsOf } from '../document/formats.ts';
import { hasOwnId, inlinesOf, isText, linesOf } from '../document/guards.ts';
import { withoutColumns, withoutRows } from '../document/table-grid.ts';
import type { Block, TableBlock, TextBlock } from '../document/types.ts';
import { heaviestIncreasing } from '../text/longest-increasing.ts';
import { sameNode } from './apply-blocks.ts';
import { differences } from './differences.ts';
import { threadsOn } from '../document/marks.ts';
import { formOf, sameForm } from '../document/resolve.ts';
import {
  blocksOfTokens,
  changeOf,
  inlineTokens,
  inlinesOfTokens,
  marksOfToken,
  threadsOfToken,
  tokensOf,
  withChange,
  withFormatMarks,
  withThreads,
  type Token,
} from './tokens.ts';
import { fresh, sameShape, symbols, type Item } from './track-items.ts';
import { markMovedBlocks, markMovedWords } from './track-moves.ts';
import { TrackedPlaces, type Bias, type PlacedLines } from './track-places.ts';
import { isInBoth, trackedLines, withTrackedLines, type TrackedLines } from './track-table.ts';
import { fillThreads, type Around } from './track-threads.ts';
import type { Revision } from './types.ts';

export type TrackContext = {
  /** Person at work. */
  author: string;
  /** Who made a change that is in the document. */
  authorOf: (revision: string) => string | undefined;
  /** An own change of this sitting, which what is changed next to it may join. */
  joinable: (revision: string) => boolean;
  /** The move that a change is one end of. */
  moveOf?: (revision: string) => string | undefined;
  newId: () => string;
  /** Now, ISO 8601 UTC. */
  at: string;
};

export type Tracked = {
  blocks: Block[];
  /** Rows of the new changes. */
  revisions: Revision[];
  /** A place of the edited report in the tracked one. */
  place: (point: Point, bias: Bias) => Point;
};

/**
 * Turns an edit into tracked changes: what `after` lacks of `before` comes back marked as deleted, what it adds is
 * marked as inserted, in the author's name. Own pending insertions that were deleted are gone; what others have
 * pending keeps its marks. Works for whatever was done between the two: typing, pasting, replacing, joining, moving.
 */
export function track(before: readonly Block[], after: readonly Block[], context: TrackContext): Tracked {
  const { head, tail } = commonEnds(before, after);
  // With the block before: a break that goes leaves its words there.
  const from = head > 0 && before[head - 1]?.type !== 'table' ? head - 1 : head;
  const work = new Tracking(
    before.slice(from, before.length - tail),
    after.slice(from, after.length - tail),
    { before: before.slice(0, from), behind: before.slice(before.length - tail) },
    context,
  );
  const middle = work.blocks();
  const places = work.places();
  const blocks = [...before.slice(0, from), ...middle, ...before.slice(before.length - tail)];
  return {
    blocks,
    revisions: work.revisions,
    place: (point, bias) => {
      const [block = 0, ...rest] = point.path;
      if (block < from) return point;
      if (block >= after.length - tail)
        return { ...point, path: [block + blocks.length - after.length, ...rest] };
      const placed = places.place({ ...point, path: [block - from, ...rest] }, bias);
      return { ...placed, path: [(placed.path[0] ?? 0) + from, ...placed.path.slice(1)] };
    },
  };
}

class Tracking {
  readonly revisions: Revision[] = [];
  readonly #before: readonly Block[];
  readonly #after: readonly Block[];
  /** Blocks that the edit did not touch. */
  readonly #around: Around;
  readonly #rest: readonly Block[];
  readonly #context: TrackContext;
  #items: Item[] = [];
  /** By table id: the items of its cells, in the order of the cells. */
  readonly #cells = new Map<string, Item[][]>();
  /** By table id: which row and column of the edited table each of the tracked one is; null for none. */
  readonly #lines = new Map<string, PlacedLines>();
  /** Id of the change of formats that goes on with the next word. */
  #formatRun: string | null = null;
  #result: Block[] = [];
  /** Rows of ids for runs that are under way. */
  #run: { insert: string | null; delete: string | null } = { insert: null, delete: null };

  constructor(before: readonly Block[], after: readonly Block[], around: Around, context: TrackContext) {
    this.#before = before;
    this.#after = after;
    this.#around = around;
    this.#rest = [...around.before, ...around.behind];
    this.#context = context;
  }

  blocks(): Block[] {
    const stay = this.#stay();
    const moved = new Set(
      this.#after
        .filter((block) => !stay.has(block.id) && this.#isIn(this.#before, block))
        .map(({ id }) => id),
    );
    const was = tokensOf(this.#before);
    const will = tokensOf(this.#after);
    this.#items = this.#compare(was, will, (tokens) => symbols(tokens, stay, moved));
    const moveOf = (source: readonly Item[]): string => this.#moveOf(source);
    markMovedBlocks(this.#items, moved, moveOf);
    markMovedWords(this.#items, moveOf);
    this.#joinForEmptyBlock();
    this.#items = this.#items.map((item) => this.#decide(item));
    this.#dropBreaks();
    this.#moveThreads();
    fillThreads(this.#items, this.#rest, this.#around);
    this.#nameRuns(this.#items);
    this.#freshIds();
    const known = new Map(this.#before.map((block) => [block.id, block]));
    this.#result = blocksOfTokens(
      this.#items.filter(({ state }) => state !== 'drop').map(({ token }) => token),
    ).map((block) => {
      const old = known.get(block.id);
      return old && sameNode(old, block) ? old : block;
    });
    return this.#result;
  }

  /** Of what `blocks` gave. */
  places(): TrackedPlaces {
    return new TrackedPlaces(this.#after, this.#items, this.#cells, this.#lines, this.#result);
  }

  #isIn(blocks: readonly Block[], wanted: Block): boolean {
    return blocks.some((block) => block.id === wanted.id);
  }

  /** Blocks that are in both in the same order, tables only while they keep their shape. */
  #stay(): Set<string> {
    const places = new Map(this.#before.map((block, at) => [block.id, at]));
    const common = this.#after.filter((block) => {
      const old = this.#before[places.get(block.id) ?? -1];
      return old !== undefined && sameShape(old, block);
    });
    const kept = heaviestIncreasing(
      common.map(({ id }) => places.get(id) ?? 0),
      common.map((block) => weightOf(block)),
    );
    return new Set(kept.map((at) => common[at]?.id ?? ''));
  }

  #compare(
    was: readonly Token[],
    will: readonly Token[],
    symbol: (tokens: readonly Token[]) => string[],
  ): Item[] {
    const items: Item[] = [];
    let left = 0;
    let right = 0;
    for (const [kind, length] of differences(symbol(was), symbol(will))) {
      for (let n = 0; n < length; n += 1) {
        const old = was[left];
        const next = will[right];
        if (kind === fastDiff.EQUAL && old && next) {
          items.push({ token: this.#kept(old, next), state: 'keep', after: right, moved: null });
        } else if (kind === fastDiff.DELETE && old) {
          items.push({ token: old, state: 'delete', after: -1, moved: null });
        } else if (next) {
          items.push({ token: next, state: 'insert', after: right, moved: null });
        }
        if (kind !== fastDiff.INSERT) left += 1;
        if (kind !== fastDiff.DELETE) right += 1;
      }
    }
    return items;
  }

  /** What stays takes over what is not tracked: threads, labels, what is carried over. */
  #kept(old: Token, next: Token): Token {
    if (old.is === 'table' && next.is === 'table') {
      return { is: 'table', block: this.#keptTable(old.block, next.block) };
    }
    if (old.is !== 'start' || next.is !== 'start') {
      // The same words typed again where they stood are the old ones, and stay commented.
      const threads = threadsOfToken(old);
      const same = threads.join() === threadsOfToken(next).join();
      return this.#withFormatChange(old, same ? next : withThreads(next, threads));
    }
    const { pIns, pDel, pFmt, pWas } = old.block;
    const { pIns: _ins, pDel: _del, pFmt: _fmt, pWas: _was, ...rest } = next.block;
    const block = {
      ...rest,
      ...(pIns ? { pIns } : {}),
      ...(pDel ? { pDel } : {}),
      ...(pFmt ? { pFmt } : {}),
      ...(pWas ? { pWas } : {}),
    };
    return { is: 'start', block: this.#withForm(old.block, block) };
  }

  /** Marks a change of form, unless the block is the author's own new one. */
  #withForm(old: TextBlock, block: TextBlock): TextBlock {
    const form = formOf(block);
    const before = formOf(old);
    if (sameForm(before, form) || this.#isOwn(old.pIns)) return block;
    const { pFmt, pWas, ...bare } = block;
    if (pWas && sameForm(pWas, form)) return bare;
    const id = pFmt && this.#isOwn(pFmt) ? pFmt : this.#newRevision('format');
    return { ...bare, pFmt: id, pWas: pWas ?? before };
  }

  /** Marks a change of formats, unless the words are the author's own new ones. One change goes on from word to word. */
  #withFormatChange(old: Token, next: Token): Token {
    const [was, will] = [marksOfToken(old), marksOfToken(next)];
    if (!was || !will || formatsOf(was) === formatsOf(will)) {
      this.#formatRun = null;
      return next;
    }
    if (this.#isOwn(was.ins)) return withFormatMarks(next, {});
    // What it was before all changes: rejecting this one leads back there.
    const before = was.was ?? formatsOf(was);
    if (before === formatsOf(will)) return withFormatMarks(next, {});
    this.#formatRun ??= was.fmt && this.#isOwn(was.fmt) ? was.fmt : this.#newRevision('format');
    return withFormatMarks(next, { fmt: this.#formatRun, was: before });
  }

  /** The table, what came and went in it marked: whole rows, whole columns, and words in the cells that stayed. */
  #keptTable(old: TableBlock, next: TableBlock): TableBlock {
    const lines = trackedLines(old, next);
    if (!lines) return next;
    let came: string | null = null;
    let went: string | null = null;
    const whole = withTrackedLines(old, next, lines, {
      came: () => ({ ins: (came ??= this.#newRevision('insert')) }),
      went: (line) => {
        if (line.del !== undefined) return {};
        if (this.#isOwn(line.ins) && this.#allOwn(old)) return null;
        return { del: (went ??= this.#newRevision('delete')) };
      },
    });
    const kept = lines.exact ? whole.table : this.#keptCells(old, next, whole.table, lines);
    const { rows, columns } = whole.gone;
    const narrower = withoutColumns(kept, columns);
    const left = narrower && withoutRows(narrower, rows);
    this.#lines.set(next.id, {
      rows: lines.rows.filter((_, at) => !rows.has(at)).map(({ will }) => will),
      columns: lines.columns.filter((_, at) => !columns.has(at)).map(({ will }) => will),
    });
    return left ?? kept;
  }

  #keptCells(old: TableBlock, next: TableBlock, whole: TableBlock, lines: TrackedLines): TableBlock {
    const cells: Item[][] = next.children.flatMap((row) => row.children.map((): Item[] => []));
    const width = next.children[0]?.children.length ?? 0;
    const same = [...lines.rows, ...lines.columns].every(isInBoth);
    // Where no line came or went, spans and alignment are as they were made; they are not tracked.
    const frame = same ? next : whole;
    const children = frame.children.map((row, r) => ({
      ...row,
      children: row.children.map((cell, c) => {
        const [line, column] = [lines.rows[r], lines.columns[c]];
        const edited = next.children[line?.will ?? -1]?.children[column?.will ?? -1];
        if (!line || !column || !edited || line.was === null || column.was === null) return cell;
        const was = inlineTokens(old.children[line.was]?.children[column.was]?.children ?? []);
        const compared = this.#compare(was, inlineTokens(edited.children), (tokens) => symbols(tokens));
        const items = compared.map((item) => this.#decide(item));
        fillThreads(items, [...this.#rest, ...this.#before]);
        this.#nameRuns(items);
        cells[(line.will ?? 0) * width + (column.will ?? 0)] = items;
        const kept = items.filter(({ state }) => state !== 'drop').map(({ token }) => token);
        return { ...cell, children: inlinesOfTokens(kept) };
      }),
    }));
    this.#cells.set(next.id, cells);
    const { pIns, pDel } = old;
    const { pIns: _ins, pDel: _del, ...rest } = next;
    const { columns } = frame;
    return {
      ...rest,
      ...(pIns ? { pIns } : {}),
      ...(pDel ? { pDel } : {}),
      ...(columns ? { columns } : {}),
      children,
    };
  }

  /** The move that this is, or goes on with: what is moved a second time is still one move. */
  #moveOf(source: readonly Item[]): string {
    const { moveOf, newId } = this.#context;
    for (const { token } of source) {
      const { ins } = changeOf(token);
      const move = ins !== undefined && this.#isOwn(ins) ? moveOf?.(ins) : undefined;
      if (move !== undefined) return move;
    }
    return newId();
  }

  /** A thread goes along with what is moved when nothing of it stays; else it stays with the rest. */
  #moveThreads(): void {
    if (!this.#items.some(({ moved, token }) => moved && threadsOfToken(token).length > 0)) return;
    const staying = new Set<string>();
    for (const block of this.#rest) {
      for (const node of inlinesOf(block)) for (const thread of threadsOn(node)) staying.add(thread);
    }
    for (const { token, state, moved } of this.#items) {
      if (!moved && state !== 'drop') for (const thread of threadsOfToken(token)) staying.add(thread);
    }
    for (const item of this.#items) {
      if (!item.moved) continue;
      // The half that comes has the threads that went along, the half that goes those that stay.
      const comes = item.state === 'insert';
      const own = threadsOfToken(item.token).filter((thread) => staying.has(thread) !== comes);
      item.token = withThreads(item.token, own);
    }
  }

  /**
   * Backspace at the start of a block behind one that is empty but for deleted words takes the empty one away, as it
   * does where nothing is tracked; the other way round the words would take the empty block's form.
   */
  #joinForEmptyBlock(): void {
    const changed = this.#items.filter(({ state }) => state !== 'keep');
    const [only] = changed;
    if (changed.length !== 1 || only?.state !== 'delete' || only.token.is !== 'start') return;
    let at = this.#items.indexOf(only) - 1;
    let some = false;
    for (; at >= 0; at -= 1) {
      const { token } = this.#items[at] as Item;
      if (token.is === 'table') return;
      if (token.is === 'start') break;
      if (changeOf(token).del === undefined) return;
      some = true;
    }
    const empty = this.#items[at];
    if (!empty || !some || changeOf(empty.token).del !== undefined) return;
    only.state = 'keep';
    only.after = -2;
    empty.state = 'delete';
  }

  /** The marks of a token that was deleted or inserted. */
  #decide(item: Item): Item {
    const { token, state } = item;
    if (state === 'insert') {
      // Words that were deleted already don't move along.
      const dead = token.is !== 'start' && token.is !== 'table' && changeOf(token).del !== undefined;
      return dead ? { ...item, state: 'drop' } : { ...item, token: fresh(token) };
    }
    if (state !== 'delete') return item;
    const { ins, del } = changeOf(token);
    if (del !== undefined) return { ...item, state: 'keep' };
    if (!this.#isOwn(ins)) return item;
    // Somebody else's changes inside the own new table must not go with it.
    if (token.is === 'table' && !this.#allOwn(token.block)) return item;
    return { ...item, state: 'drop' };
  }

  #allOwn(table: TableBlock): boolean {
    const isOwn = (id: string | undefined): boolean => id === undefined || this.#isOwn(id);
    if (!linesOf(table).every(({ ins, del }) => isOwn(ins) && isOwn(del))) return false;
    return table.children.every((row) =>
      row.children.every((cell) =>
        cell.children.every(
          (node) =>
            (node.ins === undefined || this.#isOwn(node.ins)) &&
            (node.del === undefined || this.#isOwn(node.del)),
        ),
      ),
    );
  }

  /** A break can only go where a block of text is before it to take the words. */
  #dropBreaks(): void {
    let open = false;
    for (const item of this.#items) {
      const { token } = item;
      if (token.is === 'start') {
        if (item.state === 'drop' && !open && this.#hasWordsBehind(item)) item.state = 'delete';
        if (item.state !== 'drop') open = true;
      } else if (token.is === 'table' && item.state !== 'drop') open = false;
    }
  }

  #hasWordsBehind(start: Item): boolean {
    for (let at = this.#items.indexOf(start) + 1; at < this.#items.length; at += 1) {
      const item = this.#items[at] as Item;
      if (item.token.is === 'start' || item.token.is === 'table') return false;
      if (item.state !== 'drop') return true;
    }
    return false;
  }

  /** Gives each run of new marks an id: of the own change next to it, or a new one. */
  #nameRuns(items: Item[]): void {
    this.#run = { insert: null, delete: null };
    let moved: string | null = null;
    items.forEach((item, at) => {
      const { token, state } = item;
      if (state === 'drop') return;
      if (state === 'keep') {
        if (changeOf(token).del === undefined) this.#run = { insert: null, delete: null };
        return;
      }
      if (item.moved !== moved) {
        this.#run = { insert: null, delete: null };
        moved = item.moved;
      }
      this.#run[state] ??=
        (item.moved
          ? null
          : (this.#neighbour(items, at, state, -1) ?? this.#neighbour(items, at, state, 1))) ??
        this.#newRevision(state, item.moved);
      const id = this.#run[state];
      const { ins } = changeOf(token);
      item.token = withChange(token, state === 'insert' ? { ins: id } : { ins, del: id });
    });
  }

  /** The id of an own change of this kind that stands right beside. */
  #neighbour(items: readonly Item[], at: number, state: 'insert' | 'delete', step: 1 | -1): string | null {
    for (let next = at + step; next >= 0 && next < items.length; next += step) {
      const item = items[next] as Item;
      if (item.state === 'drop' || (item.state === state && step === 1)) continue;
      if (item.state !== 'keep') {
        if (item.state !== state) continue;
        return null;
      }
      const { ins, del } = changeOf(item.token);
      const id = state === 'delete' ? del : del === undefined ? ins : undefined;
      return id !== undefined && this.#isOwn(id) && this.#context.joinable(id) ? id : null;
    }
    return null;
  }

  /** No id twice: what came in beside its deleted self is a new block or field. */
  #freshIds(): void {
    const used = new Set(this.#rest.map((block) => block.id));
    const visit = (item: Item): void => {
      const { token } = item;
      if (token.is === 'start' || token.is === 'table') used.add(token.block.id);
      else if (token.is === 'void' && hasOwnId(token.node)) used.add(token.node.id);
    };
    for (const item of this.#items) if (item.state === 'keep' || item.state === 'delete') visit(item);
    for (const item of this.#items) {
      if (item.state !== 'insert') continue;
      const { token } = item;
      if (token.is === 'start' && used.has(token.block.id)) {
        item.token = { is: 'start', block: { ...token.block, id: this.#context.newId() } };
      } else if (token.is === 'table' && used.has(token.block.id)) {
        item.token = { is: 'table', block: { ...token.block, id: this.#context.newId() } };
      } else if (token.is === 'void' && hasOwnId(token.node) && used.has(token.node.id)) {
        item.token = { is: 'void', node: { ...token.node, id: this.#context.newId() } };
      }
      visit(item);
    }
  }

  #isOwn(revision: string | undefined): boolean {
    return revision !== undefined && this.#context.authorOf(revision) === this.#context.author;
  }

  #newRevision(kind: Revision['kind'], move: string | null = null): string {
    const { author, at, newId } = this.#context;
    const id = newId();
    this.revisions.push({ id, author, at, kind, ...(move === null ? {} : { move }) });
    return id;
  }
}

/** Of a heading: it stays where text is moved past it. */
const HEAVY = 10_000;

/** What is long stays, and what is short was moved past it. */
const weightOf = (block: Block): number =>
  (block.type === 'heading' ? HEAVY : 1) +
  inlinesOf(block).reduce((sum, node) => sum + (isText(node) ? node.text.length : 1), 0);
