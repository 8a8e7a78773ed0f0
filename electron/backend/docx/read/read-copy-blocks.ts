import { FileError } from '../../../../shared/errors/file-error.ts';
import { BLOCK_ANCHOR, LABEL_ANCHOR } from '../../../../shared/merge/anchors.ts';
import {
  holdsSomething,
  type WordBlock,
  type WordCell,
  type WordMark,
  type WordParagraph,
  type WordRun,
} from '../../../../shared/merge/word-copy.ts';
import { LIMITS } from '../../files/limits.ts';
import { changeOf } from './change-of.ts';
import { isShaded, looksIn } from './copy-looks.ts';
import type { Numbering } from './numbering.ts';
import { isTextBox, lookOf, type CopyImages, type CopyNotes, type Look } from './read-copy-objects.ts';
import { gridOfRows, type RowOfWord } from './read-copy-grid.ts';
import { paragraphFacts, type Styles } from './styles.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/** What the paragraphs of a file are read with. */
export type CopyParts = {
  name: string;
  styles: Styles;
  numbering: Numbering;
  notes: CopyNotes;
  images: CopyImages;
};

/** How a stretch of runs is marked and looks. */
type Way = WordMark & Look & Pick<WordRun, 'format' | 'looks' | 'looksBy'>;

/** Reads the paragraphs and tables of a returned copy. */
export class CopyReader {
  readonly blocks: WordBlock[] = [];
  readonly #parts: CopyParts;
  /** Comments whose range is open, and those whose range held nothing yet. */
  #open: string[] = [];
  readonly #said = new Set<string>();
  /** The label (附件1) that stands in a paragraph of its own before the block that it is of. */
  #label: WordParagraph | null = null;
  /** A page ended within the paragraph, before its words or behind them. */
  #page: 'before' | 'behind' | null = null;

  constructor(parts: CopyParts) {
    this.#parts = parts;
  }

  readBlocks(parent: Element, mark: WordMark): void {
    this.#read(parent, mark);
    this.#flushLabel();
  }

  #read(parent: Element, mark: WordMark): void {
    /** Bookmarks that stand between paragraphs belong to the next one. */
    let waiting: string[] = [];
    /** The paragraph before ended its page. */
    let isNewPage = false;
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 'p': {
          this.#page = null;
          const read = this.#paragraph(element, mark);
          const paragraph = { ...read, anchors: waiting.concat(read.anchors) };
          if (isNewPage || this.#page === 'before') paragraph.pageBreak = true;
          waiting = [];
          if (this.#isRoom(element, paragraph)) break;
          isNewPage = this.#page === 'behind';
          this.#add(paragraph);
          break;
        }
        case 'tbl':
          this.#flushLabel();
          this.blocks.push(this.#table(element, waiting));
          waiting = [];
          isNewPage = false;
          break;
        case 'bookmarkStart':
          waiting.push(attribute(element, 'name') ?? '');
          break;
        case 'commentRangeStart':
        case 'commentRangeEnd':
          this.#range(element);
          break;
        case 'ins':
        case 'moveTo':
          this.#read(element, { ...mark, ins: changeOf(element) });
          break;
        case 'del':
        case 'moveFrom':
          this.#read(element, { ...mark, del: changeOf(element) });
          break;
        case 'AlternateContent':
          // Choice and Fallback say the same twice.
          this.#read(child(element, 'Choice') ?? element, mark);
          break;
        default:
          // Whatever wraps paragraphs: content controls, other wrappers, those of programs to come.
          this.#read(element, mark);
      }
    }
  }

