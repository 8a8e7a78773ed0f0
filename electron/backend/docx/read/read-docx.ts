import { FileError } from '../../../../shared/errors/file-error.ts';
import type { SourceLine } from '../../../../shared/structure/source-line.ts';
import { Numbering } from './numbering.ts';
import { paragraphFacts, Styles } from './styles.ts';
import { unzipParts } from './unzip.ts';
import { attribute, child, elementsOf, parseXml, type Document, type Element } from './xml.ts';

export type WordText = {
  lines: SourceLine[];
  /** What the reader should know: tracked deletions left out, footnotes put at the end. */
  notes: string[];
};

const DOCUMENT = 'word/document.xml';
const PARTS = new Set([
  DOCUMENT,
  'word/styles.xml',
  'word/numbering.xml',
  'word/footnotes.xml',
  '[Content_Types].xml',
]);

/**
 * The paragraphs and tables of a Word file, as printed. Reads only the parts that hold text.
 * @param source its bytes, or its path
 * Throws AppError: 'damaged-file', 'not-word', 'encrypted-file', 'too-large'.
 */
export async function readDocx(name: string, source: Uint8Array | string): Promise<WordText> {
  const parts = await unzipParts(name, source, (part) => PARTS.has(part));
  const main = parts.get(DOCUMENT);
  if (!main) {
    throw new FileError('not-word', name);
  }
  const read = (part: string): Document | null => {
    const data = parts.get(part);
    return data ? parseXml(name, data) : null;
  };
  const reader = new Reader(new Styles(read('word/styles.xml')), new Numbering(read('word/numbering.xml')));
  const root = parseXml(name, main).documentElement;
  const body = root ? child(root, 'body') : null;
  if (!body) throw new FileError('no-body', name);
  reader.readBlocks(body);
  const footnotes = read('word/footnotes.xml')?.documentElement;
  if (footnotes) reader.readFootnotes(footnotes);
  return { lines: reader.lines, notes: reader.notes() };
}

class Reader {
  readonly lines: SourceLine[] = [];
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  #deleted = 0;
  #footnotes = 0;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  notes(): string[] {
    const notes: string[] = [];
    if (this.#deleted > 0) notes.push(`有 ${this.#deleted} 处修订标记为删除的文字没有收入`);
    if (this.#footnotes > 0) notes.push(`有 ${this.#footnotes} 条脚注放在了最后`);
    return notes;
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
        case 'sdt':
        case 'sdtContent':
        case 'customXml':
        case 'smartTag':
        case 'ins':
        case 'moveTo':
          this.readBlocks(element);
          break;
        default:
      }
    }
  }

  readFootnotes(root: Element): void {
    for (const note of elementsOf(root)) {
      const type = attribute(note, 'type');
      if (note.localName !== 'footnote' || (type !== null && type !== 'normal')) continue;
      const before = this.lines.length;
      this.readBlocks(note);
      if (this.lines.length > before) this.#footnotes += 1;
    }
  }

  #readParagraph(paragraph: Element): void {
    const properties = child(paragraph, 'pPr');
    const style = this.#styles.facts(attribute(child(properties, 'pStyle'), 'val'));
    const own = paragraphFacts(properties);
    // A paragraph may say its level alone: the list is its style's.
    const inherited =
      style.number && own.hasLevel ? { numId: style.number.numId, level: own.level } : style.number;
    const number = own.number ?? inherited;
    const boxes: Element[] = [];
    const text = this.#textOf(paragraph, boxes);
    const heading = own.heading ?? style.heading;
    const align = attribute(child(properties, 'jc'), 'val');
    const label =
      number && number.numId !== '0' && text.trim()
        ? this.#numbering.next(number.numId, number.level, number.style)
        : '';
    // A break inside a paragraph begins a new line in print.
    text.split('\n').forEach((part, index) => {
      this.lines.push({
        text: index === 0 ? label + part : part,
        ...(heading !== undefined && index === 0 ? { heading } : {}),
        ...(style.title && index === 0 ? { title: true as const } : {}),
        ...(align === 'center' || align === 'right' ? { align } : {}),
      });
    });
    for (const box of boxes) this.readBlocks(box);
  }

  #readTable(table: Element): void {
    const rows = elementsOf(table)
      .filter((row) => row.localName === 'tr')
      .map((row) =>
        elementsOf(row)
          .filter((cell) => cell.localName === 'tc')
          .map((cell) => this.#cellText(cell)),
      );
    if (rows.some((row) => row.length > 0)) this.lines.push({ text: '', table: rows });
  }

  #cellText(cell: Element): string {
    const inner = new Reader(this.#styles, this.#numbering);
    inner.readBlocks(cell);
    this.#deleted += inner.#deleted;
    return inner.lines
      .map((line) => line.table?.map((row) => row.join(' ')).join(' ') ?? line.text.trim())
      .filter((text) => text !== '')
      .join(' ');
  }

  /** Text of a paragraph's runs in order; text boxes are set aside, to follow as paragraphs of their own. */
  #textOf(parent: Element, boxes: Element[]): string {
    let text = '';
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 't':
          text += element.textContent;
          break;
        case 'tab':
          // Inside pPr a tab is a stop, not a character: pPr is never walked.
          text += '\t';
          break;
        case 'br':
        case 'cr':
          text += attribute(element, 'type') === 'page' ? '' : '\n';
          break;
        case 'noBreakHyphen':
          text += '-';
          break;
        case 'sym':
          text += symbol(element);
          break;
        case 'delText':
          break;
        case 'del':
        case 'moveFrom':
          this.#deleted += 1;
          break;
        case 'AlternateContent':
          // Choice and Fallback say the same twice.
          text += this.#textOf(child(element, 'Choice') ?? child(element, 'Fallback') ?? element, boxes);
          break;
        case 'txbxContent':
          boxes.push(element);
          break;
        case 'pPr':
        case 'rPr':
        case 'instrText':
        case 'sdtPr':
        case 'sdtEndPr':
          break;
        default:
          text += this.#textOf(element, boxes);
      }
    }
    return text;
  }
}

/** A character of a symbol font: what is in the private area stands for the same place below. */
function symbol(element: Element): string {
  const code = Number.parseInt(attribute(element, 'char') ?? '', 16);
  if (!Number.isFinite(code)) return '';
  return String.fromCharCode(code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code);
}
