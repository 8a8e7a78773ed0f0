import { tableWith } from '../edition/assemble-blocks.ts';
import { columnWidths, TABLE_ROOM } from '../edition/column-widths.ts';
import type { Spell } from '../edition/spell.ts';
import type { Block, TableBlock } from '../document/types.ts';
import { anchorOf } from './anchors.ts';
import type { TableMatch } from './table-lines.ts';
import type { LeftOut } from './word-copy.ts';
import type { TablePlan } from './word-tables.ts';

/** A column that is wider or narrower by so much of the table's width was given another width: programs round them. */
const WIDER = 0.03;

/**
 * Tables that look otherwise in the copy: other widths of columns, another alignment of cells, other rows that are
 * repeated on each page. None of it is tracked in Word, nor taken in here: it is told with the table.
 */
export function tableLooks(sent: readonly Block[], { byCell }: TablePlan, spell: Spell): LeftOut[] {
  return sent.flatMap((block): LeftOut[] => {
    const match = block.type === 'table' ? byCell.get(block.id)?.match : undefined;
    if (block.type !== 'table' || !match) return [];
    const aligned = otherAlignments(block, match);
    const what = [
      ...(hasOtherWidths(block, match, spell) ? ['列宽'] : []),
      ...(aligned > 0 ? [`对齐方式（${aligned}个单元格）`] : []),
      ...(hasOtherHeads(block, match) ? ['标题行'] : []),
    ].join('、');
    return what === '' ? [] : [{ kind: 'table-look', anchor: anchorOf(block.id), words: '', what }];
  });
}

const sum = (of: readonly number[]): number => of.reduce((total, width) => total + width, 0);

function hasOtherWidths(table: TableBlock, { word, columns }: TableMatch, spell: Spell): boolean {
  const { widths } = word;
  const count = table.children[0]?.children.length ?? 0;
  // Where columns came or went all others are made to fit.
  if (!widths || columns.length !== count || columns.some((column, at) => column !== at)) return false;
  const laid = tableWith(table, (nodes) => nodes.flatMap((node) => spell(node)));
  const room = table.landscape ? TABLE_ROOM.landscape : TABLE_ROOM.upright;
  const own = columnWidths(laid, room).widths;
  const [was, is] = [sum(own), sum(widths)];
  return own.some((width, at) => Math.abs(width / was - (widths[at] ?? 0) / is) > WIDER);
}

function otherAlignments(table: TableBlock, { word, rows, columns }: TableMatch): number {
  let count = 0;
  rows.forEach((line, r) =>
    columns.forEach((column, c) => {
      const [was, is] = [table.children[line]?.children[column], word.rows[r]?.cells[c]];
      if (was && is && !is.covered && was.align !== is.align) count += 1;
    }),
  );
  return count;
}

const hasOtherHeads = ({ children }: TableBlock, { word, rows }: TableMatch): boolean =>
  rows.some((line, r) => line >= 0 && (children[line]?.header === true) !== (word.rows[r]?.header === true));
