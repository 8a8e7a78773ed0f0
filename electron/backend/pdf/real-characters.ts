import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate';

import { objectAt, openPdf, referenceIn, updateObjects, type PdfFile } from './update.ts';

/** Kangxi radicals and the radicals supplement: signs for parts of characters, drawn like the characters themselves. */
const RADICAL = /[\u2E80-\u2FDF]/u;
/** 部首补充 and the characters with which they share a glyph in Noto Serif, Noto Sans and LXGW WenKai, in pairs. */
const SUPPLEMENT = new Map(
  (
    '⺂乛⺃乚⺅亻⺉刂⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫罒⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺹耂⺺肀⺾艹⺿艹⻀艹' +
    '⼾户⻁虎⻂衤⻃覀⻅见⻆角⻈讠⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'
  )
    .match(/../gu)
    ?.map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]),
);

/** The character that a radical stands for; anything else as it is. Unicode itself maps the 康熙部首, ⼾ to its old form. */
export function realCharacter(char: string): string {
  return RADICAL.test(char) ? (SUPPLEMENT.get(char) ?? char.normalize('NFKC')) : char;
}

/** Text in which radicals have become the characters that they are drawn like. */
export function withRealCharacters(text: string): string {
  return RADICAL.test(text) ? Array.from(text, (char) => realCharacter(char)).join('') : text;
}

/**
 * Makes the text of a PDF the text that was printed. A glyph that serves both a character and its radical (⼯ and 工, in
 * Noto and Source Han) is named by Chromium after the radical, so that nobody finds 工作 in the file, and what is copied
 * from it is wrong. The tables from glyphs to characters are written again; the pages stay as they are.
 */
export function nameRealCharacters(pdf: Uint8Array): Uint8Array {
  const file = openPdf(pdf);
  if (!file) return pdf;
  const objects = new Map<number, Buffer>();
  const numbers = new Set([...file.text.matchAll(/\/ToUnicode\s+(\d+)\s+0\s+R/g)].map(([, n]) => Number(n)));
  for (const number of numbers) {
    const cmap = readStream(file, number);
    const better = cmap === null ? null : rewriteCmap(cmap);
    if (better === null) continue;
    const data = zlibSync(strToU8(better, true));
    const head = Buffer.from(`<</Filter /FlateDecode\n/Length ${data.length}>> stream\n`, 'latin1');
    objects.set(number, Buffer.concat([head, data, Buffer.from('\nendstream', 'latin1')]));
  }
  return updateObjects(file, objects);
}

function readStream(file: PdfFile, number: number): string | null {
  const object = objectAt(file, number);
  if (!object || !object.head.includes('/FlateDecode')) return null;
  const direct = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(object.head)?.[1];
  const reference = referenceIn(object.head, 'Length');
  const length = Number(direct ?? (reference === null ? '' : objectAt(file, reference)?.head.trim()));
  if (!length) return null;
  const opening = /^stream\r?\n/.exec(
    file.text.slice(object.from + object.head.length, object.from + object.head.length + 10),
  );
  if (!opening) return null;
  const from = object.from + object.head.length + opening[0].length;
  try {
    return strFromU8(unzlibSync(file.bytes.subarray(from, from + length)), true);
  } catch {
    return null;
  }
}

const hexOf = (char: string): string => Buffer.from(char, 'utf16le').swap16().toString('hex').toUpperCase();
const charOf = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** Entries that a block of a table may have (Adobe's CMap specification). */
const BLOCK = 100;

/** The table with characters for radicals; null where there are none. */
function rewriteCmap(cmap: string): string | null {
  const renamed: string[] = [];
  const single = cmap.replaceAll(
    /<([0-9A-Fa-f]+)>(\s+)<(2[EeFf][0-9A-Fa-f]{2})>(?=\s*\n)/g,
    (line, glyph: string, gap: string, to: string, at: number) => {
      // Inside a range the first two are glyphs; those are taken apart below.
      if (isInRange(cmap, at)) return line;
      const char = realCharacter(charOf(to));
      if (char !== charOf(to)) renamed.push(glyph);
      return `<${glyph}>${gap}<${hexOf(char)}>`;
    },
  );
  const extra: [string, string][] = [];
  const whole = single.replaceAll(
    /\d{1,3} beginbfrange\n((?:(?!beginbfrange|endbfrange)[\s\S])*)endbfrange\n?/g,
    (block: string, body: string) => {
      const lines = body.split('\n').filter((line) => line.trim() !== '');
      const kept = lines.filter((line) => {
        const range = /^<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>\s*$/.exec(line);
        if (!range) return true;
        const [, from = '', to = '', first = ''] = range;
        const count = Number.parseInt(to, 16) - Number.parseInt(from, 16) + 1;
        const chars = Array.from({ length: count }, (_, n) =>
          String.fromCharCode(Number.parseInt(first, 16) + n),
        );
        if (!chars.some((char) => realCharacter(char) !== char)) return true;
        chars.forEach((char, n) => {
          const glyph = (Number.parseInt(from, 16) + n).toString(16).toUpperCase().padStart(from.length, '0');
          extra.push([glyph, hexOf(realCharacter(char))]);
        });
        return false;
      });
      if (kept.length === lines.length) return block;
      return kept.length === 0 ? '' : `${kept.length} beginbfrange\n${kept.join('\n')}\nendbfrange\n`;
    },
  );
  if (renamed.length === 0 && extra.length === 0) return null;
  let blocks = '';
  for (let at = 0; at < extra.length; at += BLOCK) {
    const some = extra.slice(at, at + BLOCK);
    const lines = some.map(([glyph, to]) => `<${glyph}> <${to}>`).join('\n');
    blocks += `${some.length} beginbfchar\n${lines}\nendbfchar\n`;
  }
  return whole.replace('endcmap', `${blocks}endcmap`);
}

function isInRange(cmap: string, at: number): boolean {
  return cmap.lastIndexOf('beginbfrange', at) > cmap.lastIndexOf('endbfrange', at);
}
