import { SaxesParser } from 'saxes';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { FileError } from '../../../../shared/errors/file-error.ts';
import { LIMITS } from '../../files/limits.ts';
import { Prefixes } from './prefixes.ts';

const damaged = (name: string, cause?: unknown): FileError => new FileError('malformed', name, { cause });

/** An element of a part: what the readers need of one, and no more, since a report has thousands. */
export class Element {
  readonly name: string;
  /** Without its prefix: `p` of `w:p`. */
  readonly localName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[] = [];

  constructor(name: string, attributes: Readonly<Record<string, string>>) {
    this.name = name;
    this.localName = name.slice(name.indexOf(':') + 1);
    this.attributes = attributes;
  }

  /** By its name, prefix included: the one of `Prefixes`, whatever the file calls it. */
  getAttribute(name: string): string | null {
    return this.attributes[name] ?? null;
  }

  get textContent(): string {
    let text = '';
    for (const node of this.children) text += typeof node === 'string' ? node : node.textContent;
    return text;
  }
}

export type Document = { documentElement: Element };

/** Reads a part of a Word file. Refuses a DOCTYPE (no Word file has one), nesting without end, and broken XML. */
export function parseXml(name: string, bytes: Buffer): Document {
  const text = xmlText(name, bytes);
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const open: Element[] = [];
  const prefixes = new Prefixes();
  const count = new ElementCount(name);
  let root: Element | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const { name: own, attributes } = prefixes.enter(tag.name, tag.attributes, open.length);
    const element = new Element(own, attributes);
    count.add(element.localName, open.length);
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    if (tag.isSelfClosing) prefixes.leave(open.length);
    else open.push(element);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    if (isSelfClosing) return;
    open.pop();
    prefixes.leave(open.length);
  });
  const addText = (part: string): void => void open.at(-1)?.children.push(part);
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(text).close();
  } catch (error) {
    throw error instanceof AppError ? error : damaged(name, error);
  }
  if (!root) throw damaged(name);
  return { documentElement: root };
}

/** Counts the elements of a part while it is taken apart, and ends where they are too many or lie too deep. */
export class ElementCount {
  readonly #name: string;
  #elements = 0;
  #paragraphs = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** @param depth how many elements it lies in */
  add(localName: string, depth: number): void {
    this.#elements += 1;
    if (localName === 'p') this.#paragraphs += 1;
    if (this.#elements > LIMITS.elements)
      throw new FileError('too-many-elements', this.#name, { facts: { limit: LIMITS.elements } });
    if (this.#paragraphs > LIMITS.anyParagraphs)
      throw new FileError('too-many-lines', this.#name, { facts: { limit: LIMITS.anyParagraphs } });
    if (depth >= LIMITS.depth) throw damaged(this.#name);
  }
}

/** A part as text; refused where it isn't in UTF-8 or UTF-16, or brings a DOCTYPE. */
export function xmlText(name: string, bytes: Buffer): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw damaged(name, error);
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw damaged(name);
  return text;
}

export function elementsOf(parent: Element): Element[] {
  return parent.children.filter((node) => typeof node !== 'string');
}

/** The first child element of that local name. */
export function child(parent: Element | null, name: string): Element | null {
  if (!parent) return null;
  for (const node of parent.children) if (typeof node !== 'string' && node.localName === name) return node;
  return null;
}

/** An attribute by its local name, whatever its prefix: `w:val` and `val`. */
export function attribute(element: Element | null, name: string): string | null {
  if (!element) return null;
  return element.getAttribute(`w:${name}`) ?? element.getAttribute(name);
}
