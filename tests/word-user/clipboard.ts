import type { Range } from './fields.ts';
import type { Element } from './xml.ts';
import { bookmarksIn } from './bookmarks.ts';
import { select } from './select.ts';
import { allW, childW, copyOf, drop, isW, kids, makeW, docOf, shellOf, upW } from './xml.ts';

/** Copies of the visible runs of a range in one paragraph, with their links and whole fields. */
export function copyRange(story: Element, range: Range): Element[] {
  return copyRuns(select(story, range).runs);
}

/** Copies runs; consecutive runs of one hyperlink get one hyperlink again, other containers are left behind. */
export function copyRuns(runs: Element[]): Element[] {
  const out: Element[] = [];
  let link: { source: Element; copy: Element } | undefined;
  for (const run of runs) {
    // A comment, and a note's own mark, does not go along with copied text.
    if (allW(run, 'commentReference', 'annotationRef').length > 0) continue;
    const copy = copyOf(run);
    const props = childW(copy, 'rPr');
    const change = props && childW(props, 'rPrChange');
    if (change) drop(change);
    const source = upW(run, 'hyperlink');
    if (!source) {
      link = undefined;
      out.push(copy);
      continue;
    }
    if (link?.source !== source) {
      link = { source, copy: shellOf(source) };
      out.push(link.copy);
    }
    link.copy.appendChild(copy);
  }
  return out;
}

/** A new paragraph with the properties of another and the given content; section and changes are left behind. */
export function copyParagraph(p: Element, nodes: Element[]): Element {
  const made = makeW(docOf(p), 'p');
  const props = childW(p, 'pPr');
  if (props) {
    const copy = copyOf(props);
    for (const kid of kids(copy)) if (isW(kid, 'sectPr', 'pPrChange')) drop(kid);
    const mark = childW(copy, 'rPr');
    for (const kid of mark ? kids(mark) : []) {
      if (isW(kid, 'ins', 'del', 'moveFrom', 'moveTo', 'rPrChange')) drop(kid);
    }
    made.appendChild(copy);
  }
  for (const node of nodes) made.appendChild(node);
  return made;
}

/** Takes the bookmarks off that lie wholly in the runs, to put them around the moved text. */
export function liftBookmarks(story: Element, runs: Element[]): { start: Element; end: Element }[] {
  const covered = new Set(runs);
  const lifted: { start: Element; end: Element }[] = [];
  for (const { start, end, runs: marked } of bookmarksIn(story)) {
    if (!end || marked.length === 0 || !marked.every((run) => covered.has(run))) continue;
    drop(start);
    drop(end);
    lifted.push({ start, end });
  }
  return lifted;
}
