import type { Element } from './xml.ts';
import { NS, childW, getW, isW, kids } from './xml.ts';

/** The character that stands for a picture, a text box or a note reference. */
export const OBJECT = '\uFFFC';

/** `final` is the text with every change accepted, `original` with every change rejected. */
export type Mode = 'final' | 'original';

/** One visible character: the run, the child of the run and the UTF-16 offset in a `w:t`. */
export type Atom = { ch: string; run: Element; node: Element; start: number };

/** A paragraph as the user sees it: several `w:p` when the marks between them are deleted. */
export type VisibleParagraph = {
  ps: Element[];
  atoms: Atom[];
  text: string;
  /** `table.row.cell`, each from 1 among what is visible; nested tables after a slash. */
  cell?: string;
  style?: string;
};

const HIDDEN_WRAP: Record<Mode, readonly string[]> = {
  final: ['del', 'moveFrom'],
  original: ['ins', 'moveTo'],
};
const CELL_HIDDEN: Record<Mode, string> = { final: 'cellDel', original: 'cellIns' };
const TRANSPARENT = ['hyperlink', 'fldSimple', 'smartTag', 'customXml', 'dir', 'bdo', 'sdtContent', 'sdt'];
const SHOWN_WRAP = ['ins', 'moveTo', 'del', 'moveFrom'];

/** The kind of change on a paragraph's mark (ECMA-376 part 1, 17.13.5.15, 17.13.5.20 and others). */
export function markHas(p: Element, ...kinds: string[]): Element | undefined {
  const props = childW(p, 'pPr');
  const mark = props && childW(props, 'rPr');
  return mark && kids(mark).find((kid) => isW(kid, ...kinds));
}

/** Whether the mark is absent in this mode, so that the paragraph runs on into the next. */
export function markHidden(p: Element, mode: Mode): boolean {
  return Boolean(markHas(p, ...HIDDEN_WRAP[mode]));
}

/** Whether a row is absent in this mode (17.13.5.12 and 17.13.5.16 on a row). */
export function rowHidden(row: Element, mode: Mode): boolean {
  const props = childW(row, 'trPr');
  return Boolean(props && childW(props, mode === 'final' ? 'del' : 'ins'));
}

/** Whether a cell is absent in this mode (17.13.5.1 and 17.13.5.2). */
export function cellHidden(cell: Element, mode: Mode): boolean {
  const props = childW(cell, 'tcPr');
  return Boolean(props && childW(props, CELL_HIDDEN[mode]));
}

/** The elements inside a container with content controls and custom XML opened up. */
export function inside(container: Element, ...names: string[]): Element[] {
  return kids(container).flatMap((kid) => {
    if (isW(kid, ...names)) return [kid];
    if (isW(kid, 'sdt', 'sdtContent', 'customXml')) return inside(kid, ...names);
    return [];
  });
}

/** The rows of a table, with content controls around rows opened up. */
export const rowsOf = (table: Element): Element[] => inside(table, 'tr');

/** The cells of a row. */
export const cellsOf = (row: Element): Element[] => inside(row, 'tc');

/** Whether nothing of a table is left in this mode. */
export function tableHidden(table: Element, mode: Mode): boolean {
  return rowsOf(table).every((row) => rowHidden(row, mode));
}

/** The next block that is visible in this mode; markers between blocks are passed over. */
export function nextBlock(block: Element, mode: Mode): Element | undefined {
  for (let at = block.nextSibling; at; at = at.nextSibling) {
    if (isW(at, 'p', 'sdt', 'customXml')) return at;
    if (isW(at, 'tbl') && !tableHidden(at, mode)) return at;
  }
  return undefined;
}

type Walk = {
  mode: Mode;
  fields: ('code' | 'result')[];
  out: VisibleParagraph[];
  pending?: VisibleParagraph;
};

/** The visible paragraphs under a body, header, note or text box. */
export function viewOf(story: Element, mode: Mode = 'final'): VisibleParagraph[] {
  const walk: Walk = { mode, fields: [], out: [] };
  walkBlocks(story, walk, undefined, { tables: 0 });
  return walk.out;
}

