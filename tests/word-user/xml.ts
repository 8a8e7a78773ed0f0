import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import type { Document, Element, Node } from '@xmldom/xmldom';

export type { Document, Element, Node };

/** The Transitional namespaces (ECMA-376 part 4) that the model works in; Strict files are turned into these. */
export const NS = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  rels: 'http://schemas.openxmlformats.org/package/2006/relationships',
  types: 'http://schemas.openxmlformats.org/package/2006/content-types',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',
} as const;

/** Parses one XML part. */
export function parseXml(text: string): Document {
  return new DOMParser().parseFromString(text, 'text/xml');
}

/** Writes one XML part with the declaration that Word writes. */
export function writeXml(doc: Document): string {
  const root = doc.documentElement;
  if (!root) throw new Error('A part has no root element.');
  const body = new XMLSerializer().serializeToString(root);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${body}`;
}

/** Whether a node is the WordprocessingML element with this local name. */
export function isW(node: Node | null | undefined, ...names: string[]): node is Element {
  if (node?.nodeType !== 1) return false;
  const element = node as Element;
  return element.namespaceURI === NS.w && names.includes(element.localName ?? '');
}

/** The child elements, in order. */
export function kids(node: Node): Element[] {
  const found: Element[] = [];
  for (let kid = node.firstChild; kid; kid = kid.nextSibling)
    if (kid.nodeType === 1) found.push(kid as Element);
  return found;
}

/** The first child element of WordprocessingML with this name. */
export function childW(node: Node, name: string): Element | undefined {
  return kids(node).find((kid) => isW(kid, name));
}

/** All descendants of WordprocessingML with one of these names, in document order. */
export function allW(node: Node, ...names: string[]): Element[] {
  const found: Element[] = [];
  const visit = (at: Node) => {
    for (const kid of kids(at)) {
      if (isW(kid, ...names)) found.push(kid);
      visit(kid);
    }
  };
  visit(node);
  return found;
}

/** The nearest ancestor (not the node itself) with one of these names. */
export function upW(node: Node, ...names: string[]): Element | undefined {
  for (let at = node.parentNode; at; at = at.parentNode) if (isW(at, ...names)) return at;
  return undefined;
}

/** A new WordprocessingML element; attributes are of the same namespace. */
export function makeW(doc: Document, name: string, attributes: Record<string, string> = {}): Element {
  const made = doc.createElementNS(NS.w, `w:${name}`);
  for (const [key, value] of Object.entries(attributes)) setW(made, key, value);
  return made;
}

/** A WordprocessingML attribute, or undefined. */
export function getW(element: Element, name: string): string | undefined {
  return element.getAttributeNS(NS.w, name) ?? undefined;
}

/** Sets a WordprocessingML attribute. */
export function setW(element: Element, name: string, value: string): void {
  element.setAttributeNS(NS.w, `w:${name}`, value);
}

/** The document that owns a node. */
export function docOf(node: Node): Document {
  if (!node.ownerDocument) throw new Error('A node has no document.');
  return node.ownerDocument;
}

/** Takes a node out of the tree. */
export function drop(node: Node): void {
  node.parentNode?.removeChild(node);
}

/** The parent element; an element of a document that is edited always has one. */
export function parentOf(node: Node): Element {
  const parent = node.parentNode;
  if (parent?.nodeType !== 1) throw new Error('A node has no parent element.');
  return parent as Element;
}

/** Inserts a node after another. */
export function insertAfter(node: Node, reference: Node): void {
  parentOf(reference).insertBefore(node, reference.nextSibling);
}

/** Replaces an element by its children. */
export function unwrap(element: Element): void {
  const parent = parentOf(element);
  while (element.firstChild) parent.insertBefore(element.firstChild, element);
  drop(element);
}

/** A deep copy. */
export function copyOf(element: Element): Element {
  return element.cloneNode(true) as Element;
}

/** A copy of the element with its attributes and without its children. */
export function shellOf(element: Element): Element {
  return element.cloneNode(false) as Element;
}
