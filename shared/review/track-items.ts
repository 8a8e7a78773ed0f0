import { withoutColumns, withoutRows } from '../document/table-grid.ts';
import type { Block, TableBlock, TableColumn, TableRow, TextBlock } from '../document/types.ts';
import {
  changeOf,
  inlineTokens,
  inlinesOfTokens,
  withChange,
  withFormatMarks,
  withThreads,
  type Token,
} from './tokens.ts';

/** A token of the result: kept as it is, newly inserted, newly marked as deleted, or gone for good. */
export type Item = {
  token: Token;
  state: 'keep' | 'insert' | 'delete' | 'drop';
  /** Its place in the row of the edited report; -1 for what is not in it. */
  after: number;
  /** The move that it is part of. */
  moved: string | null;
};

/** What comes in brings no changes of its own along. */
export function fresh(token: Token): Token {
  if (token.is === 'table') return { is: 'table', block: stripped(token.block) };
  const bare = withFormatMarks(withChange(token, {}), {});
  if (bare.is !== 'start') return bare;
  const { pFmt: _fmt, pWas: _was, ...block } = bare.block;
  return { is: 'start', block: block as TextBlock };
}

/** Places of the lines that a tracked change takes out. */
const deletedIn = (lines: readonly { del?: string }[]): Set<number> =>
  new Set(lines.flatMap(({ del }, at) => (del === undefined ? [] : [at])));

function stripped(whole: TableBlock): TableBlock {
  // What was deleted already does not come along, unless nothing else is there.
  const narrower = withoutColumns(whole, deletedIn(whole.columns ?? []));
  const table = (narrower && withoutRows(narrower, deletedIn(whole.children))) ?? whole;
  const { pIns: _ins, pDel: _del, replaces: _replaces, columns, ...rest } = table;
  return {
    ...rest,
    ...(columns ? { columns: columns.map((column) => withoutLineMarks(column)) } : {}),
    children: table.children.map((row) => ({
      ...withoutLineMarks(row),
      children: row.children.map((cell) => ({
        ...cell,
        children: inlinesOfTokens(
          inlineTokens(cell.children).flatMap((token) =>
            changeOf(token).del === undefined
              ? [withThreads(withFormatMarks(withChange(token, {}), {}), [])]
              : [],
          ),
        ),
      })),
    })),
  };
}

function withoutLineMarks<L extends TableRow | TableColumn>(line: L): L {
  const { ins: _ins, del: _del, ...rest } = line;
  return rest as L;
}

/** Tables only while their rows, or their columns, are as many. */
export function sameShape(a: Block, b: Block): boolean {
  if (a.type !== 'table' || b.type !== 'table') return a.type !== 'table' && b.type !== 'table';
  return (
    a.children.length === b.children.length ||
    a.children[0]?.children.length === b.children[0]?.children.length
  );
}

/** Words for tokens: equal where the tokens count as the same. Moved blocks are the same as nothing. */
export function symbols(
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
    if (node.type === 'note') return JSON.stringify([node.id, node.kind, node.body, ins, del]);
    if (node.type === 'image')
      return JSON.stringify([node.id, node.asset, node.width, node.height, node.alt, ins, del]);
    const { id, kind, value, unit, unitPlace = '', variable = '', mask = '' } = node;
    return JSON.stringify([id, kind, value, unit, unitPlace, variable, mask, ins, del]);
  });
}
