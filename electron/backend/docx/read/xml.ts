import { DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';

import { AppError } from '../../../../shared/contract/errors.ts';

/** Deeper than any word processor writes; a deeper tree would overflow the stack of whoever walks it. */
const MAX_DEPTH = 256;

const damaged = (name: string, cause?: unknown): AppError =>
  new AppError('damaged-file', `“${name}”的内容格式有误，没有导入。请在 Word 或 WPS 中打开后另存，再导入。`, {
    cause,
  });

/** Reads a part of a Word file. Refuses a DOCTYPE (no Word file has one), nesting without end, and broken XML. */
export function parseXml(name: string, bytes: Buffer): Document {
  const text = decode(name, bytes);
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw damaged(name);
  checkDepth(name, text);
  try {
    const parser = new DOMParser({
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    });
    // Its declaration says nothing more by now, and the parser takes a millisecond for it.
    return parser.parseFromString(text.replace(/^\uFEFF?<\?xml\s[^<>]*\?>/, ''), 'text/xml');
  } catch (error) {
    throw damaged(name, error);
  }
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

/** One pass over the tags, without building anything. */
function checkDepth(name: string, text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === 0x2f) depth -= 1;
    else if (next !== 0x21 && next !== 0x3f) {
      const end = text.indexOf('>', at);
      if (end < 0) throw damaged(name);
      if (text.charCodeAt(end - 1) !== 0x2f) depth += 1;
      if (depth > MAX_DEPTH) throw damaged(name);
    }
  }
}

export function isElement(node: Node | null): node is Element {
  return node !== null && node.nodeType === 1;
}

export function elementsOf(parent: Element | Document): Element[] {
  const children: Element[] = [];
  for (let node: Node | null = parent.firstChild; node; node = node.nextSibling) {
    if (isElement(node)) children.push(node);
  }
  return children;
}

/** The first child element of that local name. */
export function child(parent: Element | null, name: string): Element | null {
  if (!parent) return null;
  return elementsOf(parent).find((element) => element.localName === name) ?? null;
}

/** An attribute by its local name, whatever its prefix: `w:val` and `val`. */
export function attribute(element: Element | null, name: string): string | null {
  if (!element) return null;
  return element.getAttribute(`w:${name}`) ?? element.getAttribute(name);
}
