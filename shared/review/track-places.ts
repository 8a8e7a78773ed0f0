import type { Point } from 'slate';

import type { Block } from '../document/types.ts';
import { pointAt, tokensBefore } from './points.ts';
import { tokensOf } from './tokens.ts';
import type { Item } from './track-items.ts';

/** Where the caret goes when deleted words stand there: before or behind them. */
export type Bias = 'back' | 'forward';

/** Which row and column of the edited table each of the tracked one is; null for none. */
export type PlacedLines = { rows: (number | null)[]; columns: (number | null)[] };

/** Places of an edited report in the one in which the edit is tracked. */
export class TrackedPlaces {
  readonly #after: readonly Block[];
  readonly #items: readonly Item[];
  /** By table id: the items of its cells, in the order of the cells. */
  readonly #cells: ReadonlyMap<string, Item[][]>;
  readonly #lines: ReadonlyMap<string, PlacedLines>;
  readonly #result: readonly Block[];

  constructor(
    after: readonly Block[],
    items: readonly Item[],
    cells: ReadonlyMap<string, Item[][]>,
    lines: ReadonlyMap<string, PlacedLines>,
    result: readonly Block[],
  ) {
    this.#after = after;
    this.#items = items;
    this.#cells = cells;
    this.#lines = lines;
    this.#result = result;
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
      const lines = this.#lines.get(node.id);
      const [r, c] = [lines?.rows.indexOf(row) ?? row, lines?.columns.indexOf(cell) ?? cell];
      // A cell that came in is as it was made, and so are all where only whole lines came or went.
      if (!items?.length || !inlines || result?.type !== 'table')
        return { ...point, path: [at, r, c, ...rest.slice(2)] };
      const count = this.#countIn(items, tokensBefore(inlines, rest[2] ?? 0, point.offset), bias);
      const { path, offset } = pointAt(result.children[r]?.children[c]?.children ?? [], count);
      return { path: [at, r, c, ...path], offset };
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
