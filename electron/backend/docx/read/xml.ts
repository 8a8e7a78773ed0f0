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
  const text = decode(name, bytes);
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw damaged(name);
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const open: Element[] = [];
  const prefixes = new Prefixes();
  let root: Element | null = null;
  let elements = 0;
  let paragraphs = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const { name: own, attributes } = prefixes.enter(tag.name, tag.attributes, open.length);
    const element = new Element(own, attributes);
    elements += 1;
    if (element.localName === 'p') paragraphs += 1;
    if (elements > LIMITS.elements)
      throw new FileError('too-many-elements', name, { facts: { limit: LIMITS.elements } });
    if (paragraphs > LIMITS.anyParagraphs)
      throw new FileError('too-many-lines', name, { facts: { limit: LIMITS.anyParagraphs } });
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    if (tag.isSelfClosing) {
      prefixes.leave(open.length);
      return;
    }
    open.push(element);
    if (open.length > LIMITS.depth) throw damaged(name);
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

function decode(name: string, bytes: Buffer): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw damaged(name, error);
  }
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
