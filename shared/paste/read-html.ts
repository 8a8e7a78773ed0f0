import { toChineseNumber } from '../text/chinese-number.ts';
import type { HeadingLevel } from '../document/types.ts';
import { headingNumber } from '../structure/heading-number.ts';
import type { SourceLine } from '../structure/source-line.ts';
import { hasClass, styleOf, textInside, type HtmlElement, type HtmlNode } from './html-node.ts';
import { gridOf, isDataTable } from './html-table.ts';
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

/**
 * The lines and tables of a page that was copied from Word, WPS, LibreOffice or a browser, as they would be printed:
 * with the numbers that the program had made, without styles, hidden text, comments and tracked deletions. Sources:
 * HTML's own rules for white space, and what these programs put on the clipboard.
 */
export function readHtml(root: HtmlElement): HtmlText {
  const reader = new HtmlReader();
  reader.read(root);
  return { lines: withoutPageTitle(reader.lines, root), leftOut: reader.leftOut };
}

type Looks = { heading?: HeadingLevel; title?: true; align?: 'center' | 'right'; pre?: boolean };
/** A list that is being read: how it counts, and how far it is. */
type List = { kind: string; n: number };

class HtmlReader {
  readonly lines: SourceLine[] = [];
  readonly leftOut: LeftOut = { images: 0, objects: 0, deleted: 0, comments: 0 };
  #text = '';
  #looks: Looks = {};
  #label = '';

  read(root: HtmlElement): void {
    this.#children(root, {}, null);
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
    if (SILENT.has(tag) || isHidden(node)) return;
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
    else this.#children(node, looks, list);
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
    const rows = gridOf(element, (cell) => {
      const inner = new HtmlReader();
      inner.read(cell);
      for (const key of Object.keys(inner.leftOut) as (keyof LeftOut)[])
        this.leftOut[key] += inner.leftOut[key];
      return inner.lines.map((line) => line.text.trim()).join(' ');
    });
    if (rows.length > 0) this.lines.push({ text: '', table: rows });
  }

  #add(text: string, looks: Looks): void {
    const parts = looks.pre ? text.split('\n') : [text];
    parts.forEach((part, index) => {
      if (index > 0) this.#endLine();
      if (part === '') return;
      // A line looks like the block that its first words stand in.
      if (this.#text.trim() === '') this.#looks = looks;
      this.#text = looks.pre ? this.#text + part : joined(this.#text, part);
    });
  }

  #endLine(): void {
    const text = cleanText(this.#text.replace(/[\n\u00a0]/g, ' ')).trim();
    const { heading, title, align } = this.#looks;
    this.#text = '';
    this.#looks = {};
    if (text === '') return;
    this.lines.push({
      text: this.#label + text,
      ...(heading ? { heading } : {}),
      ...(title ? { title } : {}),
      ...(align ? { align } : {}),
    });
    this.#label = '';
  }
}

function looksOf(element: HtmlElement, outer: Looks): Looks {
  const align = (styleOf(element, 'text-align') || element.attributes['align'] || '').toLowerCase();
  const looks: Looks = { ...outer };
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

const WIDE = '[\\u2E80-\\u9FFF\\u3000-\\u303F\\uFF00-\\uFFEF]';
const BREAK_INSIDE = new RegExp(`(?<=${WIDE})\\n(?=${WIDE})`, 'g');
const ENDS_WIDE = new RegExp(`${WIDE}$`);
const BEGINS_WIDE = new RegExp(`^${WIDE}`);

/** White space as a page shows it: one space, or a line feed for one that holds a line break of the source. */
function collapsed(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, (space) => (/[\r\n]/.test(space) ? '\n' : ' '));
}

/** From the end: a pattern would begin anew at every space. */
function withoutLastSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && ' \n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Text that goes on with more: spaces meet at the borders of elements, and a line break of the source between two
 * Chinese characters is none.
 */
function joined(before: string, after: string): string {
  const head = withoutLastSpaces(before);
  const rest = after.replace(/^[ \n]+/, '');
  const gap = before.slice(head.length) + after.slice(0, after.length - rest.length);
  if (rest === '') return head + (gap === '' ? '' : gap.includes('\n') ? '\n' : ' ');
  const isNone = gap === '' || (gap.includes('\n') && ENDS_WIDE.test(head) && BEGINS_WIDE.test(rest));
  return head + (isNone ? '' : ' ') + rest.replace(BREAK_INSIDE, '');
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