function walkBlocks(
  container: Element,
  walk: Walk,
  cell: string | undefined,
  count: { tables: number },
): void {
  for (const kid of kids(container)) {
    if (isW(kid, 'p')) walkParagraph(kid, walk, cell);
    else if (isW(kid, 'tbl')) walkTable(kid, walk, cell, count);
    else if (isW(kid, 'sdt', 'sdtContent', 'customXml')) walkBlocks(kid, walk, cell, count);
  }
}

function walkTable(table: Element, walk: Walk, outer: string | undefined, count: { tables: number }): void {
  if (tableHidden(table, walk.mode)) return;
  count.tables += 1;
  const rows = rowsOf(table).filter((row) => !rowHidden(row, walk.mode));
  for (const [rowIndex, row] of rows.entries()) {
    const cells = cellsOf(row).filter((cell) => !cellHidden(cell, walk.mode));
    for (const [cellIndex, cell] of cells.entries()) {
      const here = `${count.tables}.${rowIndex + 1}.${cellIndex + 1}`;
      walkBlocks(cell, walk, outer ? `${outer}/${here}` : here, { tables: 0 });
    }
  }
}

function walkParagraph(p: Element, walk: Walk, cell: string | undefined): void {
  const atoms: Atom[] = [];
  walkInline(p, walk, atoms);
  const pending = walk.pending;
  delete walk.pending;
  const props = childW(p, 'pPr');
  const style = props && childW(props, 'pStyle');
  const all = [...(pending?.atoms ?? []), ...atoms];
  const merged: VisibleParagraph = {
    ps: [...(pending?.ps ?? []), p],
    atoms: all,
    text: all.map((atom) => atom.ch).join(''),
  };
  if (cell) merged.cell = cell;
  const styleId = style && getW(style, 'val');
  if (styleId) merged.style = styleId;
  if (markHidden(p, walk.mode)) {
    const next = nextBlock(p, walk.mode);
    if (isW(next, 'p')) {
      walk.pending = merged;
      return;
    }
    // A mark before a table or a block control has nothing to merge with: an empty paragraph goes.
    if (next && merged.text === '') return;
  }
  walk.out.push(merged);
}

function walkInline(container: Element, walk: Walk, atoms: Atom[]): void {
  for (const kid of kids(container)) {
    if (isW(kid, 'r')) walkRun(kid, walk, atoms);
    else if (isW(kid, ...SHOWN_WRAP)) {
      if (!isW(kid, ...HIDDEN_WRAP[walk.mode])) walkInline(kid, walk, atoms);
    } else if (isW(kid, ...TRANSPARENT) && !showsPlaceholder(kid)) walkInline(kid, walk, atoms);
  }
}

/** A placeholder asks for text and is none (17.5.2.39). */
function showsPlaceholder(control: Element): boolean {
  const props = isW(control, 'sdt') && childW(control, 'sdtPr');
  return Boolean(props && childW(props, 'showingPlcHdr'));
}

function walkRun(run: Element, walk: Walk, atoms: Atom[]): void {
  for (const node of kids(run)) {
    if (isW(node, 'fldChar')) {
      const type = getW(node, 'fldCharType');
      if (type === 'begin') walk.fields.push('code');
      else if (type === 'separate') walk.fields[walk.fields.length - 1] = 'result';
      else walk.fields.pop();
      continue;
    }
    // The text of a nested field in a field code is not shown.
    if (walk.fields.includes('code')) continue;
    let start = 0;
    for (const ch of charactersOf(node)) {
      atoms.push({ ch, run, node, start });
      start += ch.length;
    }
  }
}

function charactersOf(node: Element): Iterable<string> {
  const isAlternate = node.namespaceURI === NS.mc && node.localName === 'AlternateContent';
  if (isAlternate) return OBJECT;
  if (isW(node, 't', 'delText')) return node.textContent ?? '';
  if (isW(node, 'tab', 'ptab')) return '\t';
  if (isW(node, 'br', 'cr')) return '\n';
  if (isW(node, 'noBreakHyphen')) return '\u2011';
  if (isW(node, 'sym')) return String.fromCodePoint(Number.parseInt(getW(node, 'char') ?? 'FFFC', 16));
  if (isW(node, 'drawing', 'pict', 'object', 'footnoteReference', 'endnoteReference')) return OBJECT;
  return '';
}
