import type { PdfDocument } from './document.ts';
import { countOf, nameOf, UnusualPdf, type Dict, type Ref, type Value } from './values.ts';

/** A page: its object, and its dictionary with what it inherits. */
export type Page = { number: number; dict: Dict };

const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
const NODE_KEYS: ReadonlySet<string> = new Set(['Type', 'Parent', 'Kids', 'Count', ...INHERITED]);

/** The pages in their order (ISO 32000-1, 7.7.3). The tree must be sound: a reader may walk it up or down, or count. */
export function readPages(document: PdfDocument, most: number): Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();

  const walk = (ref: Value | undefined, parent: Ref | null, inherited: Dict, depth: number): void => {
    if (ref?.type !== 'ref' || seen.has(ref.number) || depth > document.limits.depth)
      throw new UnusualPdf('a tree of pages that is none');
    seen.add(ref.number);
    const node = document.object(ref);
    if (node.type !== 'dict') throw new UnusualPdf('a page that is none');
    const { dict } = node;
    const up = dict.get('Parent');
    if (parent ? up?.type !== 'ref' || up.number !== parent.number : up !== undefined)
      throw new UnusualPdf('a page that belongs to another tree');
    const passed: Dict = new Map(inherited);
    for (const key of INHERITED) {
      const own = dict.get(key);
      if (own) passed.set(key, own);
    }
    const type = nameOf(dict.get('Type'));
    if (type === 'Page' && !dict.has('Kids')) {
      if (pages.length >= most) throw new UnusualPdf('too many pages');
      pages.push({ number: ref.number, dict: new Map([...passed, ...dict]) });
      return;
    }
    if (type !== 'Pages' || [...dict.keys()].some((key) => !NODE_KEYS.has(key)))
      throw new UnusualPdf('a node of the tree of pages that is none');
    const before = pages.length;
    const kids = document.resolve(dict.get('Kids'));
    if (kids.type !== 'array') throw new UnusualPdf('a node of the tree of pages that is none');
    for (const kid of kids.items) walk(kid, ref, passed, depth + 1);
    if (countOf(document.resolve(dict.get('Count'))) !== pages.length - before)
      throw new UnusualPdf('another number of pages than the file says');
  };

  walk(document.catalog.get('Pages'), null, new Map(), 0);
  if (pages.length === 0) throw new UnusualPdf('no page');
  return pages;
}
