import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { deleteRunTracked } from './delete.ts';
import { changeMark, isOwn } from './revise.ts';
import { Refused } from './select.ts';
import {
  addWidths,
  cellChange,
  cellLike,
  gridOf,
  mergeOf,
  rowAt,
  setMerge,
  setSpan,
  spanOf,
  tableAt,
  visibleCells,
  visibleRows,
} from './table.ts';
import { markHas, rowHidden, rowsOf, viewOf } from './view.ts';
import { allW, childW, docOf, drop, getW, insertAfter, isW, kids, makeW, setW } from './xml.ts';

/** For each visible row, the index of the visible cell that was put in or taken out; -1 when a span changed. */
export type PerRow = number[];

function gridColumns(table: Element): Element[] {
  const grid = childW(table, 'tblGrid');
  return grid ? kids(grid).filter((kid) => isW(kid, 'gridCol')) : [];
}

/** Inserts a column right of a grid column (from 1); tracked with `w:cellIns`. */
export function insertColumn(
  story: Element,
  number: number,
  right: number,
  texts: string[],
  pen: Pen,
): PerRow {
  const table = tableAt(story, number);
  const columns = gridColumns(table);
  const model = columns[right - 1];
  if (!model) throw new Refused(`There is no column ${right}.`);
  const plan = rowsOf(table).map((row) => {
    const found = gridOf(row).find(({ column, span }) => column < right && right <= column + span);
    if (!found) throw new Refused('A row is shorter than the column.');
    return { row, ...found };
  });
  const isInsideSpan = (each: (typeof plan)[number]) => each.column + each.span > right;
  if (pen.tracking && plan.some(isInsideSpan)) throw new Refused('Word does not track a changed span.');
  const places: PerRow = [];
  for (const each of plan) {
    const isShown = !rowHidden(each.row, 'final');
    if (isInsideSpan(each)) {
      setSpan(each.cell, each.span + 1);
      if (isShown) places.push(-1);
      continue;
    }
    const isContinued = mergeOf(each.cell) === 'continue';
    const made = cellLike(each.cell, isShown && !isContinued ? (texts[places.length] ?? '') : '', pen);
    setSpan(made, 1);
    insertAfter(made, each.cell);
    if (isShown) places.push(visibleCells(each.row).indexOf(made));
    if (!pen.tracking) continue;
    cellChange(made, 'cellIns', pen);
    for (const p of allW(made, 'p')) changeMark(p, 'ins', pen);
  }
  insertAfter(makeW(docOf(table), 'gridCol', { w: getW(model, 'w') ?? '1000' }), model);
  return places;
}

/** Deletes a grid column (from 1); tracked with `w:cellDel`. */
export function deleteColumn(story: Element, number: number, column: number, pen: Pen): PerRow {
  const table = tableAt(story, number);
  const columns = gridColumns(table);
  if (!columns[column - 1]) throw new Refused(`There is no column ${column}.`);
  const plan = rowsOf(table).map((row) => {
    const found = gridOf(row).find((each) => each.column < column && column <= each.column + each.span);
    if (!found) throw new Refused('A row is shorter than the column.');
    if (visibleCells(row).length < 2) throw new Refused('The last column is deleted with the table.');
    return { row, ...found };
  });
  if (pen.tracking && plan.some(({ span }) => span > 1))
    throw new Refused('Word does not track a changed span.');
  const places: PerRow = [];
  let isTracked = false;
  for (const { row, cell, span } of plan) {
    const isShown = !rowHidden(row, 'final');
    if (span > 1) {
      setSpan(cell, span - 1);
      if (isShown) places.push(-1);
      continue;
    }
    if (isShown) places.push(visibleCells(row).indexOf(cell));
    const props = childW(cell, 'tcPr');
    const own = props && childW(props, 'cellIns');
    if (!pen.tracking || (own && isOwn(own, pen))) drop(cell);
    else {
      isTracked = true;
      if (!(props && childW(props, 'cellDel'))) cellChange(cell, 'cellDel', pen);
      for (const run of allW(cell, 'r')) deleteRunTracked(run, pen);
      for (const p of allW(cell, 'p')) if (!markHas(p, 'del', 'moveFrom')) changeMark(p, 'del', pen);
    }
  }
  if (!isTracked) drop(columns[column - 1]!);
  return places;
}

