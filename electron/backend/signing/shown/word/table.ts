import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { isWhiteFill } from './colour.ts';
import { wordsIn } from './found.ts';
import { addForeign, checkAttributes, checkLoose, checkProperties } from './inspection.ts';
import { checkBorders, type Room } from './paragraph-look.ts';
import { isBetween } from './run-look.ts';
import { isOn, lengthOf } from './values.ts';
import { CELL_PROPERTIES, ROW_PROPERTIES, TABLE_PROPERTIES } from './vocabulary.ts';
import type { Walk } from './walk.ts';

/** How far a program may make a table wider, or move it, when it saves a file; in twips. */
const NEAR = 400;
/** Most room at the sides of a cell's words, and between cells. */
const MOST_MARGIN = 400;
/** Share of the size of its words that a cell is wide at least: below, they are cut. */
const LEAST_CELL = 0.7;
/** Highest row, in twips. */
const HIGHEST_ROW = 6000;

type WalkCell = (cell: Tag, room: Room) => void;
type Grid = { columns: readonly number[]; margins: number; open: Map<number, number> };

/** Looks through a table: what it hides, covers or moves off the page. @param walkCell goes through the words of a cell */
export function checkTable(walk: Walk, table: Tag, room: Room, walkCell: WalkCell): void {
  const { found, styles } = walk.inspection;
  checkAttributes(found, table);
  checkLoose(found, table);
  const properties = tagIn(table, 'w:tblPr');
  const style = tagIn(properties, 'w:tblStyle')?.attributes['w:val'];
  if (style !== undefined && !styles.isSound(style, 'table')) found.add('alternative', `表格样式 ${style}`);
  walk.table = style ?? '';
  if (properties) checkProperties(found, properties, TABLE_PROPERTIES);
  const ofStyle = (name: 'w:tblPr' | 'w:trPr' | 'w:tcPr'): Tag[] => styles.table(walk.table ?? '', name);
  for (const one of [...(properties ? [properties] : []), ...ofStyle('w:tblPr')])
    checkTableValues(walk, one, table);
  for (const one of ofStyle('w:trPr')) checkRowValues(walk, one, table);
  for (const one of ofStyle('w:tcPr')) checkCellValues(walk, one, table);

  const columns = tagsOf(tagIn(table, 'w:tblGrid')).map((column) => {
    checkAttributes(found, column);
    return lengthOf(column.attributes['w:w']) ?? 0;
  });
  const width = columns.reduce((sum, one) => sum + one, 0);
  const begin = lengthOf(tagIn(properties, 'w:tblInd')?.attributes['w:w']) ?? 0;
  const widths = [width, saidWidth(properties, 'w:tblW')];
  if (
    !isBetween(begin, -NEAR, room.width) ||
    widths.some((one) => !isBetween(one, 0, room.width + NEAR - Math.max(0, begin)))
  )
    found.add('cut', '表格超出版心');
  const grid: Grid = { columns, margins: marginsOf([properties, ...ofStyle('w:tblPr')]), open: new Map() };
  for (const tag of tagsOf(table)) {
    if (tag.name === 'w:tr') checkRow(walk, tag, grid, room, walkCell);
    else if (['w:tblPr', 'w:tblGrid'].includes(tag.name)) checkLoose(found, tag);
    else if (['w:bookmarkStart', 'w:bookmarkEnd'].includes(tag.name)) checkAttributes(found, tag);
    else addForeign(found, tag, tag.name === 'w:tbl' ? 'table' : undefined);
  }
  for (const one of tagsOf(tagIn(table, 'w:tblGrid'))) if (one.name !== 'w:gridCol') addForeign(found, one);
  walk.table = null;
  if (tagIn(properties, 'w:tblpPr')) {
    checkFloating(walk, table, properties);
    walk.isFloating = true;
  }
}

/** A width that is said in twips; 0 where it is a share of another, and more than any page where that is more than all. */
function saidWidth(properties: Tag | null, name: 'w:tblW' | 'w:tcW'): number {
  const { 'w:type': type = 'dxa', 'w:w': width } = tagIn(properties, name)?.attributes ?? {};
  if (type === 'dxa') return lengthOf(width) ?? 0;
  if (type !== 'pct') return 0;
  // In fiftieths of a percent, or with its sign.
  const share = width?.endsWith('%') ? Number(width.slice(0, -1)) * 50 : Number(width ?? 0);
  return isBetween(share, 0, 5100) ? 0 : Number.NaN;
}

