import type { ReportDocument, Variables } from '../document/types.ts';
import { finalView } from '../document/resolve.ts';
import { isCommentKey } from '../document/marks.ts';

/** JSON with the keys of every object in order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export type SignedContent = {
  template: string;
  year: number;
  unit: string;
  document: ReportDocument;
  variables: Variables;
};

/** What tells nodes apart or helps the writer, and is no part of what is signed. */
const NOT_SIGNED = new Set(['id', 'carried', 'last', 'ins', 'del', 'pIns', 'pDel', 'pFmt']);

/**
 * The canonical form of a report: what a signature is over. Ids, hints of earlier years and marks of comments are left
 * out, so that the same words in a copy have the same form; neighbouring leaves that differ in nothing else are one.
 */
export function canonicalForm({ template, year, unit, document, variables }: SignedContent): string {
  const blocks = finalView(document.blocks).map((block) => plainNode(block as unknown as Node));
  return canonicalJson({ format: 1, template, year, unit, variables, blocks });
}

type Node = { [key: string]: unknown; text?: string; children?: Node[] };

function plainNode(node: Node): Node {
  const plain: Node = {};
  for (const [key, value] of Object.entries(node)) {
    if (NOT_SIGNED.has(key) || isCommentKey(key) || key === 'children') continue;
    plain[key] = value;
  }
  if (node.children) plain.children = mergedLeaves(node.children.map((child) => plainNode(child)));
  return plain;
}

function mergedLeaves(nodes: Node[]): Node[] {
  const out: Node[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (last?.text !== undefined && node.text !== undefined && sameMarks(last, node)) {
      out[out.length - 1] = { ...last, text: last.text + node.text };
    } else out.push(node);
  }
  return out;
}

function sameMarks({ text: _a, ...a }: Node, { text: _b, ...b }: Node): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The text of an edition as a signature sees it: its characters, without white space, which layout and readers change. */
export function signedText(text: string): string {
  return text.replace(/[\s\u200B\uFEFF]/gu, '');
}
