import { hash } from 'node:crypto';

import type { CanonicalValues } from './canonical-value.ts';
import type { PdfDocument } from './pdf/document.ts';
import { UnusualPdf, type Dict, type Value } from './pdf/values.ts';

/** Keys that lead from one item to others; their order is hashed instead. */
const TO_OTHERS: ReadonlySet<string> = new Set(['Parent', 'Prev', 'Next', 'First', 'Last']);

/** The headings that a reader shows beside the pages (ISO 32000-1, 12.3.3), as one hash. */
export function outlineText(
  document: PdfDocument,
  values: CanonicalValues,
  outlines: Value | undefined,
): string {
  if (!outlines) return 'none';
  const seen = new Set<number>();

  /** One item or the root, with all that is under it. */
  const item = (dict: Dict, depth: number): string => {
    if (depth > document.limits.depth) throw new UnusualPdf('an outline that is too deep');
    const under: string[] = [];
    let before: Value | undefined;
    for (let ref = dict.get('First'); ref;) {
      if (ref.type !== 'ref' || seen.has(ref.number)) throw new UnusualPdf('an outline that is none');
      seen.add(ref.number);
      const found = document.object(ref);
      // A reader may walk it from either end.
      if (found.type !== 'dict' || !isSame(found.dict.get('Prev'), before))
        throw new UnusualPdf('an outline that is none');
      under.push(item(found.dict, depth + 1));
      before = ref;
      ref = found.dict.get('Next');
    }
    if (!isSame(dict.get('Last'), before)) throw new UnusualPdf('an outline that is none');
    return hash('sha256', [values.dict(dict, TO_OTHERS), ...under].join('\n'));
  };

  const root = document.resolve(outlines);
  if (root.type !== 'dict') throw new UnusualPdf('an outline that is none');
  return item(root.dict, 0);
}

const isSame = (a: Value | undefined, b: Value | undefined): boolean =>
  a?.type === 'ref' ? b?.type === 'ref' && a.number === b.number : a === b;