  /** A paragraph that only parts two tables, or ends the pages that lie across: none of the report. */
  #isRoom(element: Element, { runs, anchors }: WordParagraph): boolean {
    if (anchors.length > 0 || runs.some((run) => holdsSomething(run))) return false;
    const properties = child(element, 'pPr');
    if (child(properties, 'sectPr')) return true;
    const style = this.#parts.styles.name(attribute(child(properties, 'pStyle'), 'val'));
    return style.replaceAll(' ', '') === 'tableend';
  }

  #add(paragraph: WordParagraph): void {
    const { anchors } = paragraph;
    const isLabel =
      anchors.some((anchor) => anchor.startsWith(LABEL_ANCHOR)) &&
      !anchors.some((anchor) => anchor.startsWith(BLOCK_ANCHOR));
    if (isLabel) {
      this.#flushLabel();
      this.#label = paragraph;
      return;
    }
    const label = this.#label;
    this.#label = null;
    this.blocks.push(label ? { ...paragraph, runs: [...label.runs, ...paragraph.runs] } : paragraph);
  }

  #flushLabel(): void {
    if (this.#label) this.blocks.push(this.#label);
    this.#label = null;
  }

  #paragraph(element: Element, mark: WordMark): WordParagraph {
    const { styles, numbering } = this.#parts;
    const properties = child(element, 'pPr');
    const styleId = attribute(child(properties, 'pStyle'), 'val');
    const style = styles.facts(styleId);
    const own = paragraphFacts(properties);
    const runs: WordRun[] = [];
    const anchors: string[] = [];
    this.#runs(element, mark, runs, anchors);
    const number = own.number ?? style.number;
    const hasText = runs.some(({ text }) => text !== '');
    const label = number && number.numId !== '0' && hasText ? numbering.next(number.numId, number.level) : '';
    if (label) runs.unshift({ text: label, comments: [] });
    const markProperties = child(properties, 'rPr');
    const ins = child(markProperties, 'ins') ?? child(markProperties, 'moveTo');
    const del = child(markProperties, 'del') ?? child(markProperties, 'moveFrom');
    const format = child(properties, 'pPrChange');
    const name = styles.name(styleId);
    const shown = isShaded(child(properties, 'shd')) ? shaded(runs) : runs;
    const role = name === 'caption' || name === 'measure' ? name : null;
    return {
      is: 'paragraph',
      runs: shown,
      mark: { ...(ins ? { ins: changeOf(ins) } : {}), ...(del ? { del: changeOf(del) } : {}) },
      form: style.title ? 'title' : (own.heading ?? style.heading ?? null),
      ...(role ? { role } : {}),
      ...(isOn(child(properties, 'pageBreakBefore')) ? { pageBreak: true as const } : {}),
      ...(format ? { format: changeOf(format) } : {}),
      anchors,
    };
  }

  #table(element: Element, anchors: string[]): WordBlock {
    const { name } = this.#parts;
    const found = [...anchors];
    const rows = partsOf(element, 'tr', {}).map(({ part: row, mark }): RowOfWord => {
      const properties = child(row, 'trPr');
      const before = Number(attribute(child(properties, 'gridBefore'), 'val') ?? 0);
      const cells = partsOf(row, 'tc', {}).map(({ part: cell, mark: cellMark }) => {
        const inner = new CopyReader(this.#parts);
        inner.#open = this.#open;
        inner.readBlocks(cell, {});
        this.#open = inner.#open;
        const runs = inner.blocks.flatMap((block, at): WordRun[] => {
          for (const anchor of block.anchors) found.push(anchor);
          if (block.is === 'table') return [];
          return at === 0 || block.runs.length === 0
            ? block.runs
            : [{ text: '\n', comments: [] }, ...block.runs];
        });
        const isColoured = isShaded(child(child(cell, 'tcPr'), 'shd'));
        return { ...cellMark, ...cellFacts(cell), runs: isColoured ? shaded(runs) : runs };
      });
      const header = isOn(child(properties, 'tblHeader')) ? { header: true as const } : {};
      return { mark: { ...mark, ...marksOf(properties, 'ins', 'del') }, before, ...header, cells };
    });
    const grid = gridOfRows(rows);
    const columns = grid.columns;
    if (columns > LIMITS.columns)
      throw new FileError('table-too-wide', name, { facts: { size: columns, limit: LIMITS.columns } });
    if (columns * rows.length > LIMITS.cells)
      throw new FileError('table-too-large', name, {
        facts: { size: columns * rows.length, limit: LIMITS.cells },
      });
    const widths = elementsOf(child(element, 'tblGrid') ?? element)
      .filter(({ localName }) => localName === 'gridCol')
      .map((column) => Number(attribute(column, 'w') ?? 0) / 20);
    const isKnown = widths.length === columns && widths.every((width) => width > 0);
    return { is: 'table', rows: grid.rows(), ...(isKnown ? { widths } : {}), anchors: found };
  }

  #runs(parent: Element, way: Way, runs: WordRun[], anchors: string[]): void {
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 'r': {
          const properties = child(element, 'rPr');
          const change = child(properties, 'rPrChange');
          const { ins, del } = way;
          const { styles } = this.#parts;
          const looks = looksIn(properties, styles);
          // What it looked like before the change too was not made by it.
          const before = looks && change ? looksIn(child(change, 'rPr'), styles) : null;
          const isBy = looks && change && looks.some((one) => !before?.includes(one));
          this.#runs(
            element,
            {
              ...(ins ? { ins } : {}),
              ...(del ? { del } : {}),
              ...lookOf(properties),
              ...(change ? { format: changeOf(change) } : {}),
              ...(looks ? { looks } : {}),
              ...(isBy ? { looksBy: changeOf(change) } : {}),
            },
            runs,
            anchors,
          );
          break;
        }
        case 't':
        case 'delText':
          this.#addText(runs, way, element.textContent);
          break;
        case 'tab':
          this.#addText(runs, way, '\t');
          break;
        case 'br':
        case 'cr':
          if (attribute(element, 'type') !== 'page') this.#addText(runs, way, '\n');
          else if (way.del === undefined)
            this.#page = runs.some((run) => holdsSomething(run)) ? 'behind' : 'before';
          break;
        case 'noBreakHyphen':
          this.#addText(runs, way, '-');
          break;
        case 'footnoteReference':
        case 'endnoteReference': {
          const kind = element.localName === 'footnoteReference' ? 'foot' : 'end';
          const note = this.#parts.notes.get(kind, attribute(element, 'id') ?? '');
          if (note) this.#push(runs, { ...marks(way), text: '', note, comments: this.#open });
          break;
        }
        case 'drawing':
        case 'pict':
        case 'object':
          // A text box is told of with its words.
          if (isTextBox(element)) break;
          this.#push(runs, {
            ...marks(way),
            text: '',
            image: this.#parts.images.read(element),
            comments: this.#open,
          });
          break;
        case 'ins':
        case 'moveTo':
          this.#runs(element, { ...way, ins: changeOf(element) }, runs, anchors);
          break;
        case 'del':
        case 'moveFrom':
          this.#runs(element, { ...way, del: changeOf(element) }, runs, anchors);
          break;
        case 'bookmarkStart':
          anchors.push(attribute(element, 'name') ?? '');
          break;
        case 'commentRangeStart':
        case 'commentRangeEnd':
          this.#range(element);
          break;
        case 'commentReference': {
          const id = attribute(element, 'id') ?? '';
          if (!this.#said.has(id)) runs.push({ text: '', comments: [id] });
          break;
        }
        case 'AlternateContent':
          // Choice and Fallback say the same twice.
          this.#runs(child(element, 'Choice') ?? element, way, runs, anchors);
          break;
        case 'pPr':
        case 'rPr':
        case 'instrText':
        case 'delInstrText':
        case 'sdtPr':
        case 'sdtEndPr':
        case 'txbxContent':
        case 'rt':
          break;
        default:
          this.#runs(element, way, runs, anchors);
      }
    }
  }

  #addText(runs: WordRun[], way: Way, text: string): void {
    if (text === '') return;
    // The list of comments is never changed, only replaced: thousands of runs may share it.
    this.#push(runs, { ...way, text, comments: this.#open });
  }

  #push(runs: WordRun[], run: WordRun): void {
    for (const id of this.#open) this.#said.add(id);
    runs.push(run);
  }

  #range(element: Element): void {
    const id = attribute(element, 'id') ?? '';
    this.#open = this.#open.filter((one) => one !== id);
    if (element.localName === 'commentRangeStart') this.#open = [...this.#open, id];
  }
}

