/** A TrueType font holds its tables in the order of a directory at its beginning (OpenType 1.9, "otff"). */
type Tables = Map<string, Buffer>;

/** What an engine asks for; the rest is of no use to a page that is only printed. */
const KEPT = ['OS/2', 'cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post'] as const;

/** Flags of a composite glyph's parts (OpenType, "glyf"). */
const ARGS_ARE_WORDS = 0x1;
const HAS_SCALE = 0x8;
const MORE_PARTS = 0x20;
const HAS_TWO_SCALES = 0x40;
const HAS_MATRIX = 0x80;

/**
 * The font with the outlines of these characters alone, so that a page can carry it. Glyphs keep their numbers; those
 * that nobody asked for are empty. Takes fonts with TrueType outlines and a cmap of format 12, as ours have.
 */
export function subsetFont(font: Buffer, characters: ReadonlySet<number>): Buffer {
  const tables = readTables(font);
  const map = new Map([...charactersOf(table(tables, 'cmap'))].filter(([char]) => characters.has(char)));
  const { glyf, loca } = keepOutlines(tables, new Set(map.values()));
  // Long offsets, whatever the font had.
  const head = Buffer.from(table(tables, 'head'));
  head.writeInt16BE(1, 50);
  // Without the glyphs' names.
  const post = Buffer.from(table(tables, 'post').subarray(0, 32));
  post.writeUInt32BE(0x0003_0000, 0);
  const changed: Record<string, Buffer> = { cmap: writeCmap(map), glyf, head, loca, post };
  return writeTables(KEPT.map((tag) => [tag, changed[tag] ?? table(tables, tag)]));
}

function readTables(font: Buffer): Tables {
  const tables: Tables = new Map();
  for (let n = 0; n < font.readUInt16BE(4); n += 1) {
    const at = 12 + n * 16;
    const from = font.readUInt32BE(at + 8);
    tables.set(font.toString('latin1', at, at + 4), font.subarray(from, from + font.readUInt32BE(at + 12)));
  }
  return tables;
}

function table(tables: Tables, tag: string): Buffer {
  const found = tables.get(tag);
  if (!found) throw new Error(`the font has no ${tag}`);
  return found;
}

/** Character → number of its glyph. */
function* charactersOf(cmap: Buffer): Generator<[number, number]> {
  for (let n = 0; n < cmap.readUInt16BE(2); n += 1) {
    const at = cmap.readUInt32BE(8 + n * 8);
    if (cmap.readUInt16BE(at) !== 12) continue;
    for (let group = 0; group < cmap.readUInt32BE(at + 12); group += 1) {
      const from = at + 16 + group * 12;
      const [first, last, glyph] = [0, 4, 8].map((shift) => cmap.readUInt32BE(from + shift)) as [
        number,
        number,
        number,
      ];
      for (let char = first; char <= last; char += 1) yield [char, glyph + char - first];
    }
    return;
  }
  throw new Error('the font has no cmap of format 12');
}

function keepOutlines(tables: Tables, asked: Set<number>): { glyf: Buffer; loca: Buffer } {
  const outlines = table(tables, 'glyf');
  const offsets = table(tables, 'loca');
  const isLong = table(tables, 'head').readInt16BE(50) === 1;
  const count = table(tables, 'maxp').readUInt16BE(4);
  const offset = (n: number): number =>
    isLong ? offsets.readUInt32BE(n * 4) : offsets.readUInt16BE(n * 2) * 2;
  const outline = (n: number): Buffer => outlines.subarray(offset(n), offset(n + 1));
  // The box for a missing character is always there; parts of a glyph are glyphs, and may have parts.
  const kept = new Set(asked).add(0);
  for (const glyph of kept) for (const part of partsOf(outline(glyph))) kept.add(part);
  const loca = Buffer.alloc((count + 1) * 4);
  const parts: Buffer[] = [];
  let at = 0;
  for (let glyph = 0; glyph < count; glyph += 1) {
    loca.writeUInt32BE(at, glyph * 4);
    if (!kept.has(glyph)) continue;
    const one = outline(glyph);
    const padding = Buffer.alloc(-one.length & 3);
    parts.push(one, padding);
    at += one.length + padding.length;
  }
  loca.writeUInt32BE(at, count * 4);
  return { glyf: Buffer.concat(parts), loca };
}

function partsOf(outline: Buffer): number[] {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return [];
  const parts: number[] = [];
  let at = 10;
  for (let more = true; more;) {
    const flags = outline.readUInt16BE(at);
    parts.push(outline.readUInt16BE(at + 2));
    at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2);
    at += flags & HAS_SCALE ? 2 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_MATRIX ? 8 : 0;
    more = (flags & MORE_PARTS) !== 0;
  }
  return parts;
}

function writeCmap(map: ReadonlyMap<number, number>): Buffer {
  const groups: { first: number; last: number; glyph: number }[] = [];
  for (const [char, glyph] of [...map].sort(([a], [b]) => a - b)) {
    const open = groups.at(-1);
    if (open && char === open.last + 1 && glyph === open.glyph + char - open.first) open.last = char;
    else groups.push({ first: char, last: char, glyph });
  }
  const length = 16 + groups.length * 12;
  const cmap = Buffer.alloc(12 + length);
  cmap.writeUInt16BE(1, 2);
  // Windows, all of Unicode.
  cmap.writeUInt16BE(3, 4);
  cmap.writeUInt16BE(10, 6);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(length, 16);
  cmap.writeUInt32BE(groups.length, 24);
  groups.forEach(({ first, last, glyph }, n) => {
    [first, last, glyph].forEach((value, m) => cmap.writeUInt32BE(value, 28 + n * 12 + m * 4));
  });
  return cmap;
}

function writeTables(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const power = Math.floor(Math.log2(tables.length));
  const directory = Buffer.alloc(12 + tables.length * 16);
  directory.writeUInt32BE(0x0001_0000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((tables.length - 2 ** power) * 16, 10);
  const parts = [directory];
  let at = directory.length;
  tables.forEach(([tag, data], n) => {
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    directory.write(tag, 12 + n * 16, 'latin1');
    directory.writeUInt32BE(checksum(padded), 16 + n * 16);
    directory.writeUInt32BE(at, 20 + n * 16);
    directory.writeUInt32BE(data.length, 24 + n * 16);
    parts.push(padded);
    at += padded.length;
  });
  return Buffer.concat(parts);
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}
