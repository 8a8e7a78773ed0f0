import { inflateSync } from 'node:zlib';

import { countOf, nameOf, UnusualPdf, type Dict, type PdfObject, type Value } from './values.ts';

/** A filter of a stream and its parameters, both resolved. */
export type Filter = { name: string; parameters: Dict | null };

/** How many more bytes may be unpacked, of one stream and of the whole file. */
export type Budget = { stream: number; left: number };

/** The filters of a stream in the order in which they are taken off. */
export function filtersOf(dict: Dict, resolve: (value: Value | undefined) => PdfObject): Filter[] {
  const listed = (value: PdfObject): PdfObject[] =>
    value.type === 'array' ? value.items.map((item) => resolve(item)) : value.type === 'null' ? [] : [value];
  const names = listed(resolve(dict.get('Filter')));
  const parameters = listed(resolve(dict.get('DecodeParms')));
  if (parameters.length > names.length) throw new UnusualPdf('parameters without a filter');
  return names.map((value, at) => {
    const name = nameOf(value);
    const own = parameters[at];
    if (name === null || (own && own.type !== 'dict' && own.type !== 'null'))
      throw new UnusualPdf('a filter that is none');
    return { name, parameters: own?.type === 'dict' ? own.dict : null };
  });
}

/** Takes off the filters that only pack, up to the first that is something else (a photo's, an unknown one). */
export function unpack(
  data: Buffer,
  filters: readonly Filter[],
  budget: Budget,
): { data: Buffer; rest: readonly Filter[] } {
  let out = data;
  for (const [at, filter] of filters.entries()) {
    const decoded = unpackOne(out, filter, budget);
    if (!decoded) return { data: out, rest: filters.slice(at) };
    out = decoded;
    budget.left -= out.length;
    if (out.length > budget.stream || budget.left < 0) throw new UnusualPdf('more than can be unpacked');
  }
  return { data: out, rest: [] };
}

function unpackOne(data: Buffer, { name, parameters }: Filter, budget: Budget): Buffer | null {
  if (name === 'FlateDecode') {
    const predictor = predictorOf(parameters);
    return predictor && unpredict(inflate(data, Math.min(budget.stream, budget.left)), predictor);
  }
  if (parameters) return null;
  if (name === 'ASCIIHexDecode') return fromHex(data);
  return name === 'ASCII85Decode' ? from85(data) : null;
}

function inflate(data: Buffer, most: number): Buffer {
  // Typed without its second form: with `info` it gives the engine, too, which knows how much was read.
  const run = inflateSync as unknown as (
    data: Buffer,
    options: { maxOutputLength: number; info: true },
  ) => { buffer: Buffer; engine: { bytesWritten: number } };
  try {
    const { buffer, engine } = run(data, { maxOutputLength: Math.max(1, most), info: true });
    if (engine.bytesWritten === data.length) return buffer;
  } catch {
    throw new UnusualPdf('packed data that are damaged or too large');
  }
  throw new UnusualPdf('more behind packed data');
}

type Predictor = { png: false } | { png: true; row: number; step: number };

/** Null for one that is not known here. */
function predictorOf(parameters: Dict | null): Predictor | null {
  const keys = ['Predictor', 'Colors', 'BitsPerComponent', 'Columns'];
  if (!parameters) return { png: false };
  if ([...parameters.keys()].some((key) => !keys.includes(key))) return null;
  const [predictor, colours, bits, columns] = [1, 1, 8, 1].map((otherwise, at) => {
    const value = parameters.get(keys[at] ?? '');
    return value ? (countOf(value) ?? 0) : otherwise;
  }) as [number, number, number, number];
  if (predictor === 1) return { png: false };
  if (predictor < 10 || predictor > 15 || colours < 1 || colours > 32 || columns < 1 || columns > 1e6)
    return null;
  if (![1, 2, 4, 8, 16].includes(bits)) return null;
  return {
    png: true,
    row: Math.ceil((colours * bits * columns) / 8),
    step: Math.max(1, (colours * bits) >> 3),
  };
}

/** Undoes the differences of the PNG format (ISO 32000-1, 7.4.4.4): each row begins with how it was made. */
function unpredict(data: Buffer, predictor: Predictor): Buffer {
  if (!predictor.png) return data;
  const { row, step } = predictor;
  if (data.length % (row + 1) !== 0) throw new UnusualPdf('rows that are not whole');
  const rows = data.length / (row + 1);
  const out = Buffer.alloc(rows * row);
  for (let y = 0; y < rows; y += 1) {
    const kind = data[y * (row + 1)] ?? 0;
    if (kind > 4) throw new UnusualPdf('a row of an unknown kind');
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = y > 0 ? (out[at - row] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (out[at - row - step] ?? 0) : 0;
      const added = [0, left, up, (left + up) >> 1, kind === 4 ? paeth(left, up, corner) : 0][kind] ?? 0;
      out[at] = ((data[y * (row + 1) + 1 + x] ?? 0) + added) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function fromHex(data: Buffer): Buffer {
  const text = data.toString('latin1').replaceAll(/[\0\t\n\f\r ]/g, '');
  if (!/^[0-9A-Fa-f]*>$/.test(text)) throw new UnusualPdf('hexadecimal data that are none');
  const digits = text.slice(0, -1);
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

function from85(data: Buffer): Buffer {
  const text = data.toString('latin1').replaceAll(/[\0\t\n\f\r ]/g, '');
  if (!/^[!-uz]*~>$/.test(text)) throw new UnusualPdf('base-85 data that are none');
  const out = Buffer.alloc(text.length * 4);
  let length = 0;
  for (let at = 0; at < text.length - 2;) {
    const group = text.charAt(at) === 'z' ? '!!!!!' : text.slice(at, Math.min(at + 5, text.length - 2));
    if (group.length === 1 || group.includes('z')) throw new UnusualPdf('base-85 data that are not whole');
    at += text.charAt(at) === 'z' ? 1 : group.length;
    let value = 0;
    for (const char of group.padEnd(5, 'u')) value = value * 85 + char.charCodeAt(0) - 33;
    if (value > 0xffffffff) throw new UnusualPdf('base-85 data beyond four bytes');
    out.writeUInt32BE(value, length);
    length += group.length - 1;
  }
  return out.subarray(0, length);
}
