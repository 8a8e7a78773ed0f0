import type { FieldKind } from '../document/field-kinds.ts';
import { daysOf, roughDaysOf, type DayFound } from './dates.ts';
import { FigureFinder, type MaskedFigure } from './masked-figures.ts';
import { formsOfPerson, personIn, placesOfForms, type Form } from './masked-names.ts';
import { followsHeart, signPattern, wordsOfUnit } from './masked-units.ts';
import type { Place } from './place.ts';
import { modernised } from './old-forms.ts';
import { digitsOnly, placeOf, placesIn, squeeze } from './squeeze.ts';

/** What the public edition hides: the value, its unit where that stands apart, and what it is called. */
export type Masked = {
  kind: FieldKind | 'sign' | 'words';
  value: string;
  unit: string;
  whole: string;
  label: string;
};

/** So many digits make a number that is read out, as against a figure that counts. */
const LONG_NUMBER = 6;

/** Finds what is hidden elsewhere, in whichever way it is written, and parts of it that say as much. */
export class MaskedFinder {
  readonly #figures: FigureFinder;
  readonly #days: DayFound[] = [];
  readonly #words = new Set<string>();
  readonly #commonWords = new Set<string>();
  readonly #numbers = new Set<string>();
  readonly #forms: Form[] = [];
  readonly #signs = new Map<string, RegExp>();
  readonly #short: RegExp[] = [];

  constructor(masked: readonly Masked[]) {
    const figures: MaskedFigure[] = [];
    for (const one of masked) {
      if (isFigure(one)) figures.push(one);
      else this.#addWords(one);
    }
    this.#figures = new FigureFinder(figures);
  }

  #addWords({ kind, value, whole }: Masked): void {
    const [day] = daysOf(value);
    if (kind === 'date') {
      if (day && day.end - day.at >= value.trim().length - 1) this.#days.push(day);
      return;
    }
    if (kind === 'year') return;
    const plain = squeeze(value).text;
    const person = kind === 'person' || kind === 'words' ? personIn(value, kind === 'person') : null;
    // A name may read like a word: its forms say where it stands for somebody.
    if (plain.length > 1 && person === null) this.#words.add(plain);
    const digits = digitsOnly(squeeze(value)).text;
    if (/^\D{0,3}\d+\D{0,2}$/.test(digits) && digits.replaceAll(/\D/g, '').length >= LONG_NUMBER)
      this.#numbers.add(digits);
    if (kind === 'document' || kind === 'sign') this.#addDocument(plain, kind);
    if (person !== null) this.#forms.push(...formsOfPerson(person));
    else if (kind !== 'document' && kind !== 'sign') this.#addUnit(whole);
  }

  #addDocument(plain: string, kind: Masked['kind']): void {
    const [, sign, year, number] = /^(.*?)\[(\d{4})\]第?0*(\d+)号?$/.exec(plain) ?? [];
    if (sign !== undefined) {
      this.#signs.set(
        plain,
        new RegExp(
          `${sign.replaceAll(/[^\p{Script=Han}a-z\d]/gu, '.')}\\[?(?:${year}|${spoken(year ?? '')})年?[\\]第-]{0,3}(?:0*${number}(?!\\d)|${spoken(number ?? '')}|${inWords(Number(number))})号?`,
          'gu',
        ),
      );
      if (/^\p{Script=Han}{2,8}$/u.test(sign)) this.#addSign(sign);
    }
    if (kind === 'sign') this.#addSign(plain);
    // 行初37号 of （2025）粤0899行初37号, and 5号文 where it can't be anybody else's.
    const [, tail] = /\d([\u4e00-\u9fff]{2,4}\d{1,6}号)$/.exec(plain) ?? [];
    if (tail !== undefined) this.#words.add(tail);
    if (number !== undefined && Number(number) > 1)
      this.#short.push(new RegExp(`(?<![\\]\\d第-])0*${number}号文(?!件?(?:精神)?\\[)`, 'g'));
  }

  #addSign(sign: string): void {
    this.#signs.set(sign, new RegExp(`${sign}\\p{Script=Han}{0,4}\\[(?:19|20)\\d{2}\\]第?\\d{1,5}号?`, 'gu'));
  }

  #addUnit(name: string): void {
    const { words, common, signs } = wordsOfUnit(name);
    for (const word of words) {
      this.#words.add(squeeze(word).text);
      // 白鹭州镇 for 白鹭洲镇: one wrong character in a name that is long enough.
      if (/^\p{Script=Han}{3}[镇乡县村]$/u.test(word))
        for (const nth of [0, 1, 2])
          this.#short.push(new RegExp(`${word.slice(0, nth)}\\p{Script=Han}${word.slice(nth + 1)}`, 'gu'));
    }
    for (const word of common) this.#commonWords.add(word);
    for (const sign of signs) if (!/^[国中省]/.test(sign)) this.#signs.set(sign, signPattern(sign));
  }

  find(source: string): Place[] {
    const text = modernised(source);
    const places = this.#findIn(text);
    if (text === source) return places;
    return places.map(({ at, text: words }) => ({ at, text: source.slice(at, at + words.length) }));
  }

  #findIn(text: string): Place[] {
    const squeezed = squeeze(text);
    const found = [...this.#figures.find(text), ...placesOfForms(text, this.#forms)];
    for (const word of this.#words)
      for (const place of placesIn(squeezed, word, text))
        // 新村民 is no 新村.
        if (word.length > 2 || !word.endsWith('村') || text.charAt(place.at + place.text.length) !== '民')
          found.push(place);
    for (const word of this.#commonWords)
      for (const place of placesIn(squeezed, word, text)) {
        const end = place.at + place.text.length;
        const follows = followsHeart(word, text.slice(end, end + 6));
        if (follows !== undefined) found.push({ text: place.text + follows, at: place.at });
      }
    if (this.#numbers.size > 0) {
      const digits = digitsOnly(squeezed);
      for (const number of this.#numbers) found.push(...placesIn(digits, number, text));
    }
    for (const pattern of this.#short)
      for (const match of squeezed.text.matchAll(pattern))
        found.push(placeOf(squeezed, match.index, match.index + match[0].length, text));
    if (/[[\d*]/.test(squeezed.text))
      for (const pattern of this.#signs.values())
        for (const match of squeezed.text.matchAll(pattern))
          found.push(placeOf(squeezed, match.index, match.index + match[0].length, text));
    if (this.#days.length > 0)
      for (const day of [...daysOf(text), ...roughDaysOf(text)])
        if (this.#days.some((known) => isSameDay(known, day)))
          found.push({ text: text.slice(day.at, day.end), at: day.at });
    return found;
  }
}

const DIGITS = '〇一二三四五六七八九';
/** 2025 as 二〇二五. */
const spoken = (digits: string): string => digits.replaceAll(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
/** 12 as 十二, up to 99. */
function inWords(number: number): string {
  if (number > 99) return spoken(String(number));
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS.charAt(tens)}十`;
  return ten + (ones === 0 ? '' : DIGITS.charAt(ones));
}

const isFigure = ({ kind, value }: Masked): boolean =>
  kind === 'count' ||
  kind === 'money' ||
  kind === 'percentage' ||
  (kind !== 'date' && kind !== 'year' && /^[\d.,，]{1,5}$/.test(value));

const isSameDay = (a: DayFound, b: DayFound): boolean =>
  a.month === b.month && a.day === b.day && (a.year === null || b.year === null || a.year === b.year);
