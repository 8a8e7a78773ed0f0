import { TEXT_SIZE } from '../../../../shared/document/image-size.ts';
import type { CellAlign, TableColumn } from '../../../../shared/document/types.ts';
import type { SourceCell, SourceLine, SourceText } from '../../../../shared/structure/source-line.ts';
import { LIMITS } from '../../files/limits.ts';
import { isOn } from './styles.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/** What a cell holds, and where its words stand in it. */
export type CellContent = { content: SourceText; align?: CellAlign; pageBreak?: boolean };

type Table = Required<Pick<SourceLine, 'table'>> & Pick<SourceLine, 'columns' | 'headers' | 'pageBreak'>;

/** A cell of Word's own row: the place where it begins, and how many columns it takes. */
type Own = { from: number; span: number; isBelow: boolean; isOpen: boolean; element: Element };

/**
 * A table as a grid in which each row is as wide as the widest; null where nothing is in it. A span that can't be is cut
 * short, and a cell that is said to go on with one above that is not there stands for itself: no word is lost.
 * @param contentOf reads a cell, each once and in order
 * @param hasRoom whether a grid of so many columns and rows may be made
 */
export function readTable(
  table: Element,
  contentOf: (cell: Element) => CellContent,
  onDeletedRow: () => void,
  hasRoom: (columns: number, rows: number) => boolean,
): Table | null {
  const rows = unwrapped(table, 'tr').filter((row) => {
    const isDeleted = child(child(row, 'trPr'), 'del') !== null;
    if (isDeleted) onDeletedRow();
    return !isDeleted;
  });
  const grid = elementsOf(child(table, 'tblGrid') ?? table).filter(
    ({ localName }) => localName === 'gridCol',
  );
  const cellsOfRows = rows.map((row) => unwrapped(row, 'tc'));
  if (cellsOfRows.every((cells) => cells.length === 0)) return null;
  const columns = columnCount(rows, cellsOfRows, grid.length);
  if (!hasRoom(columns, rows.length)) {
    // A grid of it would fill the memory. One row is as wide as it would be: who refuses it counts cells by that.
    const words = cellsOfRows.map((cells) => cells.map((cell): SourceCell => contentOf(cell).content));
    const [first = [], ...others] = words;
    const padding = Array.from({ length: Math.max(0, columns - first.length) }, () => '');
    return { table: [[...first, ...padding], ...others] };
  }
  // In a table as wide as it says, a share of the width is what is left to the words; where all are shares, they are widths.
  const isFixed = attribute(child(child(table, 'tblPr'), 'tblW'), 'type') === 'dxa';
  const open = new Set(isFixed ? ['auto', 'nil', 'pct'] : ['auto', 'nil']);
  const owns = rows.map((row, at) => placed(row, cellsOfRows[at] ?? [], columns, open));
  let pageBreak = false;
  const out: SourceCell[][] = rows.map(() => Array.from({ length: columns }, () => ''));
  /** By column: the cell that a cell below may go on with. */
  const above = new Map<number, { row: number; own: Own }>();
  owns.forEach((own, r) => {
    const line = out[r] ?? [];
    const begun = new Map<number, { row: number; own: Own }>();
    own.forEach((one, at) => {
      const read = contentOf(one.element);
      if (r === 0 && at === 0 && read.pageBreak) pageBreak = true;
      const over = one.isBelow ? above.get(one.from) : undefined;
      const first = over && out[over.row]?.[over.own.from];
      if (over && over.own.span === one.span && typeof first === 'object' && isBlank(read.content)) {
        out[over.row]![over.own.from] = { ...first, rowSpan: r - over.row + 1 };
        for (let c = one.from; c < one.from + one.span; c += 1) line[c] = { text: '', covered: true };
        begun.set(one.from, over);
        return;
      }
      line[one.from] = {
        ...read.content,
        ...(one.span > 1 ? { colSpan: one.span } : {}),
        ...(read.align ? { align: read.align } : {}),
      };
      for (let c = one.from + 1; c < one.from + one.span; c += 1) line[c] = { text: '', covered: true };
      begun.set(one.from, { row: r, own: one });
    });
    above.clear();
    for (const [from, one] of begun) above.set(from, one);
  });
  const widths = widthsOf(grid, columns, owns);
  return {
    table: out,
    ...(widths ? { columns: widths } : {}),
    headers: headersOf(table, rows, out),
    ...(pageBreak ? { pageBreak } : {}),
  };
}

const isBlank = ({ text, voids }: SourceText): boolean => text.trim() === '' && !voids?.length;

/** Rows or cells of a table, also where they stand in content controls or were put in with tracking. */
function unwrapped(parent: Element, name: string): Element[] {
  return elementsOf(parent).flatMap((element) => {
    if (element.localName === name) return [element];
    return ['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo'].includes(element.localName)
      ? unwrapped(element, name)
      : [];
  });
}

