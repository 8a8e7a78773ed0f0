import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { copyParagraph } from './clipboard.ts';
import { deleteRow, rowChange } from './delete.ts';
import { makeRun } from './insert.ts';
import { changeMark, makeChange, wrapIn } from './revise.ts';
import { Refused, lockedAround } from './select.ts';
import { cellHidden, cellsOf, inside, rowHidden, rowsOf, tableHidden } from './view.ts';
import {
  allW,
  childW,
  copyOf,
  docOf,
  drop,
  getW,
  insertAfter,
  isW,
  kids,
  makeW,
  setW,
  shellOf,
} from './xml.ts';

/** The nth visible table of a story from 1; tables inside cells are not counted. */
export function tableAt(story: Element, number: number): Element {
  const table = inside(story, 'tbl').filter((each) => !tableHidden(each, 'final'))[number - 1];
  if (!table) throw new Refused(`There is no table ${number}.`);
  if (lockedAround(table)) throw new Refused('The table is locked.');
  return table;
}

/** The rows that the user sees. */
export const visibleRows = (table: Element): Element[] =>
  rowsOf(table).filter((row) => !rowHidden(row, 'final'));

/** The cells that the user sees. */
export const visibleCells = (row: Element): Element[] =>
  cellsOf(row).filter((cell) => !cellHidden(cell, 'final'));

/** The nth visible row from 1. */
export function rowAt(table: Element, number: number): Element {
  const row = visibleRows(table)[number - 1];
  if (!row) throw new Refused(`There is no row ${number}.`);
  return row;
}

/** The properties of a cell, made when absent. */
export function cellProps(cell: Element): Element {
  const have = childW(cell, 'tcPr');
  if (have) return have;
  const made = makeW(docOf(cell), 'tcPr');
  cell.insertBefore(made, cell.firstChild);
  return made;
}

/** How many grid columns a cell takes (17.4.17). */
export function spanOf(cell: Element): number {
  const props = childW(cell, 'tcPr');
  const span = props && childW(props, 'gridSpan');
  return Number((span && getW(span, 'val')) ?? 1);
}

/** Whether a cell starts or continues a vertical merge (17.4.84). */
export function mergeOf(cell: Element): 'restart' | 'continue' | undefined {
  const props = childW(cell, 'tcPr');
  const merge = props && childW(props, 'vMerge');
  if (!merge) return undefined;
  return getW(merge, 'val') === 'restart' ? 'restart' : 'continue';
}

/** The cells of a row with the grid column that each starts at. */
export function gridOf(row: Element): { cell: Element; column: number; span: number }[] {
  const props = childW(row, 'trPr');
  const before = props && childW(props, 'gridBefore');
  let column = Number((before && getW(before, 'val')) ?? 0);
  return cellsOf(row).map((cell) => {
    const span = spanOf(cell);
    const found = { cell, column, span };
    column += span;
    return found;
  });
}

/** A cell like another with one paragraph of text; tracked, its content is an insertion. */
export function cellLike(source: Element, text: string, pen: Pen): Element {
  const cell = shellOf(source);
  const props = childW(source, 'tcPr');
  if (props) {
    const copy = copyOf(props);
    const unwanted = ['vMerge', 'hMerge', 'cellIns', 'cellDel', 'cellMerge', 'tcPrChange'];
    for (const kid of kids(copy)) if (isW(kid, ...unwanted)) drop(kid);
    cell.appendChild(copy);
  }
  const model = allW(source, 'p')[0] ?? makeW(docOf(source), 'p');
  const run = allW(source, 'r')[0];
  const p = copyParagraph(model, []);
  cell.appendChild(p);
  if (text) {
    const made = makeRun(source, text, pen, run && childW(run, 'rPr'));
    p.appendChild(made);
    if (pen.tracking) wrapIn([made], 'ins', pen);
  }
  return cell;
}

/** Inserts a row below another, with the same shape (17.13.5.16). Returns the number of its cells. */
export function insertRow(story: Element, number: number, below: number, texts: string[], pen: Pen): number {
  const table = tableAt(story, number);
  const source = rowAt(table, below);
  const all = rowsOf(table);
  const next = all[all.indexOf(source) + 1];
  const row = shellOf(source);
  for (const part of kids(source)) if (isW(part, 'tblPrEx', 'trPr')) row.appendChild(copyOf(part));
  const props = childW(row, 'trPr');
  for (const kid of props ? kids(props) : []) if (isW(kid, 'ins', 'del', 'trPrChange')) drop(kid);
  const cells = gridOf(source).filter(({ cell }) => !cellHidden(cell, 'final'));
  for (const [at, { cell, column }] of cells.entries()) {
    const made = cellLike(cell, texts[at] ?? '', pen);
    const beneath = next && gridOf(next).find((each) => each.column === column);
    // A row put into a vertical merge becomes a part of the merged cell.
    if (mergeOf(cell) && beneath && mergeOf(beneath.cell) === 'continue') {
      setMerge(made, 'continue');
      for (const run of allW(made, 'r'))
        drop(run.parentNode && isW(run.parentNode, 'ins') ? run.parentNode : run);
    }
    row.appendChild(made);
  }
  insertAfter(row, source);
  if (pen.tracking) {
    rowChange(row, 'ins', pen);
    for (const p of allW(row, 'p')) changeMark(p, 'ins', pen);
  }
  return cells.length;
}

