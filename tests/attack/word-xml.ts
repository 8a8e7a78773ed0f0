import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

import { Element, parseXml } from '../../electron/backend/docx/read/xml.ts';

// The XML of a Word file as a tree that can be changed, and written again.

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function writeXml(node: Element | string): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(writeXml).join('')}</${node.name}>`;
}

export function make(
  name: string,
  attributes: Record<string, string> = {},
  children: readonly (Element | string)[] = [],
): Element {
  const made = new Element(`w:${name}`, attributes);
  made.children.push(...children);
  return made;
}

export const isElement = (node: Element | string | undefined): node is Element => node instanceof Element;

export const named = (parent: Element, name: string): Element[] =>
  parent.children.filter(isElement).filter(({ localName }) => localName === name);

export const first = (parent: Element | undefined, name: string): Element | undefined =>
  parent && named(parent, name)[0];

/** The element of that name in `parent`, put in at its beginning where there is none. */
export function need(parent: Element, name: string, at: 'begin' | 'end' = 'begin'): Element {
  const found = first(parent, name);
  if (found) return found;
  const made = make(name);
  if (at === 'begin') parent.children.unshift(made);
  else parent.children.push(made);
  return made;
}

/** A copy of it; without bookmarks and comments, which are in a file only once. */
export function copyOf(element: Element): Element {
  const made = new Element(element.name, { ...element.attributes });
  for (const node of element.children) {
    if (typeof node === 'string') made.children.push(node);
    else if (!/^(?:bookmark|comment)/.test(node.localName)) made.children.push(copyOf(node));
  }
  return made;
}

/** All elements of these names in it, also deep within, each with what holds it. */
export function within(parent: Element, names: RegExp): { holder: Element; element: Element }[] {
  return parent.children.flatMap((element) => {
    if (!isElement(element)) return [];
    const own = names.test(element.localName) ? [{ holder: parent, element }] : [];
    return [...own, ...within(element, names)];
  });
}

/** Puts these nodes in the place of one of `holder`'s. */
export function replaceIn(holder: Element, one: Element, by: readonly (Element | string)[]): void {
  const at = holder.children.indexOf(one);
  if (at >= 0) holder.children.splice(at, 1, ...by);
}

export const PARTS = { document: 'word/document.xml', custom: 'docProps/custom.xml' };

/** A Word file taken apart: its body as a tree, the other parts as they are. */
export function openParts(file: Uint8Array): { parts: Record<string, Uint8Array>; root: Element } {
  const parts = unzipSync(file);
  const xml = parts[PARTS.document];
  if (!xml) throw new Error('no document');
  return { parts, root: parseXml('稿.docx', Buffer.from(strFromU8(xml))).documentElement };
}

export const joinParts = (parts: Record<string, Uint8Array>, root: Element): Uint8Array =>
  zipSync({
    ...parts,
    [PARTS.document]: strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${writeXml(root)}`),
  });