/** Merges cells of one row; Word never tracks it. Empty cells leave no paragraph behind. */
export function mergeRight(story: Element, number: number, row: number, cell: number, pen: Pen): void {
  if (pen.tracking) throw new Refused('Word does not track merged cells.');
  const cells = visibleCells(rowAt(tableAt(story, number), row));
  const first = cells[cell - 1];
  const second = cells[cell];
  if (!first || !second || mergeOf(first) || mergeOf(second)) throw new Refused('These cells do not merge.');
  setSpan(first, spanOf(first) + spanOf(second));
  addWidths(first, [second]);
  pour(second, first);
  drop(second);
}

/** Merges a cell with the one below it, whose number is returned; Word never tracks it. */
export function mergeDown(story: Element, number: number, row: number, cell: number, pen: Pen): number {
  if (pen.tracking) throw new Refused('Word does not track merged cells.');
  const table = tableAt(story, number);
  const rows = visibleRows(table);
  const upper = rows[row - 1];
  const lower = rows[row];
  const all = rowsOf(table);
  if (!upper || !lower || all.indexOf(lower) !== all.indexOf(upper) + 1) throw new Refused('No row below.');
  const first = visibleCells(upper)[cell - 1];
  const place = gridOf(upper).find((each) => each.cell === first);
  const second = gridOf(lower).find(
    (each) => each.column === place?.column && each.span === place.span,
  )?.cell;
  if (!first || !second || mergeOf(first) || mergeOf(second)) throw new Refused('These cells do not merge.');
  const below = visibleCells(lower).indexOf(second) + 1;
  pour(second, first);
  setMerge(first, 'restart');
  setMerge(second, 'continue');
  if (!childW(second, 'p')) second.appendChild(makeW(docOf(second), 'p'));
  return below;
}

/** Splits a cell into two: a span is taken apart, otherwise the other rows get a span; Word never tracks it. */
export function splitCell(story: Element, number: number, row: number, cell: number, pen: Pen): void {
  if (pen.tracking) throw new Refused('Word does not track split cells.');
  const table = tableAt(story, number);
  const target = visibleCells(rowAt(table, row))[cell - 1];
  if (!target || mergeOf(target)) throw new Refused('This cell does not split.');
  const span = spanOf(target);
  const made = cellLike(target, '', pen);
  insertAfter(made, target);
  setSpan(target, Math.ceil(span / 2));
  setSpan(made, Math.max(1, Math.floor(span / 2)));
  if (span > 1) return;
  const own = rowsOf(table).find((each) => each.contains(target));
  const column = own && gridOf(own).find((each) => each.cell === target)?.column;
  if (own === undefined || column === undefined) return;
  for (const other of rowsOf(table)) {
    const found =
      other !== own &&
      gridOf(other).find((each) => each.column <= column && column < each.column + each.span);
    if (found) setSpan(found.cell, found.span + 1);
  }
  halveGrid(table, column);
}

function halveGrid(table: Element, column: number): void {
  const split = gridColumns(table)[column];
  if (!split) return;
  const half = String(Math.round(Number(getW(split, 'w') ?? 1000) / 2));
  setW(split, 'w', half);
  insertAfter(makeW(docOf(table), 'gridCol', { w: half }), split);
}

function isEmptyCell(cell: Element): boolean {
  const lines = viewOf(cell);
  return lines.length === 1 && lines[0]?.text === '';
}

const content = (cell: Element): Element[] => kids(cell).filter((kid) => !isW(kid, 'tcPr'));

/** The content of a cell is put after another's, as Merge Cells does. */
function pour(from: Element, to: Element): void {
  const isFromEmpty = isEmptyCell(from);
  if (!isFromEmpty && isEmptyCell(to)) for (const kid of content(to)) drop(kid);
  for (const kid of content(from))
    if (isFromEmpty) drop(kid);
    else to.appendChild(kid);
}