const marks = ({ ins, del }: WordMark): WordMark => ({ ...(ins ? { ins } : {}), ...(del ? { del } : {}) });

function marksOf(properties: Element | null, insertion: string, deletion: string): WordMark {
  const ins = child(properties, insertion);
  const del = child(properties, deletion);
  return { ...(ins ? { ins: changeOf(ins) } : {}), ...(del ? { del: changeOf(del) } : {}) };
}

const isOn = (element: Element | null): boolean =>
  element !== null && !/^(?:0|false|off)$/.test(attribute(element, 'val') ?? '1');

/** Words on a coloured ground: somebody marked the whole paragraph, or the whole cell. */
function shaded(runs: readonly WordRun[]): WordRun[] {
  return runs.map((run) => {
    if (run.text === '' || run.looks?.includes('highlight')) return run;
    return { ...run, looks: [...(run.looks ?? []), 'highlight' as const] };
  });
}

/** Rows of a table, or cells of a row, also where they lie in a content control, or in what says who changed them. */
function partsOf(parent: Element, name: 'tr' | 'tc', mark: WordMark): { part: Element; mark: WordMark }[] {
  return elementsOf(parent).flatMap((element): { part: Element; mark: WordMark }[] => {
    switch (element.localName) {
      case name:
        return [{ part: element, mark }];
      case 'ins':
      case 'moveTo':
        return partsOf(element, name, { ...mark, ins: changeOf(element) });
      case 'del':
      case 'moveFrom':
        return partsOf(element, name, { ...mark, del: changeOf(element) });
      case 'AlternateContent':
        return partsOf(child(element, 'Choice') ?? element, name, mark);
      case 'tblPr':
      case 'trPr':
      case 'tblGrid':
      case 'tc':
        return [];
      default:
        return partsOf(element, name, mark);
    }
  });
}

const ALIGNS: Readonly<Record<string, WordCell['align']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
};

function cellFacts(cell: Element): Omit<RowOfWord['cells'][number], 'runs'> {
  const properties = child(cell, 'tcPr');
  const span = Number(attribute(child(properties, 'gridSpan'), 'val') ?? 1);
  const merge = child(properties, 'vMerge');
  const align = ALIGNS[attribute(child(child(child(cell, 'p'), 'pPr'), 'jc'), 'val') ?? ''];
  return {
    ...marksOf(properties, 'cellIns', 'cellDel'),
    span: Number.isInteger(span) && span > 0 ? span : 1,
    merge: merge === null ? null : attribute(merge, 'val') === 'restart' ? 'first' : 'below',
    ...(align ? { align } : {}),
  };
}
