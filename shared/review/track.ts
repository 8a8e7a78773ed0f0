import fastDiff from 'fast-diff';
import type { Point } from 'slate';

import { commonEnds } from '../document/common-ends.ts';
import { inlinesOf, isText } from '../document/guards.ts';
import type { Block, Inline, TableBlock, TextBlock } from '../document/types.ts';
import { longestIncreasing, sameNode } from './apply-blocks.ts';
import { differences } from './differences.ts';
import { threadsOn } from './marks.ts';
import { formOf, sameForm } from './resolve.ts';
import {
  blocksOfTokens,
  changeOf,
  inlineTokens,
  inlinesOfTokens,
  threadsOfToken,
  tokensOf,
  withChange,
  withThreads,
  type Token,
} from './tokens.ts';
import type { Revision } from './types.ts';

export type TrackContext = {
  /** Person at work. */
  author: string;
  /** Who made a change that is in the document. */
  authorOf: (revision: string) => string | undefined;
  /** An own change of this sitting, which what is changed next to it may join. */
  joinable: (revision: string) => boolean;
  newId: () => string;
  /** Now, ISO 8601 UTC. */
  at: string;
};

/** Where the caret goes when deleted words stand there: before or behind them. */
export type Bias = 'back' | 'forward';

export type Tracked = {
  blocks: Block[];
  /** Rows of the new changes. */
  revisions: Revision[];
  /** A place of the edited report in the tracked one. */
  place: (point: Point, bias: Bias) => Point;
};

/** A token of the result: kept as it is, newly inserted, newly marked as deleted, or gone for good. */
type Item = {
  token: Token;
  state: 'keep' | 'insert' | 'delete' | 'drop';
  /** Its place in the row of the edited report; -1 for what is not in it. */
  after: number;
  /** Part of a moved block. */
  moved: boolean;
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
  const blocks = [...before.slice(0, from), ...middle, ...before.slice(before.length - tail)];
  return {
    blocks,
    revisions: work.revisions,
    place: (point, bias) => {
      const [block = 0, ...rest] = point.path;
      if (block < from) return point;
      if (block >= after.length - tail)
        return { ...point, path: [block + blocks.length - after.length, ...rest] };
      const placed = work.place({ ...point, path: [block - from, ...rest] }, bias);
      return { ...placed, path: [(placed.path[0] ?? 0) + from, ...placed.path.slice(1)] };
    },
  };
}

type Around = { before: readonly Block[]; behind: readonly Block[] };

class Tracking {
  readonly revisions: Revision[] = [];
  readonly #before: readonly Block[];
  readonly #after: readonly Block[];
  /** Blocks that the edit did not touch. */
  readonly #around: Around;
  readonly #rest: readonly Block[];
  readonly #context: TrackContext;
  readonly #move: string;
  #items: Item[] = [];
  /** By table id: the items of its cells, in the order of the cells. */
  readonly #cells = new Map<string, Item[][]>();
  #result: Block[] = [];
  /** Rows of ids for runs that are under way. */
  #run: { insert: string | null; delete: string | null } = { insert: null, delete: null };

