import { printedSize } from '../document/image-size.ts';
import { toChineseNumber } from '../text/chinese-number.ts';
import type { HeadingLevel, NoteLeaf } from '../document/types.ts';
import { headingNumber } from '../structure/heading-number.ts';
import type { SourceLine } from '../structure/source-line.ts';
import { joinTexts } from '../structure/source-text.ts';
import { hasClass, styleOf, textInside, type HtmlElement, type HtmlNode } from './html-node.ts';
import { holdsNotes, leadsBack, noteCalledAt, notesOf, type HtmlNote } from './html-notes.ts';
import { captionOf, gridOf, isDataTable } from './html-table.ts';
import { LineText, withoutWholeBold, type WordLook } from './line-text.ts';
import { cleanText } from './read-text.ts';

/** What a paste leaves out; the reader is told. */
export type LeftOut = { images: number; objects: number; deleted: number; comments: number };

export type HtmlText = { lines: SourceLine[]; leftOut: LeftOut };

/** What holds nothing to read. */
const SILENT = new Set(
  'head script style meta link title xml template noscript input select textarea colgroup col datalist'.split(
    ' ',
  ),
);
const OBJECTS = new Set('object embed iframe video audio canvas svg applet frame'.split(' '));
const BLOCKS = new Set(
  (
    'p div section article main header footer aside nav address blockquote pre figure figcaption ul ol li dl dt dd ' +
    'h1 h2 h3 h4 h5 h6 form fieldset center hr table caption thead tbody tfoot tr td th body html details summary'
  ).split(' '),
);

/** The images of a page whose bytes are in the page itself, by their address. */
export type PageImages = ReadonlyMap<string, { asset: string; width: number; height: number }>;

const NO_IMAGES: PageImages = new Map();
const INLINE_IMAGE = /^data:image\/[\w.+-]+;base64,/i;

/** The addresses of the images whose bytes the page holds, each once: they are stored before it is read. */
export function imagesIn(root: HtmlElement): string[] {
  const found = new Set<string>();
  const open: HtmlElement[] = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const { src = '' } = element.attributes;
    if (element.tag === 'img' && INLINE_IMAGE.test(src)) found.add(src);
    for (const child of element.children.toReversed()) if (typeof child !== 'string') open.push(child);
  }
  return [...found];
}

/**
 * The lines and tables of a page that was copied from Word, WPS, LibreOffice or a browser, as they would be printed:
 * with the numbers that the program had made, in bold and raised where they were, with notes in their places; without
 * other styles, hidden text, comments and tracked deletions. Sources: HTML's own rules for white space, and what these
 * programs put on the clipboard.
 * @param images those that were stored; others are left out
 */
export function readHtml(root: HtmlElement, images: PageImages = NO_IMAGES): HtmlText {
  const reader = new HtmlReader({ notes: notesOf(root), images });
  reader.read(root);
  return { lines: withoutPageTitle(reader.lines, root), leftOut: reader.leftOut };
}

type Looks = WordLook & {
  heading?: HeadingLevel;
  title?: true;
  role?: 'caption';
  align?: 'center' | 'right';
  pre?: boolean;
};
/** A list that is being read: how it counts, and how far it is. */
type List = { kind: string; n: number };
/** What the page holds beside its text. */
type Held = { notes: ReadonlyMap<string, HtmlNote>; images: PageImages };

class HtmlReader {
  readonly lines: SourceLine[] = [];
  readonly leftOut: LeftOut = { images: 0, objects: 0, deleted: 0, comments: 0 };
  readonly #held: Held;
  readonly #line = new LineText();
  #looks: Looks = {};
  #label = '';

  constructor(held: Held) {
    this.#held = held;
  }

  read(root: HtmlElement, looks: Looks = {}): void {
    this.#children(root, looks, null);
    this.#endLine();
  }

