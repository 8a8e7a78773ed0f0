import { inflateRawSync, inflateSync } from 'node:zlib';

import { strFromU8, unzipSync } from 'fflate';

/** A stretch of bytes, or of text that stands for glyphs, and where in the file it was found. */
export type Stream = { where: string; bytes: Uint8Array } | { where: string; text: string };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every stream of a file: parts of a zip, also of zips in it; objects of a PDF, inflated, and the text it draws. */
export function streamsOf(bytes: Uint8Array, name = 'file'): Stream[] {
  const streams: Stream[] = [{ where: name, bytes }];
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    for (const [part, content] of Object.entries(unzipSync(bytes))) {
      streams.push({ where: `${name} part name`, text: part });
      streams.push(...streamsOf(content, `${name}/${part}`));
      if (/\.(?:xml|rels)$/.test(part)) streams.push(...xmlTexts(strFromU8(content), `${name}/${part}`));
    }
  } else if (latin1(bytes.subarray(0, 5)) === '%PDF-') {
    streams.push(...pdfStreams(bytes, name));
  } else if (/^<(?:svg|html|!doctype)\b/i.test(latin1(bytes.subarray(0, 16)))) {
    streams.push(...xmlTexts(strFromU8(bytes), name));
  } else if (name === 'file') {
    // Plain text: also what is cut in two by a line.
    streams.push({ where: `${name} as text`, text: strFromU8(bytes) });
  }
  return streams;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(xml: string): string {
  return xml.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, dec?: string, name?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (dec) return String.fromCodePoint(Number(dec));
      return ENTITIES[name ?? ''] ?? whole;
    },
  );
}

/** XML as it reads: without tags, so that no run, bookmark or tracked change in the middle of a word hides it. */
function xmlTexts(xml: string, name: string): Stream[] {
  const plain = unescape(xml.replaceAll(/<[^>]*>/g, ''));
  // Attribute values one after the other: a secret may be cut in two by a space that XML asks for.
  const attributes = unescape([...xml.matchAll(/="([^"]*)"/g)].map((match) => match[1]).join(''));
  return [
    { where: `${name} without tags`, text: plain },
    { where: `${name} attributes`, text: attributes },
  ];
}

type PdfObject = { number: number; head: string; stream: Uint8Array | null };

function inflate(bytes: Uint8Array): Uint8Array | null {
  for (const way of [inflateSync, inflateRawSync]) {
    try {
      return new Uint8Array(way(bytes));
    } catch {
      // Not compressed in this way.
    }
  }
  return null;
}

function pdfObjects(bytes: Uint8Array): PdfObject[] {
  const raw = latin1(bytes);
  const objects: PdfObject[] = [];
  for (const match of raw.matchAll(/(\d+) \d+ obj\b/g)) {
    const from = match.index + match[0].length;
    const stop = raw.indexOf('endobj', from);
    const inside = raw.slice(from, stop < 0 ? undefined : stop);
    const at = /stream\r?\n/.exec(inside);
    const number = Number(match[1]);
    if (!at || inside.slice(0, at.index).includes('endstream')) {
      objects.push({ number, head: inside, stream: null });
      continue;
    }
    const begin = from + at.index + at[0].length;
    const end = raw.indexOf('endstream', begin);
    const content = bytes.subarray(begin, end < 0 ? undefined : end);
    const head = inside.slice(0, at.index);
    objects.push({ number, head, stream: /Flate/.test(head) ? inflate(content) : content });
  }
  // Objects may hide inside of compressed object streams.
  const packed = objects.filter((object) => object.stream && object.head.includes('/ObjStm'));
  return [...objects, ...packed.flatMap((object) => objectsInside(object))];
}

function objectsInside({ head, stream }: PdfObject): PdfObject[] {
  const text = latin1(stream ?? new Uint8Array());
  const first = Number(/\/First (\d+)/.exec(head)?.[1] ?? 0);
  const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
  const objects: PdfObject[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const from = first + (numbers[at + 1] ?? 0);
    const to = at + 3 < numbers.length ? first + (numbers[at + 3] ?? 0) : undefined;
    objects.push({ number: numbers[at] ?? 0, head: text.slice(from, to), stream: null });
  }
  return objects;
}

/** Code → text, from a ToUnicode map. */
type CodeMap = Map<number, string>;

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function codeMapOf(cmap: string): CodeMap {
  const map: CodeMap = new Map();
  for (const [, body = ''] of cmap.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code = '', text = ''] of body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      map.set(Number.parseInt(code, 16), fromHex(text));
  }
  for (const [, body = ''] of cmap.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    const ranges = body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g);
    for (const [, low = '', high = '', start, list] of ranges) {
      const from = Number.parseInt(low, 16);
      const to = Number.parseInt(high, 16);
      const each = [...(list ?? '').matchAll(/<([0-9A-Fa-f]+)>/g)].map((match) => match[1] ?? '');
      for (let code = from; code <= to; code += 1) {
        if (start === undefined) map.set(code, fromHex(each[code - from] ?? '0000'));
        else {
          const base = fromHex(start);
          const last = base.codePointAt(0) ?? 0;
          map.set(code, String.fromCodePoint(last + code - from));
        }
      }
    }
  }
  return map;
}

