import type { PdfDocument } from './pdf/document.ts';
import type { Page } from './pdf/pages.ts';
import type { Value } from './pdf/values.ts';

/**
 * Keys that lead away from a page, and the one that an export itself writes anew behind what the browser has printed: which
 * characters glyphs stand for.
 */
const NOT_FOLLOWED: ReadonlySet<string> = new Set(['Parent', 'P', 'Dest', 'ToUnicode', 'SE', 'Popup']);

/** Numbers of the pages of which something was written anew when the file was saved once more. */
export function changedPages(document: PdfDocument, pages: readonly Page[]): Set<number> {
  const again = writtenAgain(document);
  if (again.size === 0) return new Set();
  const places = new Set(pages.map(({ number }) => number));
  const changed = pages.filter(({ number, dict }) => {
    if (again.has(number)) return true;
    const seen = new Set<number>();
    const open: (Value | undefined)[] = [{ type: 'dict', dict }];
    while (open.length > 0) {
      const value = open.pop();
      if (value?.type === 'ref') {
        if (again.has(value.number)) return true;
        if (seen.has(value.number) || places.has(value.number)) continue;
        seen.add(value.number);
      }
      const object = document.resolve(value);
      if (object.type === 'array') open.push(...object.items);
      else if (object.type === 'dict' || object.type === 'stream')
        for (const [key, item] of object.dict) if (!NOT_FOLLOWED.has(key)) open.push(item);
    }
    return false;
  });
  return new Set(changed.map(({ number }) => number));
}

/** Objects that stand in more than one of the file's tables. */
function writtenAgain(document: PdfDocument): Set<number> {
  const known = new Set<number>();
  const again = new Set<number>();
  for (const { places } of document.revisions)
    for (const [number, { type }] of places)
      if (type !== 'free') {
        if (known.has(number)) again.add(number);
        known.add(number);
      }
  return again;
}
