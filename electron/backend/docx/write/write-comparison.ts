import {
  AlignmentType,
  DeletedTextRun,
  Document,
  Header,
  HeadingLevel,
  InsertedTextRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type ParagraphChild,
} from 'docx';

import { comparedGrid, type ComparedCell } from '../../../../shared/compare/grid.ts';
import { rowOf } from '../../../../shared/compare/compare.ts';
import type { ComparedRow, Comparison, Part } from '../../../../shared/compare/types.ts';
import { columnWidths } from '../../../../shared/edition/column-widths.ts';
import { CHAR, FONT, TEXT_WIDTH } from './layout.ts';
import { pageSize } from './page.ts';
import { font, STYLES } from './styles.ts';
import { finishDocx } from './finish-docx.ts';
import { withoutForbidden } from './text-runs.ts';

const HEADINGS = [
  HeadingLevel.TITLE,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const;

type Mark = 'ins' | 'del' | null;
/** A paragraph that is being written; its mark says whether its end was put in or taken away. */
type Open = { part: Part; children: ParagraphChild[]; mark: Mark; whole: Mark };

/**
 * Writes a comparison as a Word file whose tracked changes lead from the old report to the new one: accepting all
 * gives the new text, rejecting all the old one; a section that was moved goes where it was and comes where it is.
 * @param at when the file is made; Word wants a date on each change
 */
export async function writeComparisonDocx(comparison: Comparison, at: Date): Promise<Uint8Array> {
  const author = sideName(comparison, 'b');
  const writer = new Writer(author, `${at.toISOString().slice(0, 19)}Z`);
  for (const row of rowsInPlace(comparison)) writer.add(row);
  const file = new Document({
    title: `${comparison.b.title}（对照）`,
    creator: comparison.b.unit,
    lastModifiedBy: comparison.b.unit,
    styles: STYLES,
    features: { trackRevisions: true },
    compatibility: { version: 15 },
    defaultTabStop: CHAR,
    sections: [
      {
        properties: pageSize(),
        headers: { default: headerOf(comparison) },
        children: writer.finish(),
      },
    ],
  });
  return finishDocx(file);
}

const NO_YEARS = { from: 0, to: 0 };

/** All rows, those of a moved section twice: taken away where it stood, put in where it stands now. */
function rowsInPlace({ sections }: Comparison): ComparedRow[] {
  const rows: ComparedRow[] = [];
  const away = sections
    .filter((section) => section.moved && section.a && section.b)
    .toSorted((a, b) => a.placeA - b.placeA);
  const takeAway = (before: number): void => {
    for (let next = away[0]; next && next.placeA < before; next = away[0]) {
      away.shift();
      for (const { kind, a } of next.rows) if (kind !== 'moved' && a) rows.push(rowOf(a, null, NO_YEARS));
    }
  };
  for (const section of sections) {
    if (section.moved && section.a && section.b) {
      for (const { kind, b } of section.rows)
        if (kind !== 'moved-away' && b) rows.push(rowOf(null, b, NO_YEARS));
      continue;
    }
    if (section.a) takeAway(section.placeA);
    rows.push(...section.rows);
  }
  takeAway(Number.POSITIVE_INFINITY);
  return rows;
}

function sideName({ a, b }: Comparison, side: 'a' | 'b'): string {
  if (a.year !== b.year) return `${(side === 'a' ? a : b).year}年`;
  return side === 'a' ? '修改前' : '修改后';
}

function headerOf(comparison: Comparison): Header {
  const text = `对照稿：${sideName(comparison, 'a')} → ${sideName(comparison, 'b')}`;
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.LEFT,
        spacing: { line: 320, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        children: [new TextRun({ font: font(FONT.heiti), size: 24, text })],
      }),
    ],
  });
}

class Writer {
  readonly #author: string;
  readonly #date: string;
  #id = 0;
  readonly #out: (Paragraph | Table)[] = [];
  #open: Open | null = null;
  #table: ComparedRow[] = [];

  constructor(author: string, date: string) {
    this.#author = author;
    this.#date = date;
  }

  finish(): (Paragraph | Table)[] {
    this.#closeTable();
    this.#close();
    return this.#out;
  }

  add(row: ComparedRow): void {
    const part = row.b ?? row.a;
    if (!part) return;
    if (part.type === 'row') {
      this.#close();
      const last = this.#table.at(-1);
      const before = last?.b ?? last?.a;
      // Two tables on end stay two.
      if (before && part.cells?.length !== before.cells?.length) this.#closeTable();
      this.#table.push(row);
      return;
    }
    this.#closeTable();
    if (row.kind === 'moved') this.#write(null, row.b, [{ kind: 'insert', text: row.b?.text ?? '' }]);
    else if (row.kind === 'moved-away')
      this.#write(row.a, null, [{ kind: 'delete', text: row.a?.text ?? '' }]);
    else this.#write(row.a, row.b, row.pieces);
  }