  #children(element: HtmlElement, looks: Looks, list: List | null): void {
    for (const child of element.children) this.#node(child, looks, list);
  }

  #node(node: HtmlNode, looks: Looks, list: List | null): void {
    if (typeof node === 'string') {
      this.#add(looks.pre ? node : collapsed(node), looks);
      return;
    }
    const { tag } = node;
    if (SILENT.has(tag) || isHidden(node) || leadsBack(node) || holdsNotes(node)) return;
    if (this.#note(node) || (tag === 'img' && this.#image(node, looks))) return;
    if (tag === 'img' || tag === 'v:imagedata' || tag === 'picture') this.leftOut.images += 1;
    else if (OBJECTS.has(tag) || tag === 'o:oleobject') this.leftOut.objects += 1;
    else if (tag === 'del') this.leftOut.deleted += 1;
    else if (
      hasClass(node, /^MsoCommentReference$/i) ||
      styleOf(node, 'mso-special-character').startsWith('comment')
    )
      return;
    else if (/^comment$/.test(styleOf(node, 'mso-element'))) this.leftOut.comments += 1;
    else if (/^ignore$/i.test(styleOf(node, 'mso-list'))) this.#add(labelOf(node), looks);
    else if (tag === 'br') this.#endLine();
    else if (tag === 'hr') this.#endLine();
    else if (tag === 'table' && isDataTable(node)) this.#table(node);
    else if (tag === 'ol' || tag === 'ul') this.#list(node, looks);
    else if (BLOCKS.has(tag)) this.#block(node, looks, list);
    else this.#children(node, { ...looks, ...wordLook(node) }, list);
  }

  /** A note where it is called, with its words. */
  #note(element: HtmlElement): boolean {
    const called = noteCalledAt(element);
    const note = called === null ? undefined : this.#held.notes.get(called);
    if (!note) return false;
    const inner = this.#inside(note.body);
    this.#line.addVoid({ note: { kind: note.kind, body: leavesOf(inner.lines) } });
    return true;
  }

  #image({ attributes }: HtmlElement, looks: Looks): boolean {
    const image = this.#held.images.get(attributes['src'] ?? '');
    if (!image) return false;
    if (this.#line.isBlank) this.#looks = looks;
    const size = { width: pixels(attributes['width']), height: pixels(attributes['height']) };
    const shown = size.width && size.height ? { width: size.width, height: size.height } : image;
    this.#line.addVoid({
      image: { asset: image.asset, alt: cleanText(attributes['alt'] ?? ''), ...printedSize(shown) },
    });
    return true;
  }

  /** What is within an element that stands for itself; what is left out there is left out here. */
  #inside(element: HtmlElement, looks: Looks = {}): HtmlReader {
    const inner = new HtmlReader(this.#held);
    inner.read({ ...element, attributes: {} }, looks);
    for (const key of Object.keys(inner.leftOut) as (keyof LeftOut)[])
      this.leftOut[key] += inner.leftOut[key];
    return inner;
  }

  #block(element: HtmlElement, outer: Looks, list: List | null): void {
    this.#endLine();
    const looks = looksOf(element, outer);
    if (element.tag === 'li' && list) {
      list.n = countOf(element.attributes['value']) ?? list.n;
      this.#label = itemLabel(list);
      list.n += 1;
    }
    this.#children(element, looks, list);
    this.#endLine();
    // An item without words has no number either.
    if (element.tag === 'li') this.#label = '';
  }

  #list(element: HtmlElement, looks: Looks): void {
    this.#endLine();
    const kind = element.tag === 'ul' ? '' : kindOf(element);
    this.#children(element, looks, { kind, n: countOf(element.attributes['start']) ?? 1 });
    this.#endLine();
  }

  #table(element: HtmlElement): void {
    this.#endLine();
    const caption = captionOf(element);
    if (caption) this.#block(caption, {}, null);
    const rows = gridOf(element, (cell, isHeading) => {
      const text = joinTexts(this.#inside(cell, wordLook(cell)).lines, ' ');
      return isHeading ? withoutWholeBold(text) : text;
    });
    if (rows.length > 0) this.lines.push({ text: '', table: rows });
  }

  #add(text: string, looks: Looks): void {
    const parts = looks.pre ? text.split('\n') : [text];
    parts.forEach((part, index) => {
      if (index > 0) this.#endLine();
      if (part === '') return;
      // A line looks like the block that its first words stand in.
      if (this.#line.isBlank) this.#looks = looks;
      this.#line.add(part, looks, looks.pre === true);
    });
  }

  #endLine(): void {
    const { heading, title, role, align } = this.#looks;
    const isBlank = this.#line.isBlank;
    const line = this.#line.take(isBlank ? '' : this.#label);
    this.#looks = {};
    if (line.text === '' && line.voids === undefined) return;
    // A heading is bold in its own program; here the layout says how it looks.
    const number = headingNumber(line.text);
    const isHeading = heading !== undefined || title !== undefined || number !== null;
    this.lines.push({
      ...(isHeading ? withoutWholeBold(line, number?.label.length) : line),
      ...(heading ? { heading } : {}),
      ...(title ? { title } : {}),
      ...(role ? { role } : {}),
      ...(align ? { align } : {}),
    });
    this.#label = '';
  }
}

/** What an element says of how the words in it look. */
function wordLook(element: HtmlElement): WordLook {
  const { tag } = element;
  const weight = styleOf(element, 'font-weight').toLowerCase();
  const raised = styleOf(element, 'vertical-align').toLowerCase();
  const look: WordLook = {};
  if (tag === 'b' || tag === 'strong') look.bold = true;
  if (weight.startsWith('bold') || Number(weight) >= 600) look.bold = true;
  else if (weight === 'normal' || weight === 'lighter' || Number(weight) > 0) look.bold = false;
  if (tag === 'sup' || raised === 'super') look.sup = true;
  else if (raised === 'baseline') look.sup = false;
  return look;
}

