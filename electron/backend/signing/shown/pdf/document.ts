import { openWithoutPassword, type Decrypt } from './decrypt.ts';
import { filtersOf, unpack, type Budget, type Filter } from './filters.ts';
import { Lexer, type LexerOptions } from './lexer.ts';
import {
  countOf,
  nameOf,
  UnusualPdf,
  type Dict,
  type PdfObject,
  type Ref,
  type Stream,
  type Value,
} from './values.ts';
import {
  checkStreamEnd,
  objectHead,
  readRevisions,
  streamStart,
  type Revision,
  type XrefLimits,
} from './xref.ts';

export type PdfLimits = XrefLimits & {
  /** Values in all objects, and in what all pages draw. */
  values: number;
  drawn: number;
  /** Unpacked bytes of one stream, and of all. */
  stream: number;
  streams: number;
};

/**
 * The objects of a PDF (ISO 32000-1, 7). Strict: where two readers could see different things, or one would first have to
 * mend the file, `UnusualPdf` is thrown.
 */
export class PdfDocument {
  readonly text: string;
  readonly revisions: readonly Revision[];
  readonly limits: PdfLimits;
  /** How the content of pages is to be read. */
  readonly drawing: LexerOptions;
  readonly #bytes: Buffer;
  readonly #budget: Budget;
  #decrypt: Decrypt | null = null;
  readonly #reading: LexerOptions;
  readonly #objects = new Map<number, PdfObject>();
  readonly #loading = new Set<number>();
  readonly #packed = new Map<number, PackedObjects>();