/** Bytes of a literal string, with its escapes undone. */
function literal(text: string): string {
  return text.replaceAll(
    /\\(?:([0-7]{1,3})|(\r?\n)|(.))/gs,
    (_, octal?: string, line?: string, char?: string) => {
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (line) return '';
      return (
        ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' } as Record<string, string>)[char ?? ''] ?? char ?? ''
      );
    },
  );
}

const STRINGS = /\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|<([0-9A-Fa-f\s]*)>/gs;

/** Stands between strings, so that no two make a word that is in neither. */
const APART = Buffer.from('\n');

function pdfStreams(bytes: Uint8Array, name: string): Stream[] {
  const objects = pdfObjects(bytes);
  const byNumber = new Map(objects.map((object) => [object.number, object]));
  const streams: Stream[] = [];
  const strings: Buffer[] = [];
  for (const { number, head, stream } of objects) {
    // Titles, outlines, /Alt, /ActualText: as bytes, whatever the escapes.
    for (const [, written, hex] of head.matchAll(STRINGS)) {
      const plain =
        written === undefined ? Buffer.from(hex ?? '', 'hex') : Buffer.from(literal(written), 'latin1');
      if (plain.length > 1) strings.push(plain, APART);
    }
    if (stream) streams.push({ where: `${name} object ${number}`, bytes: stream });
  }
  // There are thousands of them in the tags of a page.
  streams.push({ where: `${name} strings`, bytes: Buffer.concat(strings) });
  streams.push(...drawnTexts(objects, byNumber, name));
  return streams;
}

/** What each content stream draws, glyph by glyph, through the fonts' ToUnicode maps. */
function drawnTexts(
  objects: readonly PdfObject[],
  byNumber: ReadonlyMap<number, PdfObject>,
  name: string,
): Stream[] {
  const fonts = new Map<string, CodeMap[]>();
  for (const { head } of objects) {
    for (const [, list = ''] of head.matchAll(/\/Font\s*<<(.*?)>>/gs)) {
      for (const [, font = '', number] of list.matchAll(/\/(\S+) (\d+) 0 R/g)) {
        const reference = /\/ToUnicode (\d+) 0 R/.exec(byNumber.get(Number(number))?.head ?? '')?.[1];
        const cmap = reference === undefined ? null : byNumber.get(Number(reference))?.stream;
        if (!cmap) continue;
        const maps = fonts.get(font) ?? [];
        maps.push(codeMapOf(latin1(cmap)));
        fonts.set(font, maps);
      }
    }
  }
  const all = [...fonts.values()].flat();
  const texts: Stream[] = [];
  for (const { number, stream } of objects) {
    const content = stream ? latin1(stream) : '';
    if (!/\bT[jJ]\b/.test(content)) continue;
    let current = all;
    let text = '';
    for (const token of content.matchAll(
      /\/(\S+) [\d.-]+ Tf|\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>(?=[^<>]*(?:T[jJ]|\]))/gs,
    )) {
      const [, font, written, hex] = token;
      if (font !== undefined) current = fonts.get(font) ?? all;
      else {
        const codes =
          written === undefined
            ? Buffer.from((hex ?? '').replaceAll(/\s/g, ''), 'hex')
            : Buffer.from(literal(written), 'latin1');
        text += decode(codes, current);
      }
    }
    texts.push({ where: `${name} drawn by object ${number}`, text });
  }
  return texts;
}

/** Two-byte codes where the map knows them, else single bytes (Type 3 fonts). */
function decode(codes: Buffer, maps: readonly CodeMap[]): string {
  const wide = (): string | null => {
    let text = '';
    for (let at = 0; at + 1 < codes.length; at += 2) {
      const found = maps.find((map) => map.has(codes.readUInt16BE(at)))?.get(codes.readUInt16BE(at));
      if (found === undefined) return null;
      text += found;
    }
    return codes.length % 2 === 0 ? text : null;
  };
  const narrow = (): string =>
    [...codes]
      .map((code) => maps.find((map) => map.has(code))?.get(code) ?? String.fromCharCode(code))
      .join('');
  const two = maps.length > 0 ? wide() : null;
  return two && two !== '' ? two : narrow();
}
