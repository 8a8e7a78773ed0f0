import { child, elementsOf, type Document, type Element } from './xml.ts';

const CHANGE = /^(?:ins|del|moveFrom|moveTo)$/;

/**
 * How many tracked changes a file has where its text is not read change by change: in text boxes, in tables that stand in
 * cells, in page headers and footers. Neighbours by one person are one.
 */
export function changesApart(body: Element, edges: readonly (Document | null)[]): number {
  let count = edges.reduce((sum, part) => sum + (part ? changesIn(part.documentElement) : 0), 0);
  const walk = (parent: Element, inCell: boolean): void => {
    for (const element of elementsOf(parent)) {
      if (element.localName === 'txbxContent' || (element.localName === 'tbl' && inCell))
        count += changesIn(element);
      // Choice and Fallback say the same twice.
      else if (element.localName === 'AlternateContent') walk(child(element, 'Choice') ?? element, inCell);
      else walk(element, inCell || element.localName === 'tc');
    }
  };
  walk(body, false);
  return count;
}

function changesIn(parent: Element): number {
  let count = 0;
  let last = '';
  const walk = (of: Element): void => {
    for (const element of elementsOf(of)) {
      if (element.localName === 'AlternateContent') {
        walk(child(element, 'Choice') ?? element);
        continue;
      }
      const isWords = CHANGE.test(element.localName) && element.textContent.trim() !== '';
      const key = isWords ? `${element.localName} ${element.getAttribute('w:author') ?? ''}` : '';
      if (isWords && key !== last) count += 1;
      if (isWords || element.localName === 'r') last = key;
      if (!isWords) walk(element);
    }
  };
  walk(parent);
  return count;
}