  constructor(file: Uint8Array, limits: PdfLimits) {
    this.#bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
    this.text = this.#bytes.toString('latin1');
    this.limits = limits;
    this.#budget = { stream: limits.stream, left: limits.streams };
    const budget = { left: limits.values };
    this.#reading = { depth: limits.depth, budget, references: true };
    this.drawing = { depth: limits.depth, budget: { left: limits.drawn }, references: false };
    this.revisions = readRevisions(this.#bytes, this.text, { ...limits, budget }, this.#budget);
    const encrypt = this.trailer.get('Encrypt');
    if (!encrypt) return;
    const value = this.resolve(encrypt);
    if (value.type !== 'dict') throw new UnusualPdf('encrypted in an unknown way');
    this.#decrypt = openWithoutPassword(value.dict, this.trailer.get('ID'), this.resolve);
    // What was read up to here was read as it stands.
    this.#objects.clear();
    this.#packed.clear();
  }

  /** The newest. */
  get trailer(): Dict {
    return this.revisions[0]?.trailer ?? new Map<string, Value>();
  }

  /** What the trailer calls the root of everything that is shown. */
  get catalog(): Dict {
    const root = this.trailer.get('Root');
    if (root?.type !== 'ref') throw new UnusualPdf('no catalog');
    const catalog = this.object(root);
    if (catalog.type !== 'dict' || nameOf(catalog.dict.get('Type')) !== 'Catalog')
      throw new UnusualPdf('no catalog');
    return catalog.dict;
  }

  /** What a value is, or leads to; null where there is no value. */
  readonly resolve = (value: Value | undefined): PdfObject =>
    value?.type === 'ref' ? this.object(value) : (value ?? { type: 'null' });

  object({ number, generation }: Ref): PdfObject {
    const known = this.#objects.get(number);
    const place = this.#placeOf(number);
    if ((place.type === 'open' ? place.generation : 0) !== generation)
      throw new UnusualPdf('a reference to another generation');
    if (known) return known;
    // A stream's length may stand in another stream, and so on.
    if (this.#loading.has(number) || this.#loading.size > this.limits.depth)
      throw new UnusualPdf('an object that needs itself');
    this.#loading.add(number);
    const object =
      place.type === 'open'
        ? this.#readOpen(number, place.offset, generation)
        : this.#readPacked(number, place.stream, place.index);
    this.#loading.delete(number);
    this.#objects.set(number, object);
    return object;
  }

  filters(stream: Stream): Filter[] {
    return filtersOf(stream.dict, this.resolve);
  }

  /** A stream's data without the filters that only pack, and the filters that are left. */
  data(stream: Stream): { data: Buffer; rest: readonly Filter[] } {
    // The data would be in another file.
    if (stream.dict.has('F')) throw new UnusualPdf('data outside of the file');
    // Notes may be left in the open in a file that is encrypted; readers then go by what a stream calls itself.
    if (this.#decrypt && nameOf(stream.dict.get('Type')) === 'Metadata')
      throw new UnusualPdf('data that may be encrypted or not');
    const stored = this.#bytes.subarray(stream.from, stream.from + stream.length);
    const raw = this.#decrypt ? this.#decrypt(stored, stream.number, stream.generation) : stored;
    return unpack(raw, this.filters(stream), this.#budget);
  }

  #placeOf(
    number: number,
  ): Exclude<Revision['places'] extends Map<number, infer P> ? P : never, { type: 'free' }> {
    for (const { places } of this.revisions) {
      const place = places.get(number);
      if (place?.type === 'free') break;
      if (place) return place;
    }
    throw new UnusualPdf('a reference to nothing');
  }

  #readOpen(number: number, offset: number, generation: number): PdfObject {
    const { text } = this;
    const head = objectHead(text, offset);
    if (!head) throw new UnusualPdf('an object that is not where the table says');
    const decrypt = this.#decrypt;
    const lexer = new Lexer(text, head.from, {
      ...this.#reading,
      ...(decrypt && {
        decrypt: (bytes) => decrypt(Buffer.from(bytes, 'latin1'), number, generation).toString('latin1'),
      }),
    });
    const value = lexer.value();
    if (value.type === 'ref') throw new UnusualPdf('an object that is another');
    if (lexer.take('endobj')) return value;
    if (value.type !== 'dict') throw new UnusualPdf('an object without an end');
    const from = streamStart(lexer);
    const length = countOf(this.resolve(value.dict.get('Length')));
    if (length === null) throw new UnusualPdf('a stream without a length');
    checkStreamEnd(text, from + length);
    return { type: 'stream', dict: value.dict, from, length, number, generation };
  }

  #readPacked(number: number, container: number, index: number): PdfObject {
    let packed = this.#packed.get(container);
    if (!packed) {
      const place = this.#placeOf(container);
      if (place.type !== 'open') throw new UnusualPdf('a stream of objects that is in another');
      const stream = this.object({ type: 'ref', number: container, generation: place.generation });
      if (stream.type !== 'stream' || nameOf(stream.dict.get('Type')) !== 'ObjStm')
        throw new UnusualPdf('no stream of objects');
      packed = this.#unpackObjects(stream);
      this.#packed.set(container, packed);
    }
    const entry = packed.entries[index];
    if (entry?.number !== number) throw new UnusualPdf('an object that is not where the table says');
    const lexer = new Lexer(packed.text, entry.from, this.#reading);
    const value = lexer.value();
    if (value.type === 'ref' || lexer.at > entry.to) throw new UnusualPdf('an object without an end');
    lexer.skipSpace();
    if (lexer.at < entry.to) throw new UnusualPdf('more behind an object');
    return value;
  }

  #unpackObjects(stream: Stream): PackedObjects {
    const { data, rest } = this.data(stream);
    if (rest.length > 0) throw new UnusualPdf('objects that can’t be unpacked');
    const text = data.toString('latin1');
    const [count, first] = ['N', 'First'].map((key) => countOf(this.resolve(stream.dict.get(key))));
    if (
      count === null ||
      count === undefined ||
      first === null ||
      first === undefined ||
      count > this.limits.objects
    )
      throw new UnusualPdf('no stream of objects');
    const lexer = new Lexer(text.slice(0, first), 0, this.#reading);
    const heads = Array.from({ length: count }, () => {
      const [number, offset] = [countOf(lexer.value()), countOf(lexer.value())];
      if (number === null || offset === null) throw new UnusualPdf('no stream of objects');
      return { number, from: first + offset };
    });
    lexer.skipSpace();
    if (lexer.at < first) throw new UnusualPdf('more before the objects');
    if (new Set(heads.map(({ number }) => number)).size !== heads.length)
      throw new UnusualPdf('an object that stands twice in a stream');
    const entries = heads.map((head, at) => ({ ...head, to: heads[at + 1]?.from ?? text.length }));
    return { text, entries };
  }
}

type PackedObjects = { text: string; entries: readonly { number: number; from: number; to: number }[] };
