import { firstWhere } from '../../shared/text/first-where.ts';

/** Items from (inclusive) up to (exclusive). */
export type Span = { from: number; to: number };

/** How high the items of a list are: measured where they have been drawn, guessed elsewhere. */
export class Heights {
  readonly #measured = new Map<string, number>();

  note(key: string, height: number): void {
    this.#measured.set(key, height);
  }

  of(key: string, guess: number): number {
    return this.#measured.get(key) ?? guess;
  }

  /** Where each item begins, and at last where the list ends. */
  tops(keys: readonly string[], guess: (index: number) => number): number[] {
    const tops = [0];
    let top = 0;
    keys.forEach((key, index) => tops.push((top += this.of(key, guess(index)))));
    return tops;
  }
}

/** The items that stand between two heights, at least partly. */
export function itemsBetween(tops: readonly number[], top: number, bottom: number): Span {
  const count = tops.length - 1;
  const from = firstWhere(count, (index) => (tops[index + 1] ?? 0) > top);
  const to = firstWhere(count, (index) => (tops[index] ?? 0) >= bottom);
  return { from, to: Math.max(from, to) };
}

/** Indexes of what is drawn, in order: what is near the window, and what is kept wherever it stands. */
export function drawnOf(count: number, near: Span, kept: Iterable<number>): number[] {
  const drawn = new Set<number>();
  for (let at = Math.max(0, near.from); at < Math.min(count, near.to); at += 1) drawn.add(at);
  for (const at of kept) if (at >= 0 && at < count) drawn.add(at);
  return [...drawn].sort((a, b) => a - b);
}

/**
 * What is to be drawn from now on: what was, while it still reaches half a window beyond what is seen and is not far
 * more than is wanted; else all that stands up to one window away.
 */
export function nextSpan(old: Span, tops: readonly number[], top: number, height: number): Span {
  const needed = itemsBetween(tops, top - height / 2, top + height * 1.5);
  const wanted = itemsBetween(tops, top - height, top + height * 2);
  const covers = old.from <= needed.from && old.to >= needed.to;
  return covers && old.to - old.from <= 2 * (wanted.to - wanted.from) + 8 ? old : wanted;
}
