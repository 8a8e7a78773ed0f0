import type { CellAlign } from '../../../../shared/document/types.ts';
import type { SourceLine, SourceText } from '../../../../shared/structure/source-line.ts';
import { holdsSomething, joinTexts, trimText } from '../../../../shared/structure/source-text.ts';
import { LIMITS } from '../../files/limits.ts';
import type { Context } from './context.ts';
import { beginsPage, RunReader } from './run-reader.ts';
import { paragraphFacts } from './styles.ts';
import { readTable, type CellContent } from './table-reader.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/** A line in which nothing stands. */
const BLANK: SourceLine = { text: '' };

/** Reads paragraphs and tables as lines, in the order in which they are printed. */
export class BodyReader {
  readonly lines: SourceLine[] = [];
  readonly #context: Context;
  readonly #inNote: boolean;
  /** What comes next begins a new page. */
  #breaks = false;
  /** What is read begins on a new page: of a cell, its table does. */
  #beginsPage = false;
  #section = 0;
  /** Some line has held something. */
  #hasBegun = false;
  #across: boolean | null = null;

  constructor(context: Context, inNote = false) {
    this.#context = context;
    this.#inNote = inNote;
  }

  readBlocks(parent: Element): void {
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 'p':
          this.#readParagraph(element);
          break;
        case 'tbl':
          this.#readTable(element);
          break;
        case 'sectPr':
          this.#endSection(element);
          break;
        case 'sdt':
        case 'sdtContent':
        case 'customXml':
        case 'smartTag':
        case 'ins':
        case 'moveTo':
          this.readBlocks(element);
          break;
        case 'AlternateContent':
          // Choice and Fallback say the same twice.
          this.readBlocks(child(element, 'Choice') ?? element);
          break;
        default:
      }
    }
  }

  #push(line: SourceLine, begins = false): void {
    if (!holdsSomething(line)) {
      this.#breaks ||= begins;
      // A file may have any number of them: all are one.
      this.lines.push(BLANK);
      return;
    }
    const isFirst = !this.#hasBegun;
    this.#hasBegun = true;
    if (isFirst) this.#beginsPage = this.#breaks || begins;
    this.lines.push((this.#breaks || begins) && !isFirst ? { ...line, pageBreak: true } : line);
    this.#breaks = false;
    if (line.text) this.#context.leftOut.passes(line.text);
  }

  #readParagraph(paragraph: Element): void {
    const { styles, numbering } = this.#context;
    const properties = child(paragraph, 'pPr');
    const style = styles.facts(attribute(child(properties, 'pStyle'), 'val'));
    const own = paragraphFacts(properties);
    // A paragraph may say its level alone: the list is its style's.
    const inherited =
      style.number && own.hasLevel ? { numId: style.number.numId, level: own.level } : style.number;
    const number = own.number ?? inherited;
    const runs = new RunReader(this.#context, this.#inNote);
    const parts = runs.read(paragraph);
    const heading = own.heading ?? style.heading;
    const align = attribute(child(properties, 'jc'), 'val') ?? style.align;
    const hasWords = parts.some(({ text }) => text.trim() !== '');
    const label =
      number && number.numId !== '0' && hasWords
        ? numbering.next(number.numId, number.level, number.style)
        : '';
    let begins = beginsPage(properties, style);
    // A break inside a paragraph begins a new line in print.
    parts.forEach(({ ends, ...part }, index) => {
      this.#push(
        {
          ...(index === 0 && label ? joinTexts([{ text: label }, part]) : part),
          ...(heading !== undefined && index === 0 ? { heading } : {}),
          ...(style.title && index === 0 ? { title: true as const } : {}),
          ...(style.role ? { role: style.role } : {}),
          ...(align === 'center' ? { align } : isRight(align) ? { align: 'right' as const } : {}),
        },
        begins,
      );
      begins = ends === 'page';
    });
    for (const box of runs.boxes) this.readBlocks(box);
    const section = child(properties, 'sectPr');
    if (section) this.#endSection(section);
  }

  #readTable(element: Element): void {
    const read = readTable(
      element,
      (cell) => this.#cell(cell),
      () => (this.#context.counts.deleted += 1),
      (columns, rows) => {
        const { counts } = this.#context;
        counts.cells += columns * rows;
        return columns <= LIMITS.columns && columns * rows <= LIMITS.cells && counts.cells <= LIMITS.allCells;
      },
    );
    if (!read) return;
    const { pageBreak, ...table } = read;
    this.#push({ text: '', ...table }, pageBreak);
  }

  #cell(cell: Element): CellContent {
    const inner = new BodyReader(this.#context, this.#inNote);
    inner.readBlocks(cell);
    const parts = inner.lines.map((line): SourceText => {
      if (!line.table) return trimText({ ...line });
      return joinTexts(
        line.table.flat().map((one) => (typeof one === 'string' ? { text: one } : one)),
        ' ',
      );
    });
    const align = alignOf(elementsOf(cell).find(({ localName }) => localName === 'p'));
    return {
      content: joinTexts(
        parts.filter(({ text, voids }) => text !== '' || (voids?.length ?? 0) > 0),
        ' ',
      ),
      ...(align ? { align } : {}),
      pageBreak: inner.#beginsPage || inner.#breaks,
    };
  }

  /** What is said at the end of a section is of the lines since the one before. */
  #endSection(section: Element): void {
    const size = child(section, 'pgSz');
    const [width, height] = ['w', 'h'].map((name) => Number(attribute(size, name) ?? 0));
    const across = attribute(size, 'orient') === 'landscape' || (width ?? 0) > (height ?? 0);
    const before = this.#across;
    const first = this.lines.findIndex((line, at) => at >= this.#section && holdsSomething(line));
    if (first < 0) return;
    const isNewPage = before === across && attribute(child(section, 'type'), 'val') !== 'continuous';
    for (let at = first; at < this.lines.length; at += 1) {
      const line = this.lines[at];
      if (!line) continue;
      this.lines[at] = {
        ...line,
        ...(across ? { landscape: true as const } : {}),
        ...(isNewPage && at === first ? { pageBreak: true as const } : {}),
      };
    }
    this.#section = this.lines.length;
    this.#across = across;
  }
}

const isRight = (align: string | undefined): boolean => align === 'right' || align === 'end';

/** What a cell's own paragraph says; the style of tables centres. */
function alignOf(paragraph: Element | undefined): CellAlign | null {
  const align = attribute(child(child(paragraph ?? null, 'pPr'), 'jc'), 'val') ?? '';
  if (align === 'center') return 'center';
  if (isRight(align)) return 'right';
  return ['left', 'start', 'both'].includes(align) ? 'left' : null;
}
