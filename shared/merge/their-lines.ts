import type { Objects } from './objects.ts';
import type { Come, LineCell, LostImage, Theirs, TheirLines } from './their-items.ts';
import type { MovedCells } from './moved-cells.ts';
import type { LineCome, TableMatch } from './table-lines.ts';
import { tokensOfRuns, type Said } from './tokens-of-runs.ts';
import type { Token } from '../review/tokens.ts';
import type { WordCell } from './word-copy.ts';
import type { TablePlan } from './word-tables.ts';

/**
 * What the copy says of rows and columns, with what stands in those that came: their words are items of the copy, so that
 * comments find them, but come with their row and not by themselves.
 */
export function withLines(
  theirs: Omit<Theirs, 'lines'>,
  tokens: readonly Token[],
  plan: TablePlan,
  objects: Objects,
  moved: MovedCells,
): Theirs {
  const lines: TheirLines[] = [];
  const lost = [...theirs.lost];
  const items = theirs.items.flatMap((item): Theirs['items'] => {
    const token = item.is === 'kept' ? tokens[item.token] : undefined;
    const found = token?.is === 'table' ? plan.byCell.get(token.block.id) : undefined;
    if (item.is !== 'kept' || token?.is !== 'table' || !found) return [item];
    const { match } = found;
    const come = found.lines.come.map((line) => {
      const lose = (image: LostImage['image']): void =>
        void lost.push({ token: item.token, by: line.by, image });
      const cells = cellsOf(line, match, objects, lose, (kind, said) =>
        moved.line(token.block.id, kind, said),
      );
      return { ...line, cells };
    });
    lines.push({ table: token.block.id, come, kept: found.lines.kept });
    return [item, ...come.flatMap(({ cells }) => cells.flatMap((cell) => cell.items))];
  });
  return { ...theirs, items, lines, lost };
}

function cellsOf(
  { kind, at, by }: LineCome,
  { word, rows, columns }: TableMatch,
  objects: Objects,
  lose: (image: LostImage['image']) => void,
  revived: (kind: LineCome['kind'], said: Said[][]) => Said[][],
): LineCell[] {
  const places: (WordCell | undefined)[] =
    kind === 'row'
      ? columns.map((_, c) => word.rows[at]?.cells[c])
      : rows.map((_, r) => word.rows[r]?.cells[at]);
  const said = revived(
    kind,
    places.map((cell) => (cell && !cell.covered ? tokensOfRuns(cell.runs, objects, lose) : [])),
  );
  return places.flatMap((cell, place): LineCell[] => {
    if (!cell || cell.covered) return [];
    const items = (said[place] ?? []).map((one): Come => ({ ...one, is: 'come', by, apart: true }));
    const { colSpan = 1, rowSpan = 1, align } = cell;
    return [{ at: place, span: kind === 'row' ? colSpan : rowSpan, ...(align ? { align } : {}), items }];
  });
}
