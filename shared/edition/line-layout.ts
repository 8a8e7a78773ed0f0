/**
 * Where unit and date of the signature stand, without a seal (GB/T 9704-2012, 7.3.5.2): the unit ends two
 * characters from the right edge and the date begins two characters after the unit's beginning; a date that would
 * come out further right than that ends two from the edge instead, and the unit moves left.
 */
export type SignatureIndents = { unit: number; date: number };

/**
 * Widths and indents in characters of the body. With a seal (7.3.5.1) the date ends four characters from the edge and
 * the unit stands centred over it; a unit that is too long for that stands at the edge.
 */
export function signatureIndents(unitWidth: number, dateWidth: number, seal = false): SignatureIndents {
  if (seal) return { unit: Math.max(0, 4 + (dateWidth - unitWidth) / 2), date: 4 };
  if (dateWidth > unitWidth) return { unit: Math.max(2, 4 + dateWidth - unitWidth), date: 2 };
  return { unit: 2, date: unitWidth - dateWidth };
}

/** Width in characters: digits, Latin letters and ASCII signs are half as wide as a Chinese character. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.charCodeAt(0) < 0x80 ? 0.5 : 1;
  return width;
}

/**
 * Indents of an attachments note (附件说明), in characters: the note begins two characters in, wrapped lines go on
 * under the first character of the name, and `2.` of a list stands under `1.`.
 */
export function attachmentIndents(text: string, first: boolean): { left: number; hanging: number } {
  const label = /^附件(?:说明)?[：:]/.exec(text)?.[0] ?? '';
  const number = /^\d+[.．、]/.exec(text.slice(label.length))?.[0] ?? '';
  const start = label || first ? 2 : 2 + widthOf('附件：');
  const hanging = widthOf(label + number);
  return { left: start + hanging, hanging };
}

/** Characters of 22 pt in a line of the text area, 156 mm wide. */
const TITLE_LINE = 20;

/** What is never broken between lines in a title of this genre, although it is several words. */
const TITLE_TERM = /(依法治.|法治政府|工作总结|工作计划|年度报告|建设规划|(?<!\d)\d+年度?)/;

/** A title's words, of which no line break splits any. */
export function titleWords(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
  return text
    .split(TITLE_TERM)
    .flatMap((part) =>
      TITLE_TERM.test(part) ? [part] : Array.from(segmenter.segment(part), (word) => word.segment),
    )
    .filter((word) => word !== '');
}

/** Room that a line of a title has beside its words: fonts differ in their digits, and LibreOffice sets space around them. */
const TITLE_SPARE = 0.8;

/**
 * How far a title of several lines is indented on either side, in its own characters, so that its lines come out
 * about equally long, the first ones not shorter than the last (a trapezoid), and break between words.
 */
export function titleIndent(text: string): number {
  const whole = widthOf(text);
  const lines = Math.ceil(whole / TITLE_LINE);
  if (lines < 2) return 0;
  const words = titleWords(text);
  // The first line takes words until it holds its share; a little more where a later line would split a word.
  const widths: number[] = [];
  let width = 0;
  for (const word of words) {
    width += widthOf(word);
    if (width >= whole / lines && width <= TITLE_LINE) widths.push(width);
  }
  const best = widths.find((one) => breaksBetweenWords(words, one)) ?? widths[0] ?? TITLE_LINE;
  return Math.max(0, (TITLE_LINE - Math.min(TITLE_LINE, best + TITLE_SPARE)) / 2);
}

/** Whether lines of this width, filled character by character as every program fills them, split no word. */
function breaksBetweenWords(words: readonly string[], width: number): boolean {
  let used = 0;
  for (const word of words) {
    if (used + widthOf(word) > width + TITLE_SPARE) {
      // Something of the word still fits into the line: it would be split.
      const [first = ''] = word;
      if (used + widthOf(first) <= width + TITLE_SPARE) return false;
      used = 0;
    }
    used += widthOf(word);
  }
  return true;
}

/** Points of the red mark (发文机关标志): as large as its line lets it be, within what offices use. */
export function markSize(mark: string): number {
  return Math.max(22, Math.min(56, Math.floor(436 / Math.max(1, widthOf(mark)))));
}