/** The words of a note, a line break between its paragraphs. */
function leavesOf(lines: readonly SourceLine[]): NoteLeaf[] {
  const { text, formats = [] } = joinTexts(lines, '\n');
  const leaves: NoteLeaf[] = [];
  let at = 0;
  for (const { from, to, ...look } of formats) {
    if (from > at) leaves.push({ text: text.slice(at, from) });
    leaves.push({ text: text.slice(from, to), ...look });
    at = to;
  }
  if (at < text.length) leaves.push({ text: text.slice(at) });
  return leaves;
}

function pixels(value: string | undefined): number | null {
  const n = Number(/^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(value ?? '')?.[1]);
  return n >= 1 && n < 20_000 ? n : null;
}

function looksOf(element: HtmlElement, outer: Looks): Looks {
  const align = (styleOf(element, 'text-align') || element.attributes['align'] || '').toLowerCase();
  const looks: Looks = { ...outer, ...wordLook(element) };
  if (element.tag === 'caption' || element.tag === 'figcaption' || hasClass(element, /^MsoCaption$/i))
    looks.role = 'caption';
  if (align === 'center' || align === 'right') looks.align = align;
  else if (align !== '') delete looks.align;
  if (element.tag === 'center') looks.align = 'center';
  const depth =
    /^h([1-6])$/.exec(element.tag)?.[1] ?? /^[1-4]$/.exec(styleOf(element, 'mso-outline-level'))?.[0];
  if (depth) looks.heading = Math.min(4, Number(depth)) as HeadingLevel;
  if (hasClass(element, /^(?:MsoTitle|title)$/i) && /^(?:p|h1)$/.test(element.tag)) {
    looks.title = true;
    delete looks.heading;
  }
  if (element.tag === 'pre' || styleOf(element, 'white-space').startsWith('pre')) looks.pre = true;
  else if (styleOf(element, 'white-space').startsWith('normal')) looks.pre = false;
  return looks;
}

function isHidden(element: HtmlElement): boolean {
  return (
    'hidden' in element.attributes ||
    /^none/i.test(styleOf(element, 'display')) ||
    /^all/i.test(styleOf(element, 'mso-hide'))
  );
}

/** White space as a page shows it: one space, or a line feed for one that holds a line break of the source. */
function collapsed(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, (space) => (/[\r\n]/.test(space) ? '\n' : ' '));
}

/** The number that Word made for a paragraph of a list. A bullet, a letter of a font of signs, says nothing. */
function labelOf(element: HtmlElement): string {
  const text = textInside(element).replace(/[\s\u00a0]+/g, '');
  return /[\d一二三四五六七八九十百①-⑳]|[A-Za-z][.．)）、]/.test(text) ? text : '';
}

function kindOf(list: HtmlElement): string {
  const style = styleOf(list, 'list-style-type') || styleOf(list, 'list-style').split(/\s/)[0] || '';
  return style || (list.attributes['type'] ?? '1');
}

function countOf(value: string | undefined): number | null {
  const n = Number(value);
  return Number.isInteger(n) && n >= 1 && n < 1000 ? n : null;
}

/** The number of a list's item, which is not part of its text. */
function itemLabel({ kind, n }: List): string {
  switch (kind) {
    case '':
    case 'none':
    case 'disc':
    case 'circle':
    case 'square':
      return '';
    case 'cjk-ideographic':
    case 'simp-chinese-informal':
    case 'trad-chinese-informal':
    case 'cjk-decimal':
      return `${toChineseNumber(n)}、`;
    case 'a':
    case 'lower-alpha':
    case 'lower-latin':
      return `${String.fromCharCode(96 + n)}.`;
    case 'A':
    case 'upper-alpha':
    case 'upper-latin':
      return `${String.fromCharCode(64 + n)}.`;
    default:
      return `${n}.`;
  }
}

/**
 * A web page calls its own title h1 and begins its sections with h2. Word's h1 is a section's heading, and so is one
 * with a number.
 */
function withoutPageTitle(lines: SourceLine[], root: HtmlElement): SourceLine[] {
  const first = lines.filter((line) => line.heading === 1);
  const [title] = first;
  const isPage =
    first.length === 1 &&
    title !== undefined &&
    lines.find((line) => line.heading !== undefined) === title &&
    lines.some((line) => line.heading === 2) &&
    headingNumber(title.text) === null &&
    !isOffice(root);
  if (!isPage) return lines;
  return lines.map((line): SourceLine => {
    const { heading, ...rest } = line;
    if (heading === undefined) return line;
    return heading === 1 ? { ...rest, title: true } : { ...rest, heading: (heading - 1) as HeadingLevel };
  });
}

function isOffice(element: HtmlElement): boolean {
  return element.children.some(
    (child) =>
      typeof child !== 'string' &&
      (child.tag.startsWith('o:') ||
        hasClass(child, /^(?:Mso|xl\d)/) ||
        /mso-/.test(child.attributes['style'] ?? '') ||
        (child.tag === 'meta' && /Word|LibreOffice|WPS|Excel/i.test(child.attributes['content'] ?? '')) ||
        isOffice(child)),
  );
}
