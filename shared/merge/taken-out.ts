import { isField } from '../document/guards.ts';
import type { Token } from '../review/tokens.ts';
import { cellId, tableOfCell } from './flatten.ts';
import type { Come, Kept } from './their-items.ts';
import type { TablePlan } from './word-tables.ts';

/** What of the report as it was sent is taken out in the copy: lines of which words are, and fields. */
export type TakenOut = {
  isLine: (id: string) => boolean;
  isField: (id: string) => boolean;
  /** Words that one person took out in a row: the line, and which of its tokens, counted from its beginning. */
  runs: { line: string; tokens: number[] }[];
};

export function takenOut(
  items: readonly (Kept | Come)[],
  tokens: readonly Token[],
  plan: TablePlan,
): TakenOut {
  const lines = new Set<string>();
  const fields = new Set<string>();
  const runs: TakenOut['runs'] = [];
  let block = '';
  let start = 0;
  for (const item of items) {
    const token = item.is === 'kept' ? tokens[item.token] : undefined;
    if (item.is !== 'kept' || !token) continue;
    if (token.is === 'start' || token.is === 'table') {
      block = token.block.id;
      start = item.token;
    } else if (item.cut !== undefined) {
      const [last, at] = [runs.at(-1), item.token - start];
      if (last?.line === block && last.tokens.at(-1) === at - 1) last.tokens.push(at);
      else runs.push({ line: block, tokens: [at] });
    }
    const gone = item.cut !== undefined || isInCutLine(block, plan);
    if (!gone && !(token.is === 'table' && plan.whole.has(block))) continue;
    lines.add(block);
    if (token.is === 'void' && isField(token.node)) fields.add(token.node.id);
    if (token.is !== 'table') continue;
    // Of a table whose cells are not gone into, each may have come elsewhere.
    token.block.children.forEach((row, r) =>
      row.children.forEach((cell, c) => {
        lines.add(cellId(block, r, c));
        for (const node of cell.children) if (isField(node)) fields.add(node.id);
      }),
    );
  }
  return { isLine: (id) => lines.has(id), isField: (id) => fields.has(id), runs };
}

/** A cell of a row or a column that was taken out. */
function isInCutLine(cell: string, plan: TablePlan): boolean {
  const table = tableOfCell(cell);
  const of = table === null ? undefined : plan.byCell.get(table);
  if (!of) return false;
  const [, row, column] = cell.split('/').map(Number);
  return of.lines.kept.some(
    ({ kind, line, cut }) => cut !== undefined && line === (kind === 'row' ? row : column),
  );
}
