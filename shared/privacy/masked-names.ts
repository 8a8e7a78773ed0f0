import { calledAt, expectedAt, leadsIn } from './beside-names.ts';
import { isCommonWord, isCommonWordAt } from './common-words.ts';
import { endsAt, nameAt } from './name-at.ts';
import { COURTESY, OFFICE } from './offices.ts';
import { otherNameAt } from './other-names.ts';
import type { Place } from './place.ts';
import { surnameAt } from './surnames.ts';
import { isActing } from './word-names.ts';

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
export function personIn(value: string, isPerson = false): string | null {
  const words = value.trim().replaceAll(/(?<!\s)\s+(?=\p{Script=Han})/gu, '');
  if (isForeign(words) || isWhole(words)) return words;
  for (let length = Math.min(LONGEST, words.length - 2); length >= 2; length -= 1) {
    const last = words.slice(-length);
    if (ENDS_OFFICE.test(words.slice(0, -length)) && (isForeign(last) || isWhole(last))) return last;
    const first = words.slice(0, length);
    if (ENDS_OFFICE.test(words.slice(length)) && (isForeign(first) || isWhole(first))) return first;
  }
  // 郑重 and 时光 are words by themselves, and names in the field of a person.
  return isPerson && surnameAt(words, 0) && /^\p{Script=Han}{2,4}$/u.test(words) ? words : null;
}

const isForeign = (words: string): boolean =>
  /^[A-Z][a-z]+(?: [A-Z]|·)/.test(words) || /^\p{Script=Han}+[·•]\p{Script=Han}+$/u.test(words);

/** The ways in which somebody is called whose name is hidden: 冉怀瑾, 冉书记, 怀瑾同志. */
export function formsOfPerson(name: string): Form[] {
  const parts = name.split(/[·•・\s]/).filter((part) => part !== '');
  const whole: Form = { pattern: new RegExp(Array.from(name, escape).join('[\\s　]{0,2}'), 'gi') };
  if (parts.length > 1)
    return [
      whole,
      ...parts
        .filter((part) => part.length >= 3)
        .map((part): Form => ({ pattern: new RegExp(escape(part), 'gi') })),
    ];
  const surname = surnameAt(name, 0);
  const halves = name.length >= 4 ? [name.slice(0, 2), name.slice(-2)] : [];
  const titled = halves.map((half): Form => ({
    pattern: new RegExp(`${escape(half)}(?=[副老]?(?:${OFFICE}|${COURTESY}))`, 'gu'),
  }));
  if (!surname || (surname.length === 1 && name.length > 3)) return [whole, ...titled];
  const own = name.slice(0, surname.length);
  const given = name.slice(surname.length);
  const spaced = Array.from(name, escape).join('[\\s　]{0,2}');
  const forms: Form[] = [
    { pattern: new RegExp(spaced, 'g'), fits: standsAsName },
    // 瞿*昌, 贺兰某松: half a mask is none.
    {
      pattern: new RegExp(`${escape(own)}[某*＊×xXＸ○〇□]{1,2}${escape(name.slice(-1))}`, 'g'),
    },
    // 尹局, 邬所, 岑工, 项总, 窦氏, 缪家.
    {
      pattern: new RegExp(
        `${escape(own)}(?:[局所总工队支处科院校镇乡县市主行董书教法律警导氏家老哥姐叔婶姨爷嫂某]|[大二三老][哥姐爷叔嫂])(?:夫妇|夫妻|一家)?`,
        'g',
      ),
      fits: (text, at, end) =>
        (isStart(text, at, surname.kind === 'plain' || surname.kind === 'compound') ||
          leadsIn(text.slice(Math.max(0, at - 6), at))) &&
        (endsAt(text, end) >= 2 || /^(?:和|与)/.test(text.slice(end))) &&
        !isCommonWordAt(text, end - 1),
    },
    // 冉、郗两位主官.
    {
      pattern: new RegExp(
        `${escape(own)}(?=[、和与]\\p{Script=Han}{1,2}[两二]位)|(?<=\\p{Script=Han}[、和与])${escape(own)}(?=[两二]位)`,
        'gu',
      ),
    },
    {
      pattern: new RegExp(`${escape(own)}(?:副)?(?:${OFFICE}|${COURTESY})`, 'gu'),
      fits: (text, at) => isStart(text, at, surname.kind === 'plain' || surname.kind === 'compound'),
    },
    {
      pattern: new RegExp(`[老小]${escape(own)}`, 'g'),
      fits: (text, at, end) =>
        (isStart(text, at, false) || leadsIn(text.slice(Math.max(0, at - 6), at))) && endsAt(text, end) >= 2,
    },
  ];
  if (given.length > 1) {
    // 逢立新 for 逄立新: a character that looks or sounds alike, beside an office.
    if (surname.length === 1)
      forms.push({
        pattern: new RegExp(`\\p{Script=Han}${escape(given)}`, 'gu'),
        fits: (text, at, end) => expectedAt(text, at) === 'office' && endsAt(text, end) >= 2,
      });
    forms.push({
      pattern: new RegExp(`${escape(given)}(?=[副老]?(?:${OFFICE}|${COURTESY}))`, 'gu'),
      fits: (text, at) => surnameAt(text, at - 1) === null,
    });
    if (!isCommonWord(given))
      forms.push({
        pattern: new RegExp(escape(given), 'g'),
        fits: (text, at, end) =>
          surnameAt(text, at - 1) === null &&
          endsAt(text, end) >= 2 &&
          isFree(text, at) &&
          !isCommonWordAt(text, end - 1),
      });
  }
  return forms;
}

/** True where nothing before it makes another word of it. */
function isFree(text: string, at: number): boolean {
  const char = text.charAt(at - 1);
  if (char === '' || !/\p{Script=Han}/u.test(char)) return true;
  return /[由经和与同跟请让给为是据在被对向及将]/.test(char)
    ? !/(?:[^、，。；：\s]以|成为|认为|因为)$/.test(text.slice(Math.max(0, at - 2), at))
    : leadsIn(text.slice(Math.max(0, at - 6), at)) || expectedAt(text, at) !== null;
}

/** A name that is made of words (郑重, 文明, 杨柳青) is one only where a name can stand: 郑重承诺 and 安心经营 are none. */
function standsAsName(text: string, at: number, end: number): boolean {
  const name = text.slice(at, end);
  const isWord =
    isActing(name) ||
    (name.length < 4 && isCommonWordAt(text, at)) ||
    (at > 0 && isCommonWordAt(text, at - 1)) ||
    isCommonWordAt(text, end - 1);
  if (!isWord && (name.length > 2 || !/\p{Script=Han}/u.test(text.charAt(at - 1)))) return true;
  if (!isWord) return isFree(text, at) || endsAt(text, end) === 2;
  const level = expectedAt(text, at);
  if (level === 'office' || level === 'label') return endsAt(text, end) >= 2;
  if (calledAt(text, end)) return true;
  const isOpen =
    at === 0 || /[^\p{Script=Han}“"《、]/u.test(text.charAt(at - 1)) || /[由]/.test(text.charAt(at - 1));
  return isOpen && endsAt(text, end) >= 2 && !/[、，,。；;”]/.test(text.charAt(end));
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
