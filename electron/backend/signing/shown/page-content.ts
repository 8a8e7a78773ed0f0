import { createHash } from 'node:crypto';

import type { PdfDocument } from './pdf/document.ts';
import { Lexer } from './pdf/lexer.ts';
import { UnusualPdf, type Stream, type Value } from './pdf/values.ts';

const BLANK = /^[\0\t\n\f\r ]/;
const BLANK_END = /[\0\t\n\f\r ]$/;
/** More than any operator takes, a long line of text included. */
const OPERANDS = 100;
/** Characters that are hashed at once. */
const PART = 65_536;

/** Calls `see` with each operator of a page's content and its operands (ISO 32000-1, 7.8.2). */
export function eachOperation(
  document: PdfDocument,
  contents: Value | undefined,
  see: (operator: string, operands: readonly Value[]) => void,
): void {
  let before = '';
  for (const stream of contentStreams(document, contents)) {
    const { data, rest } = document.data(stream);
    if (rest.length > 0) throw new UnusualPdf('a page that can’t be unpacked');
    const text = data.toString('latin1');
    // Readers differ in whether they part two streams by a space.
    if (before !== '' && text !== '' && !BLANK_END.test(before) && !BLANK.test(text))
      throw new UnusualPdf('streams of a page that run into one another');
    if (text !== '') before = text.slice(-1);
    const lexer = new Lexer(text, 0, document.drawing);
    let operands: Value[] = [];
    for (let token = lexer.next(); token; token = lexer.next()) {
      if (token.type !== 'word') {
        operands.push(token);
        if (operands.length > OPERANDS) throw new UnusualPdf('too many operands');
        continue;
      }
      // Where the picture behind it ends, readers find out in different ways.
      if (token.word === 'BI') throw new UnusualPdf('a picture within the content of a page');
      see(token.word, operands);
      operands = [];
    }
    // Whether the operator may stand in the next stream is not agreed on.
    if (operands.length > 0) throw new UnusualPdf('operands without an operator');
  }
}

/** What a page draws, as a hash: however it is spelt, and over however many streams it is spread. */
export function contentHash(document: PdfDocument, contents: Value | undefined): string {
  const hash = createHash('sha256');
  // Hashed in large parts: a call for each operator would take longer than all the rest.
  let part = '';
  eachOperation(document, contents, (operator, operands) => {
    for (const operand of operands) part += `${spelt(operand)} `;
    part += `${operator}\n`;
    if (part.length < PART) return;
    hash.update(part);
    part = '';
  });
  return hash.update(part).digest('hex');
}

/** The streams that a page's content is in, in their order. */
function contentStreams(document: PdfDocument, contents: Value | undefined): Stream[] {
  const value = document.resolve(contents);
  if (value.type === 'null') return [];
  const parts = value.type === 'array' ? value.items.map((item) => document.resolve(item)) : [value];
  return parts.map((part) => {
    if (part.type !== 'stream') throw new UnusualPdf('content of a page that is none');
    return part;
  });
}

function spelt(value: Value): string {
  switch (value.type) {
    case 'number':
      return value.text;
    case 'name':
      return `/${JSON.stringify(value.name)}`;
    case 'string':
      return JSON.stringify(value.bytes);
    case 'array':
      return `[${value.items.map((item) => spelt(item)).join(' ')}]`;
    case 'dict':
      return `<<${[...value.dict].map(([key, item]) => `/${JSON.stringify(key)} ${spelt(item)}`).join(' ')}>>`;
    case 'boolean':
      return String(value.value);
    case 'null':
    case 'ref':
      return value.type;
  }
}
