import { BLOCK_ANCHOR } from '../../../../shared/merge/anchors.ts';
import type { LeftOut, LeftOutKind, PagesOfCopy, WordChange } from '../../../../shared/merge/word-copy.ts';
import { changeOf } from './change-of.ts';
import { paragraphChange, runChange } from './format-changes.ts';
import { isDark, isUnseen } from './copy-looks.ts';
import { FieldCodes } from './field-codes.ts';
import { paperOf } from './page-left-out.ts';
import type { CopyNotes } from './read-copy-objects.ts';
import { paragraphFacts, type Styles } from './styles.ts';
import { deep, textIn } from './text-in.ts';
import { attribute, child, elementsOf, type Element } from './xml.ts';

/**
 * What of the body of a returned copy is not taken in, with its place and its words. It goes through the whole of it by
 * itself: what the reader of the text passes over, this must see. Pictures that can't be shown are told of by the merge.
 */
export function leftOutOfBody(
  body: Element,
  styles: Styles,
  notes: CopyNotes,
): { leftOut: LeftOut[]; pages: PagesOfCopy[] } {
  const search = new Search(styles, notes);
  search.blocks(body);
  return { leftOut: search.found, pages: search.pages };
}

/** So much of a paragraph is kept, by which it is found. */
const NEAR = 40;

class Search {
  readonly found: LeftOut[] = [];
  readonly pages: PagesOfCopy[] = [];
  readonly #styles: Styles;
  readonly #notes: CopyNotes;
  readonly #fields = new FieldCodes();
  /** White words can be read on what lies behind them here. */
  #onDark = false;
  /** The block that was passed last, and those of the section. */
  #anchor = '';
  #near = '';
  #anchors: string[] = [];
  #by: WordChange | undefined;

  constructor(styles: Styles, notes: CopyNotes) {
    this.#styles = styles;
    this.#notes = notes;
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
      case 'AlternateContent':
        this.#versions(element);
        this.blocks(child(element, 'Choice') ?? element);
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
    const before = this.#onDark;
    this.#onDark ||= isDark(child(properties, 'shd'));
    this.#inline(paragraph);
    this.#onDark = before;
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
        case 'fldSimple':
          this.#field({ code: attribute(element, 'instr') ?? '', words: textIn(element) });
          this.#inline(element);
          break;
        case 'fldChar':
        case 'instrText':
        case 't': {
          const field = this.#fields.read(element);
          if (field) this.#field(field);
          break;
        }
        case 'footnoteReference':
        case 'endnoteReference': {
          const kind = element.localName === 'footnoteReference' ? 'foot' : 'end';
          if (!this.#notes.get(kind, attribute(element, 'id') ?? '')) this.#add('lost-note');
          break;
        }
        case 'AlternateContent':
          this.#versions(element);
          this.#inline(child(element, 'Choice') ?? element);
          break;
        case 'object':
          this.#add('object');
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
    if (words.trim() !== '' && !this.#onDark && isUnseen(properties, this.#styles))
      this.#add('hidden', words);
    const change = child(properties, 'rPrChange');
    const what = change && words.trim() !== '' ? runChange(properties) : '';
    if (change && what) this.#format(words, what, changeOf(change));
    this.#inline(run);
  }

  /** Links have words, all other fields what they show. A gap to be filled in is none of ours either. */
  #field({ code, words }: { code: string; words: string }): void {
    const [name = ''] = code.trim().split(/[\s\\]/);
    if (name === '' || /^(?:PAGE|NUMPAGES|PAGEREF|NOTEREF)$/i.test(name)) return;
    if (!/^HYPERLINK$/i.test(name)) this.#add('field', words, { what: code.trim() });
    // Without an address it leads to another place of the file.
    else if (!/^\s*HYPERLINK\s+\\l/i.test(code)) this.#add('link', words);
  }

  /** Choice and Fallback say the same twice: programs show one of them. */
  #versions(alternate: Element): void {
    const [chosen, other] = ['Choice', 'Fallback'].map((name) =>
      textIn(child(alternate, name)).replaceAll(/\s/g, ''),
    );
    if (!other || chosen === other) return;
    if (chosen) this.#add('two-versions', chosen, { what: other });
    else this.#add('one-version', other);
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
    const changes = deep(table, /^(?:tbl(?:Pr|PrEx|Grid)Change|trPrChange|tcPrChange|cellMerge)$/);
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
    const before = this.#onDark;
    this.#onDark ||= isDark(child(child(parent, 'tcPr'), 'shd'));
    this.#contentOf(parent);
    this.#onDark = before;
  }

  #contentOf(parent: Element): void {
    for (const element of elementsOf(parent)) {
      if (element.localName === 'tbl') this.#add('nested-table', textIn(element, ' '));
      else if (/^(?:sdt|sdtContent|customXml|smartTag)$/.test(element.localName)) this.#contentOf(element);
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
