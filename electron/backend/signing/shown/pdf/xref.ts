import { unpack, filtersOf, type Budget } from './filters.ts';
import { Lexer, type ValueBudget } from './lexer.ts';
import { countOf, nameOf, UnusualPdf, type Dict, type Value } from './values.ts';

/** Where an object stands: in the open, or in a stream of objects. */
export type Place =
  | { type: 'free' }
  | { type: 'open'; offset: number; generation: number }
  | { type: 'packed'; stream: number; index: number };

/** What one saving of the file has put into it. */
export type Revision = {
  places: Map<number, Place>;
  trailer: Dict;
  /** Where its table ends. */
  end: number;
};

export type XrefLimits = { objects: number; revisions: number; depth: number };
type Limits = XrefLimits & { budget: ValueBudget };

const END = /startxref(?:\r\n|\n|\r)(\d{1,10})(?:\r\n|\n|\r)%%EOF[\r\n]{0,2}$/;
const HEAD = /xref ?(?:\r\n|\n|\r)/y;
const SECTION = /(\d{1,10}) (\d{1,10}) ?(?:\r\n|\n|\r)/y;
const ENTRY = /^(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)$/;
const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj(?![^\0\t\n\f\r ()<>[\]{}/%])/y;

/** The number and generation of the object that begins exactly here, and where its value begins. */
export function objectHead(
  text: string,
  offset: number,
): { number: number; generation: number; from: number } | null {
  OBJECT.lastIndex = offset;
  const found = OBJECT.exec(text);
  return found && { number: Number(found[1]), generation: Number(found[2]), from: OBJECT.lastIndex };
}

/**
 * What a file has been saved of, the newest first. A file is refused that a reader might look for another table of: it
 * does not begin or end as one, a table is not where it is said to be, or there are two at once.
 */
export function readRevisions(bytes: Buffer, text: string, limits: Limits, unpacking: Budget): Revision[] {
  if (!/^%PDF-\d\.\d[\0\t\r\n ]/.test(text.slice(0, 9))) throw new UnusualPdf('no beginning of a PDF');
  const end = END.exec(text.slice(-64));
  if (!end) throw new UnusualPdf('no end of a PDF');
  const revisions: Revision[] = [];
  const seen = new Set<number>();
  let count = 0;
  for (let at: number | null = Number(end[1]); at !== null;) {
    if (seen.has(at) || seen.size >= limits.revisions) throw new UnusualPdf('tables that name each other');
    seen.add(at);
    const revision: Revision = text.startsWith('xref', at)
      ? readTable(text, at, limits)
      : readStream(bytes, text, at, limits, unpacking);
    revisions.push(revision);
    count += revision.places.size;
    if (count > limits.objects) throw new UnusualPdf('too many objects');
    const { trailer } = revision;
    if (trailer.has('XRefStm')) throw new UnusualPdf('two tables at once');
    const previous = trailer.get('Prev');
    at = previous ? countOf(previous) : null;
    if (previous && at === null) throw new UnusualPdf('no place of the table before');
  }
  // What is saved last stands last, or the end of the file would be that of something else.
  const tail = Math.max(0, text.length - 64) + end.index;
  if (!revisions.some((revision) => /^[\0\t\n\f\r ]*$/.test(text.slice(revision.end, tail))))
    throw new UnusualPdf('something behind the last table');
  checkLinearized(text, Number(end[1]), limits);
  checkPlaces(text, revisions);
  return revisions;
}

function add(places: Map<number, Place>, number: number, place: Place): void {
  if (places.has(number)) throw new UnusualPdf('an object that stands twice in a table');
  places.set(number, place);
}

function readTable(text: string, at: number, { objects, depth, budget }: Limits): Revision {
  const places = new Map<number, Place>();
  HEAD.lastIndex = at;
  if (!HEAD.test(text)) throw new UnusualPdf('no table where one should be');
  let next = HEAD.lastIndex;
  for (;;) {
    SECTION.lastIndex = next;
    const section = SECTION.exec(text);
    if (!section) break;
    const [first, count] = [Number(section[1]), Number(section[2])];
    if (count > objects) throw new UnusualPdf('too many objects');
    for (let index = 0; index < count; index += 1) {
      const from = SECTION.lastIndex + index * 20;
      const entry = ENTRY.exec(text.slice(from, from + 20));
      if (!entry) throw new UnusualPdf('a table with a line that is none');
      const isFree = entry[3] === 'f';
      // Some readers believe that such a table means to begin at 0.
      if (isFree && index === 0 && first === 1) throw new UnusualPdf('a table that begins at 1');
      const [offset, generation] = [Number(entry[1]), Number(entry[2])];
      add(places, first + index, isFree ? { type: 'free' } : { type: 'open', offset, generation });
    }
    next = SECTION.lastIndex + count * 20;
  }
  if (places.size === 0) throw new UnusualPdf('an empty table');
  const lexer = new Lexer(text, next, { depth, budget, references: true });
  if (!lexer.take('trailer')) throw new UnusualPdf('a table without a trailer');
  const trailer = lexer.value();
  if (trailer.type !== 'dict') throw new UnusualPdf('a trailer that is none');
  return { places, trailer: trailer.dict, end: lexer.at };
}

/** In a table that is a stream nothing may be somewhere else: nobody could look it up yet. */
function direct(value: Value | undefined): Exclude<Value, { type: 'ref' }> {
  if (value?.type === 'ref') throw new UnusualPdf('a table that needs itself');
  return value ?? { type: 'null' };
}

