import type { Spell } from '../edition/spell.ts';
import type { Token } from '../review/tokens.ts';
import { tableOfCell } from './flatten.ts';
import { tableWords } from './ground.ts';
import type { By, Theirs } from './their-items.ts';
import type { WordMark, WordTable } from './word-copy.ts';
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
    const by = changedBy(table);
    return [
      { ...kept, cut: by, comments: [] },
      { is: 'come', token: { is: 'table', block: now }, by, comments: item.comments },
    ];
  });
  return { ...theirs, items };
}

/** Who changed a table: of its rows, else of the words in its cells. */
function changedBy({ rows }: WordTable): By {
  const marks: WordMark[] = [...rows, ...rows.flatMap(({ cells }) => cells.flat())];
  return marks.map(({ ins, del }) => ins ?? del).find((one) => one !== undefined) ?? null;
}