/** Marks a cell as a part of a vertical merge; CT_TcPr has vMerge after tcW, gridSpan and hMerge. */
export function setMerge(cell: Element, kind: 'restart' | 'continue' | undefined): void {
  const props = cellProps(cell);
  const have = childW(props, 'vMerge');
  if (have) drop(have);
  if (!kind) return;
  const made = makeW(docOf(cell), 'vMerge', kind === 'restart' ? { val: 'restart' } : {});
  const later = kids(props).find((kid) => !isW(kid, 'cnfStyle', 'tcW', 'gridSpan', 'hMerge'));
  props.insertBefore(made, later ?? null);
}

/** Deletes a row; untracked, a merge that started in it starts in the next row. */
export function deleteRowAt(story: Element, number: number, rowNumber: number, pen: Pen): void {
  const table = tableAt(story, number);
  const row = rowAt(table, rowNumber);
  const all = rowsOf(table);
  const next = all[all.indexOf(row) + 1];
  const starts = gridOf(row).filter(({ cell }) => mergeOf(cell) === 'restart');
  deleteRow(row, pen);
  if (row.parentNode || !next) return;
  for (const { column } of starts) {
    const beneath = gridOf(next).find((each) => each.column === column);
    if (beneath && mergeOf(beneath.cell) === 'continue') setMerge(beneath.cell, 'restart');
  }
}

/** Deletes a table; tracked, all its rows are deleted rows. */
export function deleteTable(story: Element, number: number, pen: Pen): void {
  for (const row of rowsOf(tableAt(story, number))) deleteRow(row, pen);
}

/** Moves a row to before another; tracked, it is a deleted and an inserted row. */
export function moveRow(story: Element, number: number, from: number, before: number, pen: Pen): void {
  const table = tableAt(story, number);
  const row = rowAt(table, from);
  const target = rowAt(table, before);
  if (row === target) throw new Refused('The row is there already.');
  const merged = visibleRows(table).some((each) => cellsOf(each).some((cell) => mergeOf(cell)));
  if (merged) throw new Refused('A row of a table with vertical merges is not moved.');
  if (!pen.tracking) {
    target.parentNode?.insertBefore(row, target);
    return;
  }
  if (allW(row, 'ins', 'del', 'moveFrom', 'moveTo', 'drawing', 'footnoteReference').length > 0) {
    throw new Refused('The row has changes or objects.');
  }
  const copy = copyOf(row);
  const annotations = ['bookmarkStart', 'bookmarkEnd', 'commentRangeStart', 'commentRangeEnd'];
  for (const at of allW(copy, ...annotations)) drop(at);
  for (const at of allW(copy, 'commentReference')) if (at.parentNode) drop(at.parentNode);
  target.parentNode?.insertBefore(copy, target);
  rowChange(copy, 'ins', pen);
  for (const p of allW(copy, 'p')) changeMark(p, 'ins', pen);
  for (const run of allW(copy, 'r')) wrapIn([run], 'ins', pen);
  deleteRow(row, pen);
}

/** Marks a cell as inserted or deleted (17.13.5.1, 17.13.5.2). */
export function cellChange(cell: Element, kind: 'cellIns' | 'cellDel', pen: Pen): void {
  const props = cellProps(cell);
  const later = kids(props).find((kid) => isW(kid, 'tcPrChange'));
  props.insertBefore(makeChange(docOf(cell), kind, pen), later ?? null);
}

/** Sets the number of grid columns of a cell. */
export function setSpan(cell: Element, span: number): void {
  const props = cellProps(cell);
  const have = childW(props, 'gridSpan');
  if (have) drop(have);
  if (span < 2) return;
  const made = makeW(docOf(cell), 'gridSpan', { val: String(span) });
  const later = kids(props).find((kid) => !isW(kid, 'cnfStyle', 'tcW'));
  props.insertBefore(made, later ?? null);
}

function widthOf(cell: Element): Element | undefined {
  const props = childW(cell, 'tcPr');
  return props && childW(props, 'tcW');
}

/** Sets a cell's width to the sum of others, when they are known. */
export function addWidths(cell: Element, others: Element[]): void {
  const own = widthOf(cell);
  if (!own) return;
  const sum = [cell, ...others].reduce((total, each) => {
    const width = widthOf(each);
    return total + Number((width && getW(width, 'w')) ?? 0);
  }, 0);
  setW(own, 'w', String(sum));
}
