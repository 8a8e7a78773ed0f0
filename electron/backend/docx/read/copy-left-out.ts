import { BLOCK_ANCHOR } from '../../../../shared/merge/anchors.ts';
import type { LeftOut, LeftOutKind, PagesOfCopy, WordChange } from '../../../../shared/merge/word-copy.ts';
import { changeOf } from './change-of.ts';
import { paragraphChange, runChange } from './format-changes.ts';
import { paperOf } from './page-left-out.ts';
import { isOn, paragraphFacts, type Styles } from './styles.ts';
import { deep, textIn } from './text-in.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/**
 * What of the body of a returned copy is not taken in, with its place and its words. It goes through the whole of it by
 * itself: what the reader of the text passes over, this must see. Pictures that can't be shown are told of by the merge.
 */
export function leftOutOfBody(body: Element, styles: Styles): { leftOut: LeftOut[]; pages: PagesOfCopy[] } {
  const search = new Search(styles);
  search.blocks(body);
  return { leftOut: search.found, pages: search.pages };
}

/** So much of a paragraph is kept, by which it is found. */
const NEAR = 40;

class Search {
  readonly found: LeftOut[] = [];
  readonly pages: PagesOfCopy[] = [];
  readonly #styles: Styles;
  /** The block that was passed last, and those of the section. */
  #anchor = '';
  #near = '';
  #anchors: string[] = [];
  #by: WordChange | undefined;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  #add(kind: LeftOutKind, words = '', more: Pick<LeftOut, 'what' | 'by'> = {}): void {
    const by = more.by ?? this.#by;
    this.found.push({ kind, anchor: this.#anchor, near: this.#near, words, ...more, ...(by ? { by } : {}) });
  }

  blocks(parent: Element): void {
    for (const element of elementsOf(parent)) this.#block(element);
  }

  #block(element: Element): void {
    switch (element.localName) {
      case 'p':
        this.#paragraph(element);
        break;
      case 'tbl':
        this.#table(element);
        break;
      case 'bookmarkStart':
        this.#pass(element);
        break;
      case 'altChunk':
        this.#add('embedded');
        break;
      case 'sectPr':
        this.#section(element);
        break;
      case 'del':
      case 'moveFrom':
        this.#anchorsIn(element);
        break;
      case 'oMathPara':
      case 'oMath':
        this.#add('equation', textIn(element));
        break;
      default:
        this.blocks(element);
    }
  }

  #pass(bookmark: Element): void {
    const name = attribute(bookmark, 'name') ?? '';
    if (!name.startsWith(BLOCK_ANCHOR)) return;
    this.#anchor = name;
    this.#anchors.push(name);
  }

  #anchorsIn(parent: Element): void {
    for (const inner of elementsOf(parent)) {
      if (inner.localName === 'bookmarkStart') this.#pass(inner);
      else this.#anchorsIn(inner);
    }
  }

  #paragraph(paragraph: Element): void {
    const properties = child(paragraph, 'pPr');
    // What is said of a paragraph is of its own bookmark, also where that stands behind.
    for (const mark of elementsOf(paragraph)) if (mark.localName === 'bookmarkStart') this.#pass(mark);
    const words = textIn(paragraph);
    if (words.trim() !== '') this.#near = words.slice(0, NEAR);
    const change = child(properties, 'pPrChange');
    if (change) this.#layout(properties, change, words);
    this.#inline(paragraph);
    const section = child(properties, 'sectPr');
    if (section) this.#section(section);
  }

  /** A paragraph that became a heading is taken in. */
  #layout(properties: Element | null, change: Element, words: string): void {
    const formOf = (of: Element | null): unknown =>
      paragraphFacts(of).heading ??
      this.#styles.facts(attribute(child(of, 'pStyle'), 'val')).heading ??
      this.#styles.facts(attribute(child(of, 'pStyle'), 'val')).title;
    if (formOf(properties) !== formOf(child(change, 'pPr'))) return;
    const what = paragraphChange(properties);
    if (what) this.#add('layout', words, { what, by: changeOf(change) });
  }

  #inline(parent: Element): void {
    for (const element of elementsOf(parent)) {
      switch (element.localName) {
        case 'del':
        case 'moveFrom':
        case 'pPr':
          this.#anchorsIn(element);
          break;
        case 'ins':
        case 'moveTo': {
          const before = this.#by;
          this.#by = changeOf(element);
          this.#inline(element);
          this.#by = before;
          break;
        }
        case 'r':
          this.#run(element);
          break;
        case 'oMathPara':
        case 'oMath':
          this.#add('equation', textIn(element));
          break;
        case 'ruby':
          this.#add('ruby', textIn(child(element, 'rt')));
          this.#inline(child(element, 'rubyBase') ?? element);
          break;
        case 'hyperlink':
          if (element.getAttribute('r:id') !== null) this.#add('link', textIn(element));
          this.#inline(element);
          break;
        case 'sym':
          this.#add('symbol');
          break;
        case 'AlternateContent':
          // Choice and Fallback say the same twice.
          this.#inline(child(element, 'Choice') ?? element);
          break;
        case 'txbxContent':
          this.#add('text-box', textIn(element));
          break;
        default:
          this.#inline(element);
      }
    }
  }

  #run(run: Element): void {
    const properties = child(run, 'rPr');
    const words = textIn(run);
    if (words !== '' && isOn(child(properties, 'vanish'))) this.#add('hidden', words);
    const change = child(properties, 'rPrChange');
    const what = change && words.trim() !== '' ? runChange(properties) : '';
    if (change && what) this.#format(words, what, changeOf(change));
    this.#inline(run);
  }

  /** Word parts what was changed at once into many runs. */
  #format(words: string, what: string, by: WordChange): void {
    const last = this.found.at(-1);
    const isSame =
      last?.kind === 'format' &&
      last.anchor === this.#anchor &&
      last.what === what &&
      last.by?.author === by.author &&
      last.by.at === by.at;
    if (isSame) last.words += words;
    else this.#add('format', words, { what, by });
  }

  #table(table: Element): void {
    this.#firstAnchor(table);
    const changes = deep(table, /^(?:tblPrChange|trPrChange|tcPrChange)$/);
    const [first] = changes;
    if (first) this.#add('table-format', '', { by: changeOf(first) });
    this.#cells(table);
  }

  /** A table's bookmark is in its first cell. */
  #firstAnchor(parent: Element): boolean {
    for (const inner of elementsOf(parent)) {
      if (inner.localName === 'bookmarkStart') {
        this.#pass(inner);
        return true;
      }
      if (this.#firstAnchor(inner)) return true;
    }
    return false;
  }

  #cells(parent: Element): void {
    for (const element of elementsOf(parent)) {
      if (element.localName !== 'tc') this.#cells(element);
      else this.#cell(element);
    }
  }

  #cell(parent: Element): void {
    for (const element of elementsOf(parent)) {
      if (element.localName === 'tbl') this.#add('nested-table', textIn(element, ' '));
      else if (/^(?:sdt|sdtContent|customXml|smartTag)$/.test(element.localName)) this.#cell(element);
      else this.#block(element);
    }
  }

  #section(section: Element): void {
    const { across, what } = paperOf(section);
    this.pages.push({ across, anchors: this.#anchors });
    this.#anchors = [];
    if (what !== '') this.found.push({ kind: 'paper', anchor: null, words: '', what });
  }
}
