import type { CellSpan, ComparedRow } from './types.ts';

/** A cell of a compared table with its words on both sides; `text` is all that is written there. */
export type ComparedCell = CellSpan & { runs: [{ text: string; before: string; after: string }] };

const spansOf = (part: ComparedRow['a']): string => JSON.stringify(part?.spans ?? null);

/**
 * The rows of a compared table as one grid, in the shape of an edition's table. Cells span where they do so on both
 * sides; where rows came or went, a cell that spans several may lack some of them, so each place stands by itself.
 */
export function comparedGrid(rows: readonly ComparedRow[]): { header: boolean; cells: ComparedCell[] }[] {
  const isSame = rows.every(({ a, b }) => !a || !b || spansOf(a) === spansOf(b));
  const isWhole = rows.every(({ a, b }) => a && b) || rows.every(({ a }) => !a) || rows.every(({ b }) => !b);
  const columns = Math.max(1, ...rows.flatMap(({ a, b }) => [a?.cells?.length ?? 0, b?.cells?.length ?? 0]));
  return rows.map(({ a, b }) => {
    const part = b ?? a;
    const spans = isSame && isWhole ? (part?.spans ?? []) : [];
    const cells = Array.from({ length: columns }, (_, at): ComparedCell => {
      const [before, after] = [a?.cells?.[at] ?? '', b?.cells?.[at] ?? ''];
      const text = before === after ? after : before + after;
      return { ...spans[at], runs: [{ text, before, after }] };
    });
    return { header: part?.header === true, cells };
  });
}
