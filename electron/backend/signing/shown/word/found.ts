import type { Oddity, OddityKind } from '../../../../../shared/signoff/oddities.ts';
import { charactersIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';

/** Oddities that are listed; a file with more of them is no other file. */
const MOST = 200;
/** Characters of a text that are quoted. */
const LONGEST = 60;

/** What is found in one file, in order; what is the same in one place is listed once. */
export class Found {
  readonly #oddities: Oddity[] = [];
  readonly #known = new Set<string>();
  /** Where the inspection is: `第3段`. */
  place: string;

  constructor(place = '文件') {
    this.place = place;
  }

  add(kind: OddityKind, text: string, place = this.place): void {
    const words = text.replaceAll(/\s+/g, ' ').trim();
    const last = this.#oddities.at(-1);
    const key = `${kind} ${place} ${words}`;
    if (this.#known.has(key) || this.#oddities.length >= MOST) return;
    this.#known.add(key);
    const quoted = shortened(words);
    // Word cuts a stretch into runs: what they have in common is said of the whole stretch.
    if (last?.kind === kind && last.place === place && last.text.length + quoted.length <= LONGEST)
      last.text += last.text.endsWith(quoted) ? '' : ` ${quoted}`;
    else this.#oddities.push({ kind, text: quoted, place });
  }

  get list(): Oddity[] {
    return this.#oddities;
  }
}

export const shortened = (text: string): string => {
  const signs = Array.from(text);
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join('')}…` : text;
};

/** What can be quoted of an element: its words, or else its name. */
export function quoteOf(tag: Tag): string {
  const words = wordsIn(tag).trim();
  return words === '' ? localName(tag.name) : words;
}

/** All words of an element, also those that no program shows. */
export function wordsIn(tag: Tag): string {
  if (/(?:^|:|\})(?:t|delText|instrText|delInstrText)$/.test(tag.name)) return charactersIn(tag);
  return tagsOf(tag)
    .map((one) => wordsIn(one))
    .join('');
}

export const localName = (name: string): string => name.replace(/^(?:\{.*\}|[^:{]*:)/, '');
