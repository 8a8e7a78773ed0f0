import type { Inline, TableBlock } from '../../document/types.ts';
import type { Spell } from '../../edition/review-copy.ts';
import type { Token } from '../tokens.ts';
import { tableOfCell } from './flatten.ts';
import type { Theirs } from './theirs.ts';
import { tableOf, type TablePlan } from './word-tables.ts';

/**
 * Breaks of cells are no breaks; a table in another shape is a new table in place of the old one.
 * @param spell how inline nodes read in the copy
 */
export function withTables(theirs: Theirs, tokens: readonly Token[], spell: Spell, plan: TablePlan): Theirs {
  let inCell = false;
  const items = theirs.items.flatMap((item): Theirs['items'] => {
    if (item.is === 'come') {
      if (inCell && item.token.is === 'start')
        return [{ ...item, token: { is: 'char', text: '\n', marks: {} } }];
      return inCell && item.token.is === 'table' ? [] : [item];
    }
    const token = tokens[item.token] as Token;
    if (token.is !== 'start' && token.is !== 'table') return [item];
    inCell = token.is === 'start' && tableOfCell(token.block.id) !== null;
    const { cut, form: _form, ...kept } = item;
    if (inCell) return [kept];
    const table = token.is === 'table' ? plan.whole.get(token.block.id) : undefined;
    if (!table || cut !== undefined || token.is !== 'table') return [item];
    const now = tableOf(table, '');
    if (tableWords(token.block, spell) === tableWords(now, spell)) return [item];
    const by = table.rows.map((row) => row.ins ?? row.del).find((one) => one !== undefined) ?? null;
    return [
      { ...kept, cut: by },
      { is: 'come', token: { is: 'table', block: now }, by, comments: [] },
    ];
  });
  return { ...theirs, items };
}

function tableWords(table: TableBlock, spell: Spell): string {
  const words = (nodes: readonly Inline[]): string =>
    nodes
      .map((node) =>
        node.del
          ? ''
          : spell(node)
              .map(({ text }) => text)
              .join(''),
      )
      .join('');
  return JSON.stringify(table.children.map((row) => row.children.map((cell) => words(cell.children))));
}
