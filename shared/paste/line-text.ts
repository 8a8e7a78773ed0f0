import { joinTexts } from '../structure/source-text.ts';
import type { SourceFormat, SourceText, SourceVoid } from '../structure/source-line.ts';
import { cleanText } from './read-text.ts';

/** How words look: what is said of the element around them. */
export type WordLook = { bold?: boolean; sup?: boolean };

const WIDE = '[\\u2E80-\\u9FFF\\u3000-\\u303F\\uFF00-\\uFFEF]';
const BREAK_INSIDE = new RegExp(`(?<=${WIDE})\\n(?=${WIDE})`, 'g');
const ENDS_WIDE = new RegExp(`${WIDE}$`);
const BEGINS_WIDE = new RegExp(`^${WIDE}`);

/** A sign for the looks of one character. */
const SIGNS = ['0', '1', '2', '3'] as const;
const signOf = ({ bold, sup }: WordLook): string => SIGNS[(bold ? 1 : 0) + (sup ? 2 : 0)] ?? '0';

/** The words of a line as they come in, piece by piece, with how they look and what stands between them. */
export class LineText {
  #text = '';
  /** Beside each character of the text the sign of how it looks. */
  #looks = '';
  #voids: SourceVoid[] = [];

  /** Nothing to read has come in yet. */
  get isBlank(): boolean {
    return this.#text.trim() === '' && this.#voids.length === 0;
  }

  /**
   * More words: spaces meet at the borders of elements, and a line break of the source between two Chinese characters is
   * none.
   * @param keep white space is as it was typed
   */
  add(part: string, look: WordLook, keep: boolean): void {
    const sign = signOf(look);
    if (keep) {
      this.#put(this.#text.length, part, sign);
      return;
    }
    const before = this.#text;
    const head = withoutLastSpaces(before);
    const rest = part.replace(/^[ \n]+/, '');
    const gap = before.slice(head.length) + part.slice(0, part.length - rest.length);
    if (rest === '') {
      this.#put(head.length, gap === '' ? '' : gap.includes('\n') ? '\n' : ' ', sign);
      return;
    }
    const isNone = gap === '' || (gap.includes('\n') && ENDS_WIDE.test(head) && BEGINS_WIDE.test(rest));
    this.#put(head.length, (isNone ? '' : ' ') + rest.replace(BREAK_INSIDE, ''), sign);
  }

  /** What stands behind the words that are there. */
  addVoid(
    one:
      | Pick<Extract<SourceVoid, { note: unknown }>, 'note'>
      | Pick<Extract<SourceVoid, { image: unknown }>, 'image'>,
  ): void {
    this.#voids.push({ at: this.#text.length, ...one });
  }

  /** The line behind its label (`1.`), without white space at its ends; what comes next begins another. */
  take(label: string): SourceText {
    let text = '';
    let looks = '';
    const places: number[] = [];
    let at = 0;
    for (const char of this.#text) {
      const clean = cleanText(/[\n\u00a0]/.test(char) ? ' ' : char);
      for (let unit = 0; unit < char.length; unit += 1) places.push(text.length);
      text += clean;
      looks += (this.#looks[at] ?? '0').repeat(clean.length);
      at += char.length;
    }
    places.push(text.length);
    const from = text.length - text.trimStart().length;
    const length = text.trim().length;
    const within = (place: number): number => Math.min(Math.max(place - from, 0), length);
    const line: SourceText = {
      text: text.slice(from, from + length),
      ...formatsOf(looks.slice(from, from + length)),
      ...(this.#voids.length > 0
        ? { voids: this.#voids.map((one) => ({ ...one, at: within(places[one.at] ?? text.length) })) }
        : {}),
    };
    this.#text = '';
    this.#looks = '';
    this.#voids = [];
    return label === '' ? line : joinTexts([{ text: label }, line]);
  }

  /** Puts words in from this place on; what stood behind it was white space. */
  #put(from: number, words: string, sign: string): void {
    this.#text = this.#text.slice(0, from) + words;
    this.#looks = this.#looks.slice(0, from) + sign.repeat(words.length);
    for (const one of this.#voids) one.at = Math.min(one.at, from);
  }
}

function formatsOf(looks: string): { formats?: SourceFormat[] } {
  const formats: SourceFormat[] = [];
  for (const { 0: run, index } of looks.matchAll(/([123])\1*/g)) {
    const sign = Number(run[0]);
    formats.push({
      from: index,
      to: index + run.length,
      ...(sign & 1 ? { bold: true } : {}),
      ...(sign & 2 ? { sup: true } : {}),
    });
  }
  return formats.length > 0 ? { formats } : {};
}

/**
 * The text without bold where all of its words are, from this character on: a heading looks so by itself.
 * @param from behind the number, which the program may have made
 */
export function withoutWholeBold<T extends SourceText>(line: T, from = 0): T {
  const { formats = [] } = line;
  const bold = formats.reduce(
    (sum, one) => sum + (one.bold ? inkIn(line.text.slice(Math.max(one.from, from), one.to)) : 0),
    0,
  );
  if (bold === 0 || bold < inkIn(line.text.slice(from))) return line;
  const { formats: _, ...rest } = line;
  const raised = formats.flatMap(({ bold: _bold, ...format }) => (format.sup ? [format] : []));
  return { ...rest, ...(raised.length > 0 ? { formats: raised } : {}) } as unknown as T;
}

/** Characters that are seen. */
const inkIn = (text: string): number => text.replaceAll(/\s/g, '').length;

/** From the end: a pattern would begin anew at every space. */
function withoutLastSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && ' \n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