  #write(a: Part | null, b: Part | null, pieces: readonly { kind: string; text: string }[]): void {
    const part = b ?? a;
    if (!part) return;
    this.#breakBefore(a, b, part);
    const open = this.#open;
    if (!open) return;
    const labels = [a?.label ?? '', b?.label ?? ''] as const;
    if (a && b && labels[0] === labels[1]) open.children.push(...this.#run('same', labels[0]));
    else open.children.push(...this.#run('delete', labels[0]), ...this.#run('insert', labels[1]));
    for (const piece of pieces) open.children.push(...this.#run(piece.kind, piece.text));
  }

  /** Opens the paragraph in which the row stands, and marks the end of the one before as it was on either side. */
  #breakBefore(a: Part | null, b: Part | null, part: Part): void {
    const open = this.#open;
    const startsA = a ? a.starts : null;
    const startsB = b ? b.starts : null;
    const whole: Mark = a && b ? null : b ? 'ins' : 'del';
    if (open && startsA !== true && startsB !== true) {
      if (whole === null) open.whole = null;
      return;
    }
    if (open && a && b && startsA !== startsB) {
      const gone: Mark = startsB ? 'del' : 'ins';
      if (open.whole === gone) {
        // The paragraph before is there on one side only, on which this one runs on in it: they are one.
        open.mark = null;
        open.whole = null;
        open.part = part;
        return;
      }
      this.#close(startsB ? 'ins' : 'del');
    } else {
      this.#close();
    }
    this.#open = { part, children: [], mark: whole, whole };
  }

  #close(mark?: Mark): void {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    const end = mark ?? open.mark;
    const run = end ? { run: { [end === 'ins' ? 'insertion' : 'deletion']: this.#change() } } : {};
    this.#out.push(new Paragraph({ ...formOf(open.part), ...run, children: open.children }));
  }

  #run(kind: string, text: string): ParagraphChild[] {
    const words = withoutForbidden(text);
    if (!words) return [];
    const options = { text: words, font: { hint: 'eastAsia' as const } };
    if (kind === 'insert') return [new InsertedTextRun({ ...options, ...this.#change() })];
    if (kind === 'delete') return [new DeletedTextRun({ ...options, ...this.#change() })];
    return [new TextRun(options)];
  }

  #change(): { id: number; author: string; date: string } {
    this.#id += 1;
    return { id: this.#id, author: this.#author, date: this.#date };
  }

  #closeTable(): void {
    const rows = this.#table.splice(0);
    if (rows.length === 0) return;
    const grid = comparedGrid(rows);
    const { widths } = columnWidths({ type: 'table', id: '', rows: grid }, TEXT_WIDTH / 20);
    const twips = widths.map((points) => Math.floor(points * 20));
    this.#out.push(
      new Table({
        layout: TableLayoutType.FIXED,
        width: { size: twips.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
        columnWidths: twips,
        rows: rows.map((row, at) => this.#tableRow(row, grid[at]?.cells ?? [], twips)),
      }),
    );
  }

  #tableRow(row: ComparedRow, cells: readonly ComparedCell[], widths: readonly number[]): TableRow {
    const { kind } = row;
    const whole: Mark =
      kind === 'added' || kind === 'moved'
        ? 'ins'
        : kind === 'removed' || kind === 'moved-away'
          ? 'del'
          : null;
    const a = whole === 'ins' ? null : row.a;
    const b = whole === 'del' ? null : row.b;
    return new TableRow({
      cantSplit: true,
      tableHeader: (row.b ?? row.a)?.header === true,
      ...(whole ? { [whole === 'ins' ? 'insertion' : 'deletion']: this.#change() } : {}),
      children: cells.flatMap(({ covered, colSpan = 1, rowSpan = 1 }, at) => {
        // The library puts in what a cell covers below itself.
        if (covered) return [];
        const { pieces } = rowOf(cellOf(a, at), cellOf(b, at), { from: 0, to: 0 });
        const width = widths.slice(at, at + colSpan).reduce((sum, one) => sum + one, 0);
        return new TableCell({
          width: { size: width, type: WidthType.DXA },
          ...(colSpan > 1 ? { columnSpan: colSpan } : {}),
          ...(rowSpan > 1 ? { rowSpan } : {}),
          children: [
            new Paragraph({
              style: 'TableText',
              children: pieces.flatMap((piece) => this.#run(piece.kind, piece.text)),
            }),
          ],
        });
      }),
    });
  }
}

function cellOf(part: Part | null, at: number): Part | null {
  return part && { ...part, text: part.cells?.[at] ?? '' };
}

function formOf(part: Part): IParagraphOptions {
  switch (part.type) {
    case 'title':
      return { heading: HeadingLevel.TITLE };
    case 'heading': {
      const heading = HEADINGS[part.level ?? 1];
      return heading ? { heading } : {};
    }
    case 'annex':
      return { heading: HeadingLevel.TITLE, pageBreakBefore: true };
    case 'signature':
      return { style: 'Signature' };
    case 'note':
      return { style: 'BodyText', spacing: { line: 320 }, indent: { firstLine: 0, left: 2 * CHAR } };
    case 'image':
      return { alignment: AlignmentType.CENTER };
    case 'row':
      return { style: 'TableText' };
    case 'paragraph':
    case 'item':
      if (part.role === 'addressee') return { style: 'Salutation' };
      if (part.role === 'docnumber' || part.role === 'caption') return { alignment: AlignmentType.CENTER };
      if (part.role === 'measure') return { alignment: AlignmentType.RIGHT };
      return { style: 'BodyText' };
  }
}