/** Widest room at both sides of a cell's words together. */
function marginsOf(properties: readonly (Tag | null)[]): number {
  const sides = properties.map((one) => {
    const margins = tagIn(one, 'w:tblCellMar');
    const side = (...names: string[]): number =>
      Math.max(...names.map((name) => lengthOf(tagIn(margins, name)?.attributes['w:w']) ?? 0));
    return side('w:left', 'w:start') + side('w:right', 'w:end');
  });
  return Math.max(0, ...sides.map((side) => (Number.isNaN(side) ? 0 : side)));
}

function checkTableValues({ inspection: { found } }: Walk, properties: Tag, table: Tag): void {
  const words = wordsIn(table).trim();
  for (const one of tagsOf(properties)) {
    const value = one.attributes['w:val'] ?? '';
    switch (one.name) {
      case 'w:bidiVisual':
        if (isOn(one)) found.add('table', `${words}（列序颠倒）`);
        break;
      case 'w:shd':
        if (!isWhiteFill(one)) found.add('colour', `${words}（表格底纹）`);
        break;
      case 'w:tblBorders':
        checkBorders(found, one, words);
        break;
      case 'w:tblCellMar':
        checkMargins(found, one, words);
        break;
      case 'w:tblCellSpacing':
        if (!isBetween(lengthOf(one.attributes['w:w']), 0, MOST_MARGIN))
          found.add('cut', `${words}（单元格间距）`);
        break;
      case 'w:jc':
        if (!['left', 'start', 'center', 'right', 'end'].includes(value))
          found.add('cut', `${words}（表格对齐）`);
        break;
      default:
    }
  }
}

function checkMargins(found: Walk['inspection']['found'], margins: Tag, words: string): void {
  for (const side of tagsOf(margins)) {
    checkAttributes(found, side, ['w:w', 'w:type']);
    const isKnown = /^w:(?:top|left|start|bottom|right|end)$/.test(side.name);
    if (!isKnown || !isBetween(lengthOf(side.attributes['w:w']) ?? 0, 0, MOST_MARGIN))
      found.add('cut', `${words}（单元格边距）`);
  }
}

/** A table at a place of its own: ours is the imprint, at the foot of the page. */
function checkFloating({ kind, inspection: { found } }: Walk, table: Tag, properties: Tag | null): void {
  const { attributes = {} } = tagIn(properties, 'w:tblpPr') ?? {};
  const isAtFoot =
    kind === 'body' &&
    attributes['w:vertAnchor'] === 'margin' &&
    attributes['w:tblpYSpec'] === 'bottom' &&
    attributes['w:horzAnchor'] === 'page' &&
    attributes['w:tblpXSpec'] === undefined &&
    isBetween(lengthOf(attributes['w:tblpX']), 1400, 2300);
  if (!isAtFoot) found.add('table', `${wordsIn(table).trim()}（浮动的表格）`);
}

function checkRow(walk: Walk, row: Tag, grid: Grid, room: Room, walkCell: WalkCell): void {
  const { found } = walk.inspection;
  checkAttributes(found, row);
  checkLoose(found, row);
  const properties = tagIn(row, 'w:trPr');
  if (properties) {
    checkProperties(found, properties, ROW_PROPERTIES);
    checkRowValues(walk, properties, row);
  }
  const own = tagIn(row, 'w:tblPrEx');
  if (own) {
    checkProperties(found, own, TABLE_PROPERTIES);
    checkTableValues(walk, own, row);
  }
  let from = 0;
  const open = new Map(grid.open);
  grid.open.clear();
  for (const tag of tagsOf(row)) {
    if (tag.name === 'w:tc') {
      const { span, isOpen } = checkCell(walk, tag, { ...grid, open }, from, walkCell);
      if (isOpen) grid.open.set(from, span);
      from += span;
    } else if (['w:bookmarkStart', 'w:bookmarkEnd'].includes(tag.name)) checkAttributes(found, tag);
    else if (!['w:trPr', 'w:tblPrEx'].includes(tag.name)) addForeign(found, tag);
  }
  const width = tagsOf(row).reduce((sum, cell) => sum + saidWidth(tagIn(cell, 'w:tcPr'), 'w:tcW'), 0);
  if (!isBetween(width, 0, room.width + NEAR)) found.add('cut', `${wordsIn(row).trim()}（超出版心的行）`);
  if (from > grid.columns.length) found.add('table', `${wordsIn(row).trim()}（多出来的格）`);
}