  constructor(before: readonly Block[], after: readonly Block[], around: Around, context: TrackContext) {
    this.#before = before;
    this.#after = after;
    this.#around = around;
    this.#rest = [...around.before, ...around.behind];
    this.#context = context;
    this.#move = context.newId();
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
    this.#markMoved(moved);
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
    const kept = longestIncreasing(common.map(({ id }) => places.get(id) ?? 0));
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
          items.push({ token: this.#kept(old, next), state: 'keep', after: right, moved: false });
        } else if (kind === fastDiff.DELETE && old) {
          items.push({ token: old, state: 'delete', after: -1, moved: false });
        } else if (next) {
          items.push({ token: next, state: 'insert', after: right, moved: false });
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
      return same ? next : withThreads(next, threads);
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
    const id = pFmt && this.#isOwn(pFmt) ? pFmt : this.#newRevision('format', false);
    return { ...bare, pFmt: id, pWas: pWas ?? before };
  }

  #keptTable(old: TableBlock, next: TableBlock): TableBlock {
    const cells: Item[][] = [];
    const children = next.children.map((row, r) => ({
      ...row,
      children: row.children.map((cell, c) => {
        const was = inlineTokens(old.children[r]?.children[c]?.children ?? []);
        const compared = this.#compare(was, inlineTokens(cell.children), (tokens) => symbols(tokens));
        const items = compared.map((item) => this.#decide(item));
        fillThreads(items, [...this.#rest, ...this.#before]);
        this.#nameRuns(items);
        cells.push(items);
        const kept = items.filter(({ state }) => state !== 'drop').map(({ token }) => token);
        return { ...cell, children: inlinesOfTokens(kept) };
      }),
    }));
    this.#cells.set(next.id, cells);
    const { pIns, pDel } = old;
    const { pIns: _ins, pDel: _del, ...rest } = next;
    return { ...rest, ...(pIns ? { pIns } : {}), ...(pDel ? { pDel } : {}), children };
  }

  #markMoved(moved: ReadonlySet<string>): void {
    if (moved.size === 0) return;
    // The tokens of a block follow its start; a deleted one's are deleted, an inserted one's inserted.
    const within: Record<'keep' | 'insert' | 'delete' | 'drop', boolean> = {
      keep: false,
      insert: false,
      delete: false,
      drop: false,
    };
    for (const item of this.#items) {
      const { token, state } = item;
      if (token.is === 'start' || token.is === 'table') within[state] = moved.has(token.block.id);
      if (state !== 'keep' && within[state]) item.moved = true;
    }
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
    let moved = false;
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
      else if (token.is === 'void' && token.node.type === 'field') used.add(token.node.id);
    };
    for (const item of this.#items) if (item.state === 'keep' || item.state === 'delete') visit(item);
    for (const item of this.#items) {
      if (item.state !== 'insert') continue;
      const { token } = item;
      if (token.is === 'start' && used.has(token.block.id)) {
        item.token = { is: 'start', block: { ...token.block, id: this.#context.newId() } };
      } else if (token.is === 'table' && used.has(token.block.id)) {
        item.token = { is: 'table', block: { ...token.block, id: this.#context.newId() } };
      } else if (token.is === 'void' && token.node.type === 'field' && used.has(token.node.id)) {
        item.token = { is: 'void', node: { ...token.node, id: this.#context.newId() } };
      }
      visit(item);
    }
  }

  #isOwn(revision: string | undefined): boolean {
    return revision !== undefined && this.#context.authorOf(revision) === this.#context.author;
  }

  #newRevision(kind: Revision['kind'], moved: boolean): string {
    const { author, at, newId } = this.#context;
    const id = newId();
    this.revisions.push({ id, author, at, kind, ...(moved ? { move: this.#move } : {}) });
    return id;
  }

  place(point: Point, bias: Bias): Point {
    const [block = 0, ...rest] = point.path;
    const node = this.#after[block];
    if (!node) return { path: [0, 0], offset: 0 };
    if (node.type === 'table') {
      const at = Math.max(0, this.#resultIndex(block));
      const [row = 0, cell = 0] = rest;
      const items = this.#cells.get(node.id)?.[row * (node.children[0]?.children.length ?? 1) + cell];
      const result = this.#result[at];
      const inlines = node.children[row]?.children[cell]?.children;
      if (!items || !inlines || result?.type !== 'table') return { ...point, path: [at, ...rest] };
      const count = this.#countIn(items, tokensBefore(inlines, rest[2] ?? 0, point.offset), bias);
      const { path, offset } = pointAt(result.children[row]?.children[cell]?.children ?? [], count);
      return { path: [at, row, cell, ...path], offset };
    }
    // Tokens of the edited report before the point.
    let count = 1 + tokensBefore(node.children, rest[0] ?? 0, point.offset);
    for (const earlier of this.#after.slice(0, block)) count += tokensOf([earlier]).length;
    let index = -1;
    let within = 0;
    let found: { index: number; within: number } | null = null;
    for (const item of this.#items) {
      if (item.state === 'drop') continue;
      const inner = item.token.is === 'char' || item.token.is === 'void';
      if (bias === 'forward' && inner && item.after === count) return this.#pointIn(index, within);
      if (inner) within += 1;
      else {
        index += 1;
        within = 0;
      }
      if (item.after === count - 1) {
        found = { index, within };
        if (bias === 'back') break;
      }
    }
    // The last token before the point, or the nearest earlier one that is left.
    return found ? this.#pointIn(found.index, found.within) : this.#nearest(count - 1);
  }

  #nearest(count: number): Point {
    let index = -1;
    let within = 0;
    let best = { index: 0, within: 0 };
    for (const item of this.#items) {
      if (item.state === 'drop') continue;
      if (item.token.is === 'char' || item.token.is === 'void') within += 1;
      else {
        index += 1;
        within = 0;
      }
      if (item.after >= 0 && item.after <= count) best = { index, within };
    }
    return this.#pointIn(best.index, best.within);
  }

  #pointIn(index: number, within: number): Point {
    const block = this.#result[index];
    if (!block || block.type === 'table') return { path: [Math.max(index, 0), 0], offset: 0 };
    const { path, offset } = pointAt(block.children, within);
    return { path: [index, ...path], offset };
  }

  /** How many tokens of the result stand before this place of a cell. */
  #countIn(items: readonly Item[], count: number, bias: Bias): number {
    let within = 0;
    let found = 0;
    for (const item of items) {
      if (item.state === 'drop') continue;
      if (bias === 'forward' && item.after === count) return within;
      within += 1;
      if (item.after >= 0 && item.after < count) found = within;
    }
    return found;
  }

  /** Where a block of the edited report stands in the result. */
  #resultIndex(block: number): number {
    let index = -1;
    let seen = -1;
    for (const item of this.#items) {
      if (item.token.is !== 'start' && item.token.is !== 'table') continue;
      if (item.state !== 'drop') index += 1;
      if (item.after >= 0) seen += 1;
      if (seen === block && item.after >= 0) return index;
    }
    return index;
  }
}

/**
 * A thread is one stretch: what comes to stand between its words or right behind them belongs to it, what comes
 * anywhere else does not, unless the thread lies nowhere else.
 */
function fillThreads(items: readonly Item[], rest: readonly Block[], around?: Around): void {
  const inner = items.filter(
    ({ token, state }) => state !== 'drop' && (token.is === 'char' || token.is === 'void'),
  );
  let elsewhere: Set<string> | null = null;
  const liesElsewhere = (thread: string): boolean => {
    elsewhere ??= new Set([
      ...rest.flatMap((block) => inlinesOf(block).flatMap((node) => threadsOn(node))),
      ...inner.filter(({ state }) => state !== 'insert').flatMap(({ token }) => threadsOfToken(token)),
    ]);
    return elsewhere.has(thread);
  };
  let before = threadsAtEdge(around?.before.toReversed() ?? [], -1);
  for (let at = 0; at < inner.length; at += 1) {
    const item = inner[at] as Item;
    if (item.state !== 'insert') {
      before = threadsOfToken(item.token);
      continue;
    }
    let end = at;
    while (inner[end]?.state === 'insert') end += 1;
    const next = inner[end];
    const behind = next ? threadsOfToken(next.token) : threadsAtEdge(around?.behind ?? [], 0);
    const both = before.filter((thread) => behind.includes(thread));
    for (; at < end; at += 1) {
      const one = inner[at] as Item;
      const own = threadsOfToken(one.token).filter(
        (thread) => before.includes(thread) || !liesElsewhere(thread),
      );
      if (both.length > 0 || own.length > 0 || threadsOfToken(one.token).length > 0) {
        one.token = withThreads(one.token, [...new Set([...own, ...both])]);
      }
      before = threadsOfToken(one.token);
    }
    at = end - 1;
  }
}

/** Threads on the first word (0) or the last (-1) of the first of these blocks that has any. */
function threadsAtEdge(blocks: readonly Block[], at: 0 | -1): string[] {
  for (const block of blocks) {
    const node = inlinesOf(block)
      .filter((one) => !isText(one) || one.text !== '')
      .at(at);
    if (node) return threadsOn(node);
  }
  return [];
}

/** What comes in brings no changes of its own along. */
function fresh(token: Token): Token {
  if (token.is === 'table') return { is: 'table', block: stripped(token.block) };
  const bare = withChange(token, {});
  if (bare.is !== 'start') return bare;
  const { pFmt: _fmt, pWas: _was, ...block } = bare.block;
  return { is: 'start', block: block as TextBlock };
}

function stripped(table: TableBlock): TableBlock {
  const { pIns: _ins, pDel: _del, ...rest } = table;
  return {
    ...rest,
    children: table.children.map((row) => ({
      ...row,
      children: row.children.map((cell) => ({
        ...cell,
        children: inlinesOfTokens(
          inlineTokens(cell.children).flatMap((token) =>
            changeOf(token).del === undefined ? [withThreads(withChange(token, {}), [])] : [],
          ),
        ),
      })),
    })),
  };
}

function sameShape(a: Block, b: Block): boolean {
  if (a.type !== 'table' || b.type !== 'table') return a.type !== 'table' && b.type !== 'table';
  return (
    a.children.length === b.children.length &&
    a.children.every((row, at) => row.children.length === b.children[at]?.children.length)
  );
}

/** Words for tokens: equal where the tokens count as the same. Moved blocks are the same as nothing. */
function symbols(
  tokens: readonly Token[],
  stay: ReadonlySet<string> = new Set(),
  moved: ReadonlySet<string> = new Set(),
): string[] {
  let inMoved = false;
  return tokens.map((token) => {
    if (token.is === 'start' || token.is === 'table') {
      inMoved = moved.has(token.block.id);
      if (inMoved) return `moved`;
      return `${token.is} ${token.block.id} ${stay.has(token.block.id) ? '' : 'new'}`;
    }
    if (inMoved) return `moved`;
    const { ins = '', del = '' } = changeOf(token);
    if (token.is === 'char') return `${token.text} ${ins} ${del}`;
    const { node } = token;
    if (node.type === 'ordinal')
      return `ordinal ${node.scheme} ${node.restart ?? ''} ${node.typed ?? ''} ${ins} ${del}`;
    const { id, kind, value, unit, unitPlace = '', variable = '', mask = '' } = node;
    return JSON.stringify([id, kind, value, unit, unitPlace, variable, mask, ins, del]);
  });
}

/** Tokens before a place among inline nodes. */
function tokensBefore(nodes: readonly Inline[], child: number, offset: number): number {
  let count = 0;
  for (const node of nodes.slice(0, child)) count += isText(node) ? charsOf(node.text) : 1;
  const node = nodes[child];
  if (!node) return count;
  return count + (isText(node) ? charsOf(node.text.slice(0, offset)) : 1);
}

function charsOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The place among inline nodes that has this many tokens before it. */
export function pointAt(nodes: readonly Inline[], count: number): Point {
  let left = count;
  for (const [at, node] of nodes.entries()) {
    if (!isText(node)) {
      left -= 1;
      continue;
    }
    const length = charsOf(node.text);
    if (left <= length) return { path: [at], offset: Array.from(node.text).slice(0, left).join('').length };
    left -= length;
  }
  const last = nodes.at(-1);
  return { path: [Math.max(0, nodes.length - 1)], offset: last && isText(last) ? last.text.length : 0 };
}
