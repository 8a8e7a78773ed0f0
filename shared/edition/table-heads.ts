import type { EditionTable } from './types.ts';

/** How many rows of a table are repeated on every page: its head, where no cell of it reaches into the body. */
export function repeatedRows<Run>({ rows }: Pick<EditionTable<Run>, 'rows'>): number {
  const count = rows.findIndex((row) => !row.header);
  const reaches = rows
    .slice(0, Math.max(0, count))
    .some(({ cells }, r) => cells.some(({ rowSpan = 1 }) => r + rowSpan > count));
  // A table that is all head is printed as it is.
  return reaches || count < 0 ? 0 : count;
}
