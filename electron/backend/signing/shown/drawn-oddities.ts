import type { Oddity, OddityKind } from '../../../../shared/signoff/oddities.ts';
import { drawPage } from './draw-page.ts';
import { charactersOf, fontsOf } from './page-fonts.ts';
import { inside, isLarge, pointAt, type Point } from './pdf/geometry.ts';
import type { PdfDocument } from './pdf/document.ts';
import type { Page } from './pdf/pages.ts';
import { shortText } from './pdf/pdf-text.ts';

/** Points under which nobody reads a character. The smallest of an export has 7. */
const TINY = 4;
/** Strings of a page that are looked at, and how often one is held against a box: a page of an export has a thousand. */
const MOST = { strings: 50_000, looks: 5_000_000 };
/** Characters that are kept of one string, and of what is odd in one way: more than are told. */
const KEPT = 200;
/** Stands for a character that nobody knows. */
const UNKNOWN = '□';

/** What is drawn so that it is not read as it stands: covered, unseen, white, tiny, beyond the page; a page without words. */
export function drawnOddities(document: PdfDocument, page: Page, place: string): Oddity[] {
  const fonts = fontsOf(document, page);
  const words = { hidden: '', colour: '', size: '', cut: '', overlay: '' } satisfies Partial<
    Record<OddityKind, string>
  >;
  const shown: { at: Point; text: string; isCovered: boolean }[] = [];
  let looks = 0;

  const textOf = (bytes: string, name: string): string => {
    const font = fonts.get(name);
    const characters = font && charactersOf(document, font);
    const codes = Buffer.from(bytes, 'latin1');
    let text = '';
    for (let at = 0; at + 1 < codes.length && text.length < KEPT; at += 2)
      text += characters?.get(codes.readUInt16BE(at)) ?? UNKNOWN;
    return text || UNKNOWN;
  };
  const tell = (kind: keyof typeof words, text: string): void => {
    if (words[kind].length < KEPT) words[kind] += text;
  };

  drawPage(document, page, {
    text: (bytes, matrix, { clip, font, isUnseen, isWhite, mode, size }) => {
      if (shown.length >= MOST.strings) return;
      const text = textOf(bytes, font);
      // Within the first glyph, above its base line.
      const at = pointAt(matrix, 0.25 * size, 0.35 * size);
      shown.push({ at, text, isCovered: false });
      if (text.trim() === '') return;
      if (mode === 3 || mode === 7 || isUnseen) tell('hidden', text);
      else if (isWhite) tell('colour', text);
      if (Math.hypot(matrix[2], matrix[3]) * size < TINY) tell('size', text);
      if (!inside(at, clip)) tell('cut', text);
    },
    area: (box) => {
      // A line is not large, which goes under words or through them.
      if (!isLarge(box) || looks > MOST.looks) return;
      looks += shown.length;
      for (const one of shown)
        if (!one.isCovered && inside(one.at, box)) {
          one.isCovered = true;
          tell('overlay', one.text);
        }
    },
  });

  const odd = (kind: OddityKind, text: string): Oddity => ({ kind, text, place });
  const found = (Object.keys(words) as (keyof typeof words)[])
    .filter((kind) => words[kind] !== '')
    .map((kind) => odd(kind, shortText(words[kind]) || UNKNOWN));
  if (shown.length === 0) found.push(odd('page', '没有文字的一页'));
  return found;
}
