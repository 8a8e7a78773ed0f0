/**
 * Characters of a piece that is looked for, and from one piece to the next: whatever is left of a text, if it has eleven
 * characters in a row, holds a whole piece, also where a page of a database ends in the middle.
 */
const PIECE = 8;
const STEP = 4;
/** Characters of the shortest text that is looked for, and how many of a piece must be Chinese: less stands anywhere. */
const SHORTEST = 4;
/** Pieces that are looked for: as many as a very long report has. */
const MOST = 30_000;

/** Texts of a stored JSON value, or of a text that is none. */
export function textsIn(stored: string | null): string[] {
  if (stored === null || stored === '') return [];
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) walk(one);
  };
  try {
    walk(JSON.parse(stored));
  } catch {
    found.push(stored);
  }
  return found;
}

/** Pieces by which texts are found again. Only what has Chinese characters is somebody's words: the rest are ids, kinds and times. */
export function piecesOf(texts: Iterable<string>): Set<string> {
  const pieces = new Set<string>();
  for (const text of texts) {
    const chars = Array.from(text.trim());
    if (hanIn(chars) < SHORTEST) continue;
    for (let at = 0; at < chars.length && pieces.size < MOST; at += STEP) {
      // The last one reaches back, so that it is as long as the others.
      const from = Math.max(0, Math.min(at, chars.length - PIECE));
      const piece = chars.slice(from, from + PIECE);
      if (hanIn(piece) >= SHORTEST) pieces.add(piece.join(''));
    }
  }
  return pieces;
}

const hanIn = (chars: readonly string[]): number =>
  chars.filter((char) => /\p{Script=Han}/u.test(char)).length;

/** Every way in which the program, Word, a text editor or a page may have written words. */
function formsOf(words: string): Buffer[] {
  const utf16 = Buffer.from(words, 'utf16le');
  const escaped = Array.from(words)
    .flatMap((char) => char.split(''))
    .map((unit) => (unit < '\u0080' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  const gb = inGb18030(words);
  const forms = [
    Buffer.from(words),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(escaped),
    Buffer.from(escaped.replaceAll(/\\u[0-9a-f]{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`)),
    Buffer.from(JSON.stringify(words).slice(1, -1)),
    ...(gb ? [gb] : []),
  ];
  return forms.filter(
    (form, at) => form.length >= 4 && forms.findIndex((other) => other.equals(form)) === at,
  );
}

let gb18030: Map<string, Buffer> | null = null;

/** Words as a text file in GBK has them; null where that has no such character. Node can read it, but not write it. */
function inGb18030(words: string): Buffer | null {
  if (!gb18030) {
    gb18030 = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let a = 0x81; a <= 0xfe; a += 1)
      for (let b = 0x40; b <= 0xfe; b += 1) {
        const bytes = Buffer.from([a, b]);
        const char = decoder.decode(bytes);
        if (char.length === 1 && char !== '\uFFFD' && !gb18030.has(char)) gb18030.set(char, bytes);
      }
  }
  const parts: Buffer[] = [];
  for (const char of words) {
    const bytes = char < '\u0080' ? Buffer.from(char) : gb18030.get(char);
    if (!bytes) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Finds any of many words in bytes, in one pass over them. */
export class NeedleSearch {
  /** By the first bytes: which words begin so. */
  readonly #begin = new Map<number, { form: Buffer; words: string }[]>();
  /** Whether any word may begin with bytes of this hash: nearly every place is passed by here. */
  readonly #maybe = new Uint8Array(1 << BITS);
  /** All forms have eight bytes and more: then eight are compared at once, of which far fewer places have the same. */
  readonly #wide: boolean;
  /** Bytes of the longest form: two stretches that are searched one after the other overlap by as many. */
  readonly overlap: number;

  constructor(words: Iterable<string>) {
    const all = [...words].flatMap((one) => formsOf(one).map((form) => ({ form, words: one })));
    this.#wide = all.every(({ form }) => form.length >= 8);
    for (const one of all) {
      const key = this.#keyOf(one.form.readUInt32LE(0), this.#wide ? one.form.readUInt32LE(4) : 0);
      const list = this.#begin.get(key);
      if (list) list.push(one);
      else this.#begin.set(key, [one]);
      this.#maybe[key >>> (32 - BITS)] = 1;
    }
    this.overlap = all.reduce((longest, { form }) => Math.max(longest, form.length), 0);
  }

  #keyOf(low: number, high: number): number {
    return (Math.imul(low, 0x9e3779b1) ^ (this.#wide ? Math.imul(high, 0x85ebca6b) : 0)) >>> 0;
  }

  /** Words that stand in the bytes, each once; the first ones only, where a number of them is enough. */
  in(bytes: Uint8Array, enough = Infinity): Set<string> {
    const found = new Set<string>();
    const maybe = this.#maybe;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const head = this.#wide ? 8 : 4;
    if (buffer.length < head) return found;
    let low = buffer.readUInt32LE(0);
    let high = this.#wide ? buffer.readUInt32LE(4) : 0;
    for (let at = 0; at + head <= buffer.length; at += 1) {
      const key = this.#keyOf(low, high);
      if (maybe[key >>> (32 - BITS)] === 1) {
        for (const { form, words } of this.#begin.get(key) ?? []) {
          if (at + form.length > buffer.length || found.has(words)) continue;
          if (buffer.compare(form, 0, form.length, at, at + form.length) === 0) found.add(words);
        }
        if (found.size >= enough) break;
      }
      const next = buffer[at + head] ?? 0;
      if (this.#wide) {
        low = ((low >>> 8) | (high << 24)) >>> 0;
        high = ((high >>> 8) | (next << 24)) >>> 0;
      } else low = ((low >>> 8) | (next << 24)) >>> 0;
    }
    return found;
  }
}

const BITS = 20;
