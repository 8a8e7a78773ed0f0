import { hash } from 'node:crypto';

import type { PdfDocument } from './pdf/document.ts';
import { nameOf, UnusualPdf, type Dict, type PdfObject, type Stream, type Value } from './pdf/values.ts';

/** A text longer than this stands as its hash. No text of a value begins like one. */
const LONG = 120;

/**
 * What says nothing of how a stream looks: how it is packed (its data are hashed unpacked), and notes of programs about
 * the thing that it shows.
 */
const UNSEEN_IN_STREAMS: ReadonlySet<string> = new Set([
  'Length',
  'Filter',
  'DecodeParms',
  'Metadata',
  'PieceInfo',
  'LastModified',
]);
/** From an element of the structure upwards: whoever reaches it came down that way. */
const UNSEEN_IN_ELEMENTS: ReadonlySet<string> = new Set(['P']);
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Writes values as one text each that does not depend on how the file is built: not on the numbers of objects, on what
 * stands in an object of its own, on the order of keys, on how names, numbers and strings are spelt and streams packed.
 * Different values have different texts.
 */
export class CanonicalValues {
  readonly #document: PdfDocument;
  readonly #pages: ReadonlyMap<number, number>;
  readonly #known = new Map<number, string>();
  readonly #open = new Set<number>();

  /** `pages`: place of a page among all, by the number of its object. */
  constructor(document: PdfDocument, pages: ReadonlyMap<number, number>) {
    this.#document = document;
    this.#pages = pages;
  }

  /** A value that is missing is another one than null. */
  text(value: Value | undefined, depth = 0): string {
    if (depth > this.#document.limits.depth) throw new UnusualPdf('values lie too deep in one another');
    switch (value?.type) {
      case undefined:
        return 'none';
      case 'ref': {
        // A link into the pages, or from a thing to the page that it is on.
        const page = this.#pages.get(value.number);
        if (page !== undefined) return `page(${page})`;
        const known = this.#known.get(value.number);
        if (known !== undefined) return known;
        if (this.#open.has(value.number)) throw new UnusualPdf('values that lie in one another');
        this.#open.add(value.number);
        const text = this.#indirect(this.#document.object(value), depth);
        this.#open.delete(value.number);
        this.#known.set(value.number, text);
        return text;
      }
      case 'array':
        return short(`[${value.items.map((item) => this.text(item, depth + 1)).join(' ')}]`);
      case 'dict':
        return this.dict(
          value.dict,
          nameOf(value.dict.get('Type')) === 'StructElem' ? UNSEEN_IN_ELEMENTS : NOTHING,
          depth,
        );
      case 'number':
        return value.text;
      case 'boolean':
        return String(value.value);
      case 'null':
        return 'null';
      case 'name':
        return `/${JSON.stringify(value.name)}`;
      case 'string':
        return short(JSON.stringify(value.bytes));
    }
  }

  dict(dict: Dict, unseen: ReadonlySet<string>, depth = 0): string {
    const keys = [...dict.keys()].filter((key) => !unseen.has(key)).sort(byBytes);
    return short(
      `<<${keys.map((key) => `/${JSON.stringify(key)} ${this.text(dict.get(key), depth + 1)}`).join(' ')}>>`,
    );
  }

  #indirect(object: PdfObject, depth: number): string {
    switch (object.type) {
      case 'stream':
        return this.#stream(object, depth);
      case 'array':
      case 'dict':
        return this.text(object, depth + 1);
      default:
        // Not every reader looks a number or a name up where it expects one.
        return `at(${this.text(object, depth + 1)})`;
    }
  }

  #stream(stream: Stream, depth: number): string {
    const { data, rest } = this.#document.data(stream);
    const filters = rest.map(
      ({ name, parameters }) =>
        `/${JSON.stringify(name)} ${parameters ? this.dict(parameters, NOTHING, depth + 1) : 'none'}`,
    );
    const dict = this.dict(stream.dict, UNSEEN_IN_STREAMS, depth + 1);
    return short(`stream ${dict} (${filters.join(' ')}) ${hash('sha256', data)}`);
  }
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const short = (text: string): string => (text.length > LONG ? `#${hash('sha256', text)}` : text);
