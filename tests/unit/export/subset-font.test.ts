import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { OWN_FONTS } from '../../../electron/backend/print/own-fonts.ts';
import { subsetFont } from '../../../electron/backend/print/subset-font.ts';

const fontOf = (file: string): Buffer =>
  brotliDecompressSync(readFileSync(new URL(`../../../resources/fonts/${file}`, import.meta.url)));

type Glyph = { advance: number; outline: Buffer };

/** Glyphs of characters, read as the format has it. Null: the font does not have the character. */
function reader(font: Buffer): (char: string) => Glyph | null {
  const tables = new Map<string, Buffer>();
  for (let n = 0; n < font.readUInt16BE(4); n += 1) {
    const [from, length] = [font.readUInt32BE(20 + n * 16), font.readUInt32BE(24 + n * 16)];
    tables.set(font.toString('latin1', 12 + n * 16, 16 + n * 16), font.subarray(from, from + length));
  }
  const part = (tag: string): Buffer => tables.get(tag) ?? Buffer.alloc(0);
  const cmap = part('cmap');
  const places = Array.from({ length: cmap.readUInt16BE(2) }, (_, n) => cmap.readUInt32BE(8 + n * 8));
  const at = places.find((place) => cmap.readUInt16BE(place) === 12) ?? 0;
  const isLong = part('head').readInt16BE(50) === 1;
  const offset = (n: number): number =>
    isLong ? part('loca').readUInt32BE(n * 4) : part('loca').readUInt16BE(n * 2) * 2;
  const measured = part('hhea').readUInt16BE(34);
  return (char) => {
    const code = char.codePointAt(0) ?? 0;
    const groups = cmap.readUInt32BE(at + 12);
    for (let group = 0; group < groups; group += 1) {
      const [first = 0, last = 0, glyph = 0] = [16, 20, 24].map((shift) =>
        cmap.readUInt32BE(at + shift + group * 12),
      );
      if (code < first || code > last) continue;
      const n = glyph + code - first;
      return {
        advance: part('hmtx').readUInt16BE(Math.min(n, measured - 1) * 4),
        outline: part('glyf').subarray(offset(n), offset(n + 1)),
      };
    }
    return null;
  };
}

const trim = (outline: Buffer): string => outline.toString('hex').replace(/(?:00)+$/, '');
const TEXT = '青禾镇年述12A“”—…·';

describe.each(Object.values(OWN_FONTS))('$family', ({ file }) => {
  const font = fontOf(file);

  it('keeps the outlines that are asked for, and no others', () => {
    const subset = subsetFont(font, new Set(Array.from(TEXT, (char) => char.codePointAt(0) ?? 0)));
    const [before, after] = [reader(font), reader(subset)];
    for (const char of TEXT) {
      expect(after(char)?.advance).toBe(before(char)?.advance);
      expect(trim(after(char)?.outline ?? Buffer.alloc(0))).toBe(
        trim(before(char)?.outline ?? Buffer.from([1])),
      );
    }
    expect(before('龙')).not.toBeNull();
    expect(after('龙')).toBeNull();
    expect(subset.length).toBeLessThan(font.length / 15);
  });

  it('has the characters of names, and signs as wide as the grid of 28 wants them', () => {
    const glyph = reader(font);
    for (const char of '镕堃昇珺喆㛃〇㎡№①⑳℃％☆') expect(glyph(char), char).not.toBeNull();
    for (const char of '年，。“”‘’—…·×÷±°§〔〕★①') expect(glyph(char)?.advance, char).toBe(1000);
  });
});