function checkRowValues({ inspection: { found } }: Walk, properties: Tag, row: Tag): void {
  const words = wordsIn(row).trim();
  for (const one of tagsOf(properties)) {
    const { 'w:val': value = '', 'w:hRule': rule = 'auto', 'w:w': width } = one.attributes;
    switch (one.name) {
      case 'w:hidden':
        if (isOn(one)) found.add('hidden', `${words}（隐藏的行）`);
        break;
      case 'w:trHeight':
        // A row of a fixed height cuts what is higher.
        if (!['auto', 'atLeast'].includes(rule) || !isBetween(lengthOf(value), 0, HIGHEST_ROW))
          found.add('cut', `${words}（行高）`);
        break;
      case 'w:gridBefore':
      case 'w:gridAfter':
        if (value !== '0') found.add('table', `${words}（缺格的行）`);
        break;
      case 'w:wBefore':
      case 'w:wAfter':
        if ((lengthOf(width) ?? 0) !== 0) found.add('table', `${words}（移开的行）`);
        break;
      case 'w:tblCellSpacing':
        if (!isBetween(lengthOf(width), 0, MOST_MARGIN)) found.add('cut', `${words}（单元格间距）`);
        break;
      default:
    }
  }
}

function checkCell(
  walk: Walk,
  cell: Tag,
  { columns, margins, open }: Grid,
  from: number,
  walkCell: WalkCell,
): { span: number; isOpen: boolean } {
  const { found } = walk.inspection;
  checkAttributes(found, cell);
  const words = wordsIn(cell).trim();
  const properties = tagIn(cell, 'w:tcPr');
  if (properties) {
    checkProperties(found, properties, CELL_PROPERTIES);
    checkCellValues(walk, properties, cell);
  }
  const span = Number(tagIn(properties, 'w:gridSpan')?.attributes['w:val'] ?? 1);
  if (!Number.isInteger(span) || span < 1 || span > 200) {
    found.add('table', `${words}（跨列）`);
    return { span: 1, isOpen: false };
  }
  const merge = tagIn(properties, 'w:vMerge');
  const isBelow = merge !== null && merge.attributes['w:val'] !== 'restart';
  if (isBelow && (words !== '' || hasPicture(cell))) found.add('hidden', `${words || '图片'}（合并掉的格）`);
  if (isBelow && open.get(from) !== span) found.add('table', `${words}（与上一格合并不上）`);
  const own = tagIn(properties, 'w:tcMar');
  const side = (name: string): number => lengthOf(tagIn(own, name)?.attributes['w:w']) ?? 0;
  const sides = own ? Math.max(side('w:left') + side('w:right'), 0) : margins;
  const widths = [columns.slice(from, from + span).reduce((sum, one) => sum + one, 0)];
  const said = saidWidth(properties, 'w:tcW');
  if (said > 0) widths.push(said);
  const inner = Math.min(...widths) - sides;
  const { largest } = walk;
  walk.largest = 0;
  walkCell(cell, { width: Math.max(0, inner) });
  if (!(inner >= walk.largest * LEAST_CELL)) found.add('cut', `${words}（过窄的格）`);
  walk.largest = Math.max(largest, walk.largest);
  return { span, isOpen: merge !== null };
}

const hasPicture = (tag: Tag): boolean =>
  tagsOf(tag).some((one) => one.name === 'w:drawing' || one.name === 'w:pict' || hasPicture(one));

function checkCellValues({ inspection: { found } }: Walk, properties: Tag, cell: Tag): void {
  const words = wordsIn(cell).trim();
  for (const one of tagsOf(properties)) {
    const value = one.attributes['w:val'] ?? '';
    switch (one.name) {
      case 'w:hMerge':
        found.add('table', `${words}（并入左边的格）`);
        break;
      case 'w:tcBorders':
        checkBorders(found, one, words);
        break;
      case 'w:shd':
        if (!isWhiteFill(one)) found.add('colour', `${words}（单元格底纹）`);
        break;
      case 'w:textDirection':
        if (value !== 'lrTb' && value !== 'tb') found.add('cut', `${words}（文字方向）`);
        break;
      case 'w:noWrap':
        if (isOn(one)) found.add('cut', `${words}（不换行）`);
        break;
      case 'w:tcFitText':
        if (isOn(one)) found.add('cut', `${words}（适应文字）`);
        break;
      case 'w:tcMar':
        checkMargins(found, one, words);
        break;
      default:
    }
  }
}
