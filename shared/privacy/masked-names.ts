import { isCommonWord } from './common-words.ts';
import { endsAt, nameAt } from './name-at.ts';
import { COURTESY, OFFICE } from './offices.ts';
import { otherNameAt } from './other-names.ts';
import type { Place } from './place.ts';
import { surnameAt } from './surnames.ts';

/** Where a part of a name is looked for, and what has to be true around it. */
export type Form = { pattern: RegExp; fits?: (text: string, at: number, end: number) => boolean };

const ENDS_OFFICE = new RegExp(`(?:${OFFICE}|${COURTESY})[：:]?$`, 'u');
/** No name is longer than this. */
const LONGEST = 16;

const escape = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
const isWhole = (name: string): boolean =>
  nameAt(name, 0, 'label') === name.length ||
  otherNameAt(name, 0, (at) => at === name.length) === name.length;

/** The name alone in words that hold an office as well: 书记冉怀瑾, 冉怀瑾同志. Null where there is none. */
export function personIn(value: string): string | null {
  const words = value.trim().replaceAll(/\s+(?=\p{Script=Han})/gu, '');
  if (isForeign(words) || isWhole(words)) return words;
  for (let length = Math.min(LONGEST, words.length - 2); length >= 2; length -= 1) {
    const last = words.slice(-length);
    if (ENDS_OFFICE.test(words.slice(0, -length)) && (isForeign(last) || isWhole(last))) return last;
    const first = words.slice(0, length);
    if (ENDS_OFFICE.test(words.slice(length)) && (isForeign(first) || isWhole(first))) return first;
  }
  return null;
}

const isForeign = (words: string): boolean =>
  /^[A-Z][a-z]+(?: [A-Z]|·)/.test(words) || /^\p{Script=Han}+[·•]\p{Script=Han}+$/u.test(words);

/** The ways in which somebody is called whose name is hidden: 冉怀瑾, 冉书记, 怀瑾同志. */
export function formsOfPerson(name: string): Form[] {
  const parts = name.split(/[·•・\s]/).filter((part) => part !== '');
  if (parts.length > 1)
    return parts
      .filter((part) => part.length >= 3)
      .map((part) => ({ pattern: new RegExp(escape(part), 'g') }));
  const surname = surnameAt(name, 0);
  if (!surname) return [];
  const own = name.slice(0, surname.length);
  const given = name.slice(surname.length);
  const spaced = Array.from(name, escape).join('[\\s　]{0,2}');
  const forms: Form[] = [
    { pattern: new RegExp(spaced, 'g') },
    {
      pattern: new RegExp(`${escape(own)}(?:副)?(?:${OFFICE}|${COURTESY})`, 'gu'),
      fits: (text, at) => isStart(text, at, surname.kind === 'plain' || surname.kind === 'compound'),
    },
    {
      pattern: new RegExp(`[老小]${escape(own)}`, 'g'),
      fits: (text, at, end) => isStart(text, at, false) && endsAt(text, end) >= 2,
    },
  ];
  if (given.length > 1) {
    forms.push({
      pattern: new RegExp(`${escape(given)}(?=${OFFICE}|${COURTESY})`, 'gu'),
      fits: (text, at) => surnameAt(text, at - 1) === null,
    });
    if (!isCommonWord(given))
      forms.push({
        pattern: new RegExp(escape(given), 'g'),
        fits: (text, at, end) => surnameAt(text, at - 1) === null && endsAt(text, end) >= 2,
      });
  }
  return forms;
}

/** True where a family name with an office can begin: 提高书记 and 机关主任 are none. */
function isStart(text: string, at: number, isSure: boolean): boolean {
  const char = text.charAt(at - 1);
  if (char === '' || !/\p{Script=Han}/u.test(char)) return true;
  if (isCommonWord(text.slice(at - 1, at + 1))) return false;
  return isSure || /[由经和与同跟请让给为是据在被]/.test(char);
}

/** Every place of one of these forms. */
export function placesOfForms(text: string, forms: readonly Form[]): Place[] {
  return forms.flatMap(({ pattern, fits }) =>
    Array.from(text.matchAll(pattern), (match) => ({ text: match[0], at: match.index })).filter(
      ({ text: words, at }) => !fits || fits(text, at, at + words.length),
    ),
  );
}
