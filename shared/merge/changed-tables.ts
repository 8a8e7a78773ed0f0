import type { Spell } from '../edition/spell.ts';
import type { Token } from '../review/tokens.ts';
import { tableOfCell } from './flatten.ts';
import { tableWords, withoutCutLines } from './ground.ts';
import type { MovedCells } from './moved-cells.ts';
import type { Objects } from './objects.ts';
import type { Theirs } from './their-items.ts';
import { charToken, tableOf } from './tokens-of-runs.ts';
import type { By, WordImage, WordMark, WordTable } from './word-copy.ts';
import type { TablePlan } from './word-tables.ts';

/**
 * Breaks of cells are no breaks; a table whose cells were joined or parted is a new table in place of the old one.
 * @param spell how inline nodes read in the copy
 */
export function withTables(
  theirs: Omit<Theirs, 'lines'>,
  tokens: readonly Token[],
  spell: Spell,
  plan: TablePlan,
  objects: Objects,
  cells: MovedCells,
): Omit<Theirs, 'lines'> {
  let inCell = false;
  const lost = [...theirs.lost];
  let move = Math.max(0, ...theirs.items.map((item) => item.move ?? 0));
  const items = theirs.items.flatMap((item): Theirs['items'] => {
    if (item.is === 'come') {
      if (inCell && item.inCell) return [{ ...item, token: charToken('\n') }];
      // A paragraph or a table behind it.
      if (item.token.is === 'start' || item.token.is === 'table') inCell = false;
      if (item.token.is !== 'table') return [item];
      return [{ ...item, token: { is: 'table', block: cells.table(item.token.block) } }];
    }
    const token = tokens[item.token] as Token;
    if (token.is !== 'start' && token.is !== 'table') return [item];
    inCell = token.is === 'start' && tableOfCell(token.block.id) !== null;
    const { cut, form: _form, ...kept } = item;
    if (inCell) return [kept];
    const table = token.is === 'table' ? plan.whole.get(token.block.id) : undefined;
    if (!table || cut !== undefined || token.is !== 'table') return [item];
    const images: WordImage[] = [];
    const now = tableOf(table, '', objects, (image) => void images.push(image));
    if (
      tableWords(token.block, spell) === tableWords(now, spell) &&
      spansOf(withoutCutLines(token.block)) === spansOf(now)
    )
      return [item];
    const by = changedBy(table);
    lost.push(...images.map((image) => ({ token: item.token, by, image })));
    // Both are one change, and once it is accepted the new table is the old one.
    move += 1;
    const block = { ...cells.table(now), replaces: token.block.id };
    return [
      { ...kept, cut: by, comments: [], move },
      { is: 'come', token: { is: 'table', block }, by, comments: item.comments, move },
    ];
  });
  return { ...theirs, items, lost };
}

const spansOf = ({ children }: Pick<Extract<Token, { is: 'table' }>['block'], 'children'>): string =>
  children
    .map((row) => row.children.map(({ colSpan = 1, rowSpan = 1 }) => `${colSpan}x${rowSpan}`).join())
    .join(';');

/** Who changed a table: of its rows, else of its cells, else of the words in them. */
function changedBy({ rows }: WordTable): By {
  const cells = rows.flatMap((row) => row.cells);
  const marks: WordMark[] = [...rows, ...cells, ...cells.flatMap(({ runs }) => runs)];
  return marks.map(({ ins, del }) => ins ?? del).find((one) => one !== undefined) ?? null;
}
