import type { Oddity } from '../../../../shared/signoff/oddities.ts';
import type { PdfDocument } from './pdf/document.ts';
import type { Page } from './pdf/pages.ts';
import { shortText } from './pdf/pdf-text.ts';
import { nameOf, type Dict, type Value } from './pdf/values.ts';

/** Fonts of a page by the names that its content gives them. */
export function fontsOf(document: PdfDocument, { dict }: Page): Map<string, Dict> {
  const fonts = dictOf(document, dictOf(document, dict.get('Resources')).get('Font'));
  return new Map([...fonts].map(([name, font]) => [name, dictOf(document, font)]));
}

/** Fonts that are not as the export makes them: within the file, glyph by glyph, and with the characters behind. */
export function fontOddities(document: PdfDocument, page: Page, place: string): Oddity[] {
  return [...fontsOf(document, page).values()].flatMap((font): Oddity[] => {
    const name = shortText(nameOf(document.resolve(font.get('BaseFont'))) ?? '');
    const isDrawn = nameOf(font.get('Subtype')) === 'Type3';
    const descendants = document.resolve(font.get('DescendantFonts'));
    const inner = descendants.type === 'array' ? dictOf(document, descendants.items[0]) : font;
    const descriptor = dictOf(document, inner.get('FontDescriptor'));
    const map = document.resolve(inner.get('CIDToGIDMap'));
    const reason =
      !isDrawn && !['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(key))
        ? '不在文件里'
        : !font.has('ToUnicode')
          ? '没有对应的文字'
          : map.type !== 'null' && nameOf(map) !== 'Identity'
            ? '字形换过位置'
            : '';
    return reason ? [{ kind: 'font', text: `${name} ${reason}`.trim(), place }] : [];
  });
}

/** Bytes of a font's table of characters, and entries of it, that are looked at: it has an entry a glyph. */
const MOST = { bytes: 2_000_000, entries: 70_000 };
const known = new WeakMap<Dict, ReadonlyMap<number, string>>();

/** Characters of a font by the codes that stand for them in a string; codes have two bytes in the fonts of an export. */
export function charactersOf(document: PdfDocument, font: Dict): ReadonlyMap<number, string> {
  const before = known.get(font);
  if (before) return before;
  const characters = readCharacters(document, font);
  known.set(font, characters);
  return characters;
}

const number = (hex: string): number => Number.parseInt(hex, 16);

function readCharacters(document: PdfDocument, font: Dict): Map<number, string> {
  const characters = new Map<number, string>();
  const stream = document.resolve(font.get('ToUnicode'));
  if (stream.type !== 'stream') return characters;
  const { data, rest } = document.data(stream);
  if (rest.length > 0 || data.length > MOST.bytes) return characters;
  let left = MOST.entries;
  for (const part of data.toString('latin1').split('beginbf').slice(1)) {
    const [body = ''] = part.split('endbf', 1);
    for (const [, a = '', b = '', c] of body.matchAll(/<(\w{4})>\s*<(\w{4,16})>(?:[ \t]*<(\w{4})>)?/g)) {
      if (!c) characters.set(number(a), Buffer.from(b, 'hex').swap16().toString('utf16le'));
      else
        for (let code = number(a); code <= number(b) && left > 0; code += 1, left -= 1)
          characters.set(code, String.fromCharCode(number(c) + code - number(a)));
      left -= 1;
      if (left <= 0) return characters;
    }
  }
  return characters;
}

/** A dictionary that a value is or leads to; an empty one where it is none. */
export function dictOf(document: PdfDocument, value: Value | undefined): Dict {
  const found = document.resolve(value);
  return found.type === 'dict' ? found.dict : new Map<string, Value>();
}