function readStream(bytes: Buffer, text: string, at: number, limits: Limits, unpacking: Budget): Revision {
  const head = objectHead(text, at);
  if (!head) throw new UnusualPdf('no table where one should be');
  const lexer = new Lexer(text, head.from, { depth: limits.depth, budget: limits.budget, references: true });
  const value = lexer.value();
  if (value.type !== 'dict' || nameOf(value.dict.get('Type')) !== 'XRef')
    throw new UnusualPdf('no table where one should be');
  const { dict } = value;
  const from = streamStart(lexer);
  const length = countOf(dict.get('Length'));
  if (length === null) throw new UnusualPdf('a stream without a length');
  checkStreamEnd(text, from + length);
  const { data, rest } = unpack(bytes.subarray(from, from + length), filtersOf(dict, direct), unpacking);
  if (rest.length > 0) throw new UnusualPdf('a table that can’t be unpacked');
  const widths = countsOf(dict.get('W'));
  const index = dict.has('Index') ? countsOf(dict.get('Index')) : [0, countOf(dict.get('Size')) ?? -1];
  const [kinds = 0, second = 0, third = 0] = widths;
  const row = kinds + second + third;
  if (widths.length !== 3 || widths.some((width) => width > 6) || index.length % 2 !== 0 || row === 0)
    throw new UnusualPdf('a table of unknown form');
  const places = new Map<number, Place>();
  let offset = 0;
  for (let part = 0; part < index.length; part += 2) {
    const [first = 0, count = 0] = [index[part], index[part + 1]];
    if (offset + count * row > data.length || count > limits.objects)
      throw new UnusualPdf('a table that is shorter than it says');
    for (let number = first; number < first + count; number += 1) {
      const field = (skip: number, width: number): number =>
        width === 0 ? 0 : data.readUIntBE(offset + skip, width);
      const kind = kinds === 0 ? 1 : field(0, kinds);
      const [a, b] = [field(kinds, second), field(kinds + second, third)];
      if (kind > 2) throw new UnusualPdf('a table with a line of an unknown kind');
      if (kind === 0) add(places, number, { type: 'free' });
      else if (kind === 1) add(places, number, { type: 'open', offset: a, generation: b });
      else add(places, number, { type: 'packed', stream: a, index: b });
      offset += row;
    }
  }
  if (offset !== data.length) throw new UnusualPdf('a table that is longer than it says');
  return { places, trailer: dict, end: text.indexOf('endobj', from + length) + 'endobj'.length };
}

function countsOf(value: Value | undefined): number[] {
  if (value?.type !== 'array') throw new UnusualPdf('a table of unknown form');
  return value.items.map((item) => {
    const count = countOf(item);
    if (count === null) throw new UnusualPdf('a table of unknown form');
    return count;
  });
}

/** Where the data of a stream begin; the dictionary has been read. */
export function streamStart(lexer: Lexer): number {
  if (!lexer.take('stream')) throw new UnusualPdf('a stream that is none');
  const { text, at } = lexer;
  const skip = text.startsWith('\r\n', at) ? 2 : text.charAt(at) === '\n' ? 1 : 0;
  if (skip === 0) throw new UnusualPdf('a stream that does not begin on a line');
  return at + skip;
}

/** The data of a stream end where its length says: a reader that looks for the end itself must find the same. */
export function checkStreamEnd(text: string, at: number): void {
  if (
    !/^(?:\r\n|\n|\r)?endstream[\0\t\n\f\r ]+endobj(?![^\0\t\n\f\r ()<>[\]{}/%])/.test(
      text.slice(at, at + 80),
    )
  )
    throw new UnusualPdf('a stream of another length than it says');
}

/**
 * A file that says to be made for being shown before it is whole: some readers then begin with the table behind the first
 * object, wherever the end of the file points to.
 */
function checkLinearized(text: string, start: number, { depth, budget }: Limits): void {
  const lexer = new Lexer(text, 0, { depth, budget, references: true });
  lexer.skipSpace();
  const head = objectHead(text, lexer.at);
  if (!head) throw new UnusualPdf('no object behind the head');
  lexer.at = head.from;
  const first = lexer.value();
  if (first.type !== 'dict' || !first.dict.has('Linearized')) {
    if (text.slice(0, 1024).includes('/Linearized')) throw new UnusualPdf('two first objects');
    return;
  }
  const length = countOf(first.dict.get('L'));
  if (length === null) throw new UnusualPdf('a first object that is damaged');
  // Saved once more since, it is read from its end like any other.
  if (length !== text.length) return;
  // Some readers look for the word alone.
  if (!lexer.take('endobj') || text.indexOf('endobj') !== lexer.at - 'endobj'.length)
    throw new UnusualPdf('a first object without an end');
  lexer.skipSpace();
  if (lexer.at !== start) throw new UnusualPdf('two beginnings');
}

/** Every object stands where the newest table that has it says: otherwise some readers would search the file for objects. */
function checkPlaces(text: string, revisions: readonly Revision[]): void {
  const size = countOf(revisions[0]?.trailer.get('Size'));
  const seen = new Set<number>();
  for (const { places } of revisions)
    for (const [number, place] of places) {
      if (seen.has(number)) continue;
      seen.add(number);
      if (size === null || number >= size) throw new UnusualPdf('an object beyond the size of the table');
      if (place.type !== 'open') continue;
      const head = objectHead(text, place.offset);
      if (head?.number !== number || head.generation !== place.generation)
        throw new UnusualPdf('an object that is not where the table says');
    }
}
