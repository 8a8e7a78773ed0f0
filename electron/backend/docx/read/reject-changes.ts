import { VERSION_ANCHOR } from '../../../../shared/merge/anchors.ts';
import { child, elementsOf, Element } from './xml.ts';

/** What holds text that was put in, and text that was taken out, with tracking on. */
const COMES: ReadonlySet<string> = new Set(['ins', 'moveTo']);
const LEAVES: ReadonlySet<string> = new Set(['del', 'moveFrom']);

/** A tracked change in some part of a file, whatever prefix its elements have. */
const MARKED =
  /<(?:[\w.-]+:)?(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|cellIns|cellDel|commentReference|commentRangeStart)[\s/>]/;

/** Whether the text of a Word file has tracked changes or comments, or the bookmark that a review copy has. */
export const isMarked = (part: Buffer): boolean =>
  part.includes(VERSION_ANCHOR) || MARKED.test(part.toString('latin1'));

/**
 * Rejects all tracked changes of a part, in place: what is left is the text as it was before anybody changed it
 * (ECMA-376 part 1, 17.13.5). Row and cell marks count, and marks of paragraphs: where one was put in, the words before
 * it go on in the next paragraph.
 */
export function rejectChanges(parent: Element): void {
  const out: (Element | string)[] = [];
  /** Words of paragraphs whose marks were put in. */
  let open: (Element | string)[] = [];
  const add = (nodes: readonly (Element | string)[]): void => {
    for (const node of nodes) {
      if (typeof node === 'string') {
        out.push(node);
        continue;
      }
      if (COMES.has(node.localName) || isNewLine(node)) continue;
      if (LEAVES.has(node.localName)) {
        add(node.children.map((one) => undeleted(one)));
        continue;
      }
      if (node.localName === 'rPr' || node.localName === 'pPr') restoreProperties(node);
      else if (!['trPr', 'tcPr', 'tblPr', 'sectPr'].includes(node.localName)) rejectChanges(node);
      if (node.localName !== 'p') {
        if (node.localName === 'tbl' || node.localName === 'sectPr') flush();
        out.push(node);
        continue;
      }
      const words = node.children.filter((one) => typeof one === 'string' || one.localName !== 'pPr');
      if (hasNewMark(node)) {
        open.push(...words);
        continue;
      }
      if (open.length > 0) {
        const at = node.children.findIndex((one) => typeof one !== 'string' && one.localName === 'pPr') + 1;
        node.children.splice(at, 0, ...open);
        open = [];
      }
      out.push(node);
    }
  };
  const flush = (): void => {
    if (!open.some((node) => typeof node !== 'string' && node.textContent !== '')) {
      open = [];
      return;
    }
    const last = new Element('w:p', {});
    last.children.push(...open);
    out.push(last);
    open = [];
  };
  add([...parent.children]);
  flush();
  parent.children.splice(0, parent.children.length, ...out);
}

/** A row or a cell that was put in. */
function isNewLine(node: Element): boolean {
  if (node.localName === 'tr') return child(child(node, 'trPr'), 'ins') !== null;
  if (node.localName === 'tc') return child(child(node, 'tcPr'), 'cellIns') !== null;
  return false;
}

function hasNewMark(paragraph: Element): boolean {
  const mark = child(child(paragraph, 'pPr'), 'rPr');
  return child(mark, 'ins') !== null || child(mark, 'moveTo') !== null;
}

/** Formats as they were before a tracked change of them. */
function restoreProperties(properties: Element): void {
  const change = elementsOf(properties).find(
    ({ localName }) => localName === `${properties.localName}Change`,
  );
  if (!change) {
    for (const inner of elementsOf(properties)) if (inner.localName === 'rPr') restoreProperties(inner);
    return;
  }
  const before = elementsOf(change).find(({ localName }) => localName === properties.localName);
  // The mark of the paragraph and the end of a section are no part of what was changed.
  const kept = elementsOf(properties).filter(
    ({ localName }) => properties.localName === 'pPr' && ['rPr', 'sectPr'].includes(localName),
  );
  properties.children.splice(0, properties.children.length, ...(before?.children ?? []), ...kept);
}

function undeleted(node: Element | string): Element | string {
  if (typeof node === 'string') return node;
  const name = node.localName === 'delText' ? node.name.replace('delText', 't') : node.name;
  const made = new Element(name, node.attributes);
  made.children.push(...node.children.map((one) => undeleted(one)));
  return made;
}
