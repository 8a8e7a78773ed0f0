import { BLOCK_ANCHOR } from '../../../../shared/merge/anchors.ts';
import type { LeftOut, LeftOutKind, PagesOfCopy } from '../../../../shared/merge/left-out.ts';
import type { WordChange } from '../../../../shared/merge/word-copy.ts';
import { ACROSS, PAGE } from '../write/layout.ts';
import { changeOf } from './change-of.ts';
import { looksIn } from './copy-looks.ts';
import { paragraphChange, runChange } from './format-changes.ts';
import { isOn, paragraphFacts, type Styles } from './styles.ts';
import { attribute, child, elementsOf, type Document, type Element } from './xml.ts';

/** What a copy consists of beside its text. */
export type PartsToSearch = {
  body: Element;
  /** Footnotes and endnotes, comments. */
  notes: readonly (Document | null)[];
  comments: Document | null;
  headers: readonly (Document | null)[];
  footers: readonly (Document | null)[];
  styles: Styles;
};

/**
 * What of a returned copy is not taken in, with its place and its words. It goes through the whole file by itself: what
 * the reader of the text passes over, this must see. Pictures that can't be shown are told of by the merge.
 */
export function leftOutOf(parts: PartsToSearch): { leftOut: LeftOut[]; pages: PagesOfCopy[] } {
  const search = new Search(parts.styles);
  search.blocks(parts.body);
  search.notes(parts.notes);
  search.comments(parts.comments);
  for (const header of parts.headers) search.edge('header', header);
  for (const footer of parts.footers) search.edge('footer', footer);
  return { leftOut: search.found, pages: search.pages };
}

/** Lengths of a page that a program may have moved when it saved it, in twips. */
const NEAR = 60;

class Search {
  readonly found: LeftOut[] = [];
  readonly pages: PagesOfCopy[] = [];
  readonly #styles: Styles;
  /** The block that was passed last, and those of the section. */
  #anchor = '';
  #anchors: string[] = [];
  #by: WordChange | undefined;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  #add(kind: LeftOutKind, words = '', more: Pick<LeftOut, 'what' | 'by'> = {}): void {
    const by = more.by ?? this.#by;
    this.found.push({ kind, anchor: this.#anchor, words, ...more, ...(by ? { by } : {}) });
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
    const change = child(properties, 'pPrChange');
    if (change) this.#layout(properties, change, textIn(paragraph));
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
    const changes = formatChangesIn(table);
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
    const size = child(section, 'pgSz');
    const margins = child(section, 'pgMar');
    const length = (of: Element | null, name: string): number => Number(attribute(of, name) ?? Number.NaN);
    const [width, height] = [length(size, 'w'), length(size, 'h')];
    const across = attribute(size, 'orient') === 'landscape' || width > height;
    this.pages.push({ across, anchors: this.#anchors });
    this.#anchors = [];
    const own = across ? ACROSS : PAGE;
    const isOff = (value: number, sent: number): boolean =>
      Number.isFinite(value) && Math.abs(value - sent) > NEAR;
    const said = [
      ...(isOff(width, own.width) || isOff(height, own.height)
        ? [`纸张大小（${mm(width)}×${mm(height)} 毫米）`]
        : []),
      ...(EDGES.some(([name]) => isOff(length(margins, name), own[name]))
        ? [`页边距（${EDGES.map(([name, word]) => `${word} ${mm(length(margins, name))}`).join('，')} 毫米）`]
        : []),
      ...(Number(attribute(child(section, 'cols'), 'num') ?? 1) > 1 ? ['分栏'] : []),
      ...(child(section, 'pgBorders') ? ['页面边框'] : []),
    ];
    if (said.length === 0) return;
    this.found.push({ kind: 'paper', anchor: null, words: '', what: said.join('、') });
  }

  notes(documents: readonly (Document | null)[]): void {
    this.#anchor = '';
    for (const document of documents)
      for (const note of document ? elementsOf(document.documentElement) : []) {
        for (const _ of picturesIn(note)) this.#page('note-picture');
        for (const run of runsIn(note))
          if (looksIn(child(run, 'rPr')) && textIn(run).trim() !== '') this.#page('note-look', textIn(run));
      }
  }

  comments(document: Document | null): void {
    for (const comment of document ? elementsOf(document.documentElement) : [])
      if (picturesIn(comment).length > 0) this.#page('comment-picture', textIn(comment));
  }

  #page(kind: LeftOutKind, words = '', by?: WordChange): void {
    const isThere = this.found.some(
      (one) => one.kind === kind && one.anchor === null && one.words === words && kind !== 'note-picture',
    );
    if (!isThere) this.found.push({ kind, anchor: null, words, ...(by ? { by } : {}) });
  }

  /** Our own copies have the draft mark above and page numbers below. */
  edge(kind: 'header' | 'footer', document: Document | null): void {
    const root = document?.documentElement;
    if (!root) return;
    const words = textIn(root, ' ').trim();
    const own = kind === 'header' ? words.replace(/^征求意见稿$/, '') : words.replaceAll(/[\s\d—–－-]/g, '');
    const change = changesIn(root)[0];
    if (own !== '' || change) this.#page(kind, words, change && changeOf(change));
    if (picturesIn(root).length > 0) this.#page('edge-picture');
  }
}

const EDGES = [
  ['top', '上'],
  ['bottom', '下'],
  ['left', '左'],
  ['right', '右'],
] as const;

/** Twips in millimetres. */
const mm = (twips: number): string => (Number.isFinite(twips) ? String(Math.round(twips / 5.669) / 10) : '—');

const deep = (parent: Element, is: RegExp): Element[] =>
  elementsOf(parent).flatMap((inner) => (is.test(inner.localName) ? [inner] : deep(inner, is)));

const runsIn = (parent: Element): Element[] => deep(parent, /^r$/);
const picturesIn = (parent: Element): Element[] => deep(parent, /^(?:drawing|pict|object)$/);
const changesIn = (parent: Element): Element[] => deep(parent, /^(?:ins|del|moveFrom|moveTo)$/);
const formatChangesIn = (table: Element): Element[] => deep(table, /^(?:tblPrChange|trPrChange|tcPrChange)$/);

/** What is read in an element once its changes are accepted. @param between paragraphs */
function textIn(parent: Element | null, between = ''): string {
  if (!parent) return '';
  let text = '';
  for (const element of elementsOf(parent)) {
    switch (element.localName) {
      case 't':
        text += element.textContent;
        break;
      case 'tab':
      case 'br':
      case 'cr':
        text += ' ';
        break;
      case 'del':
      case 'moveFrom':
      case 'pPr':
      case 'rPr':
      case 'instrText':
      case 'rt':
        break;
      case 'AlternateContent':
        text += textIn(child(element, 'Choice') ?? element, between);
        break;
      case 'p':
        text += textIn(element, between) + between;
        break;
      default:
        text += textIn(element, between);
    }
  }
  return text;
}
