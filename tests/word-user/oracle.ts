import type { Mode, VisibleParagraph } from './view.ts';
import type { Element } from './xml.ts';
import { decide, endCells } from './accept.ts';
import { bookmarksIn } from './bookmarks.ts';
import { separateFieldCharacters } from './fields.ts';
import { DocxPackage } from './package.ts';
import { isGone } from './fields.ts';
import { viewOf } from './view.ts';
import { NS, allW, childW, copyOf, getW, isW, kids } from './xml.ts';

/** A line of text of the document; `cell` is `table.row.cell` from 1 when it is in a table. */
export type Line = { text: string; cell?: string; style?: string };

/** A comment as the review pane shows it. */
export type CommentLine = {
  author: string;
  text: string;
  /** The words it is anchored to in the final view. */
  anchored: string;
  resolved: boolean;
  replies: { author: string; text: string }[];
};

/** Which text: the body, or `header1`, `footnote2` and so on by part name and note identifier. */
export type StoryName = string;

/** The root element of a story: `body`, `header1` (part name without folder), `footnote:2`, `textbox:1`. */
export function storyRoot(pkg: DocxPackage, name: StoryName = 'body'): Element {
  const [kind = '', rest = ''] = name.split(':');
  const body = childW(pkg.root(pkg.main), 'body');
  if (!body) throw new Error('The document has no body.');
  if (kind === 'body') return body;
  if (kind === 'textbox') {
    const boxes = allW(body, 'txbxContent').filter((box) => !inFallback(box));
    const box = boxes[Number(rest) - 1];
    if (box) return box;
  } else if (kind === 'footnote' || kind === 'endnote') {
    const part = pkg.related(`${kind}s`);
    const note = part && kids(pkg.root(part)).find((kid) => getW(kid, 'id') === rest);
    if (note) return note;
  } else {
    const part = pkg.xmlNames().find((each) => each.endsWith(`/${kind}.xml`));
    if (part) return pkg.root(part);
  }
  throw new Error(`The document has no story ${name}.`);
}

function inFallback(box: Element): boolean {
  for (let at = box.parentNode; at; at = at.parentNode) {
    if (at.nodeType === 1 && (at as Element).namespaceURI === NS.mc && at.localName === 'Fallback')
      return true;
  }
  return false;
}

/** The text with every change accepted. */
export const finalText = (docx: Uint8Array, story?: StoryName): Line[] => textOf(docx, 'final', story);

/** The text with every change rejected. */
export const originalText = (docx: Uint8Array, story?: StoryName): Line[] => textOf(docx, 'original', story);

function textOf(docx: Uint8Array, mode: Mode, story?: StoryName): Line[] {
  const pkg = new DocxPackage(docx);
  const root = storyRoot(pkg, story);
  separateFieldCharacters(root);
  return viewOf(root, mode).map(lineOf);
}

/** A line from a visible paragraph. */
export function lineOf(paragraph: VisibleParagraph): Line {
  return {
    text: paragraph.text,
    ...(paragraph.cell && { cell: paragraph.cell }),
    ...(paragraph.style && { style: paragraph.style }),
  };
}

/** The same texts by another way: the changes are really accepted or rejected, then the text is read. */
export function decidedText(docx: Uint8Array, mode: Mode, story?: StoryName): Line[] {
  const root = copyOf(storyRoot(new DocxPackage(docx), story));
  separateFieldCharacters(root);
  decide(root, mode === 'final' ? 'accept' : 'reject');
  endCells(root);
  return viewOf(root, 'final').map(lineOf);
}

/** The comments with their replies, in the order of the comments part. */
export function commentsOf(docx: Uint8Array): CommentLine[] {
  const pkg = new DocxPackage(docx);
  const part = pkg.related('comments');
  if (!part) return [];
  const ranges = bookmarksIn(storyRoot(pkg), 'commentRange');
  const extended = extensions(pkg);
  const all = kids(pkg.root(part)).map((comment) => {
    const para = allW(comment, 'p').at(-1)?.getAttributeNS(NS.w14, 'paraId') ?? '';
    const range = ranges.find((each) => each.id === getW(comment, 'id'));
    const runs = new Set(range?.runs.filter((run) => !isGone(run)));
    const text = allW(comment, 'p').map((p) => plain(p));
    return {
      para,
      parent: extended.get(para)?.parent,
      line: {
        author: getW(comment, 'author') ?? '',
        text: text.join('\n'),
        anchored: anchoredText(pkg, runs),
        resolved: extended.get(para)?.done ?? false,
        replies: [] as CommentLine['replies'],
      },
    };
  });
  for (const reply of all) {
    const parent = reply.parent && all.find((each) => each.para === reply.parent);
    if (parent) parent.line.replies.push({ author: reply.line.author, text: reply.line.text });
  }
  return all.filter((each) => !each.parent).map((each) => each.line);
}

function anchoredText(pkg: DocxPackage, runs: Set<Element>): string {
  const lines = viewOf(storyRoot(pkg)).map((paragraph) =>
    paragraph.atoms.filter((atom) => runs.has(atom.run)).map((atom) => atom.ch),
  );
  return lines
    .filter((chars) => chars.length > 0)
    .map((chars) => chars.join(''))
    .join('\n');
}

function plain(p: Element): string {
  return allW(p, 't', 'tab', 'br')
    .map((node) => (isW(node, 't') ? (node.textContent ?? '') : isW(node, 'tab') ? '\t' : '\n'))
    .join('');
}

function extensions(pkg: DocxPackage): Map<string, { parent?: string; done: boolean }> {
  const found = new Map<string, { parent?: string; done: boolean }>();
  const part = pkg.related('commentsExtended');
  for (const each of part ? kids(pkg.root(part)) : []) {
    const parent = each.getAttributeNS(NS.w15, 'paraIdParent');
    found.set(each.getAttributeNS(NS.w15, 'paraId') ?? '', {
      done: each.getAttributeNS(NS.w15, 'done') === '1',
      ...(parent && { parent }),
    });
  }
  return found;
}
