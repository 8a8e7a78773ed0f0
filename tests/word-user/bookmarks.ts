import type { Element } from './xml.ts';
import { isGone } from './fields.ts';
import { allW, drop, getW, isW } from './xml.ts';

/** A pair of range markers (17.13.6 for bookmarks, 17.13.4 for comments) and the visible runs between them. */
export type Marked = { id: string; name: string; start: Element; end: Element | undefined; runs: Element[] };

/** The bookmarks, or the comment ranges, of a story. */
export function bookmarksIn(story: Element, kind: 'bookmark' | 'commentRange' = 'bookmark'): Marked[] {
  const open = new Map<string, Marked>();
  const found: Marked[] = [];
  for (const at of allW(story, `${kind}Start`, `${kind}End`, 'r')) {
    if (isW(at, 'r')) {
      if (!isGone(at) && hasText(at)) for (const marked of open.values()) marked.runs.push(at);
      continue;
    }
    const id = getW(at, 'id') ?? '';
    if (isW(at, `${kind}Start`)) {
      const marked: Marked = { id, name: getW(at, 'name') ?? '', start: at, end: undefined, runs: [] };
      open.set(id, marked);
      found.push(marked);
    } else {
      const marked = open.get(id);
      if (marked) marked.end = at;
      open.delete(id);
    }
  }
  return found;
}

function hasText(run: Element): boolean {
  return allW(run, 't', 'tab', 'br', 'drawing', 'pict', 'footnoteReference').length > 0;
}

/** Takes both markers away. */
export function dropBookmark(marked: Marked): void {
  drop(marked.start);
  if (marked.end) drop(marked.end);
}