const numberAt = (parent: Element | null, name: string): number => {
  const value = Number(attribute(child(parent, name), 'val') ?? 0);
  return Number.isInteger(value) && value > 0 ? value : 0;
};

const spanOf = (cell: Element): number => Math.max(1, numberAt(child(cell, 'tcPr'), 'gridSpan'));

/**
 * How many columns a table has: as many as its grid names, more where a row has more cells. A span that reaches beyond
 * the grid makes no columns, unless the file has no grid.
 */
function columnCount(rows: readonly Element[], cells: readonly (readonly Element[])[], grid: number): number {
  let most = grid;
  rows.forEach((row, at) => {
    const own = cells[at] ?? [];
    const properties = child(row, 'trPr');
    const beside = numberAt(properties, 'gridBefore') + numberAt(properties, 'gridAfter');
    const wide = own.reduce((sum, cell) => sum + spanOf(cell), beside);
    most = Math.max(most, own.length, grid === 0 ? Math.min(wide, LIMITS.columns) : 0);
  });
  return most;
}

function placed(row: Element, cells: readonly Element[], columns: number, open: ReadonlySet<string>): Own[] {
  const properties = child(row, 'trPr');
  const owns: Own[] = [];
  let from = Math.min(numberAt(properties, 'gridBefore'), columns - cells.length);
  cells.forEach((element, at) => {
    const own = child(element, 'tcPr');
    const merge = attribute(child(own, 'hMerge'), 'val');
    const before = owns.at(-1);
    // Files of old programs say cell by cell what goes on with the one before.
    if (child(own, 'hMerge') && merge !== 'restart' && before && isEmpty(element)) {
      before.span += 1;
      from += 1;
      return;
    }
    const room = columns - from - (cells.length - at - 1);
    const span = Math.max(1, Math.min(spanOf(element), room));
    const below = child(own, 'vMerge');
    const width = child(own, 'tcW');
    owns.push({
      from,
      span,
      isBelow: below !== null && attribute(below, 'val') !== 'restart',
      isOpen: open.has(attribute(width, 'type') ?? 'dxa'),
      element,
    });
    from += span;
  });
  return owns;
}

function isEmpty(element: Element): boolean {
  return elementsOf(element).every(
    ({ localName, textContent }) => localName === 'tcPr' || textContent.trim() === '',
  );
}

/** Widths of a page's text, upright and across, in points: a table of equal columns as wide as that is one without widths. */
const FULL = [TEXT_SIZE.width, TEXT_SIZE.height];

function widthsOf(
  grid: readonly Element[],
  columns: number,
  owns: readonly (readonly Own[])[],
): TableColumn[] | null {
  const widths = Array.from({ length: columns }, (_, at): number | null => {
    const width = Number(attribute(grid[at] ?? null, 'w') ?? 0) / 20;
    return width >= 1 && width <= 2000 ? Math.round(width * 100) / 100 : null;
  });
  const known = widths.filter((width) => width !== null);
  const whole = known.reduce((sum, width) => sum + width, 0);
  const isEven = known.length === columns && Math.max(...known) - Math.min(...known) < 1;
  if (isEven && FULL.some((full) => Math.abs(whole - full) < full / 20)) return null;
  // A column is what its own cells say; one that only others reach over is what those say.
  const open = new Set<number>();
  for (const alone of [false, true])
    for (const own of owns)
      for (const { from, span, isOpen } of own) {
        if (alone ? span > 1 : span === 1) continue;
        for (let at = from; at < from + span; at += 1) {
          if (isOpen) open.add(at);
          else open.delete(at);
        }
      }
  const said = widths.map((width, at): TableColumn => (width === null || open.has(at) ? {} : { width }));
  return said.some(({ width }) => width !== undefined) ? said : null;
}

/** Rows that head a table, where a file says so; else the first, with those that its cells reach down into. */
function headersOf(
  table: Element,
  rows: readonly Element[],
  out: readonly (readonly SourceCell[])[],
): number {
  const said = rows.findIndex((row) => !isOn(child(child(row, 'trPr'), 'tblHeader')));
  if (said !== 0) return said < 0 ? rows.length : said;
  const look = child(child(table, 'tblPr'), 'tblLook');
  if (rows.length < 2 || ['0', 'false', 'off'].includes(attribute(look, 'firstRow') ?? '')) return 0;
  const deep = Math.max(
    1,
    ...(out[0] ?? []).map((cell) => (typeof cell === 'string' ? 1 : (cell.rowSpan ?? 1))),
  );
  return deep < rows.length && deep <= 3 ? deep : 1;
}
