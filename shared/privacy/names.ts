import { calledAt, courtesyAt, titleAt, expectedAt, leadsIn } from './beside-names.ts';
import { isCommonWord } from './common-words.ts';
import { isMaskChar, mayBeGivenAt } from './given-names.ts';
import { endsAt, isMaskedName, isOffice, mayBeNameAt, nameAt, nameUpTo, type Expected } from './name-at.ts';
import { framedNames } from './name-frames.ts';
import { nameLists } from './name-lists.ts';
import { findOtherNames, mayBeOtherName, minorityAt, otherNameAt, shapedNameAt } from './other-names.ts';
import type { Place } from './place.ts';
import { isPublicPerson } from './public-people.ts';
import { surnameAt } from './surnames.ts';
import { unknownNameAt } from './unknown-names.ts';
import { wordNameAt } from './word-names.ts';

const JOINS = /[、和与及跟\t 　/／]/;

/**
 * Names of persons: beside an office, a part in a case or a family, behind a label, in lists, and those of foreigners
 * and minorities. A name's end is a guess where the sentence goes on.
 */
export function findNames(text: string): Place[] {
  const found = new Map<number, number>();
  const add = (at: number, end: number): void => {
    if ((found.get(at) ?? 0) < end) found.set(at, end);
  };
  for (const { text: name, at } of findOtherNames(text)) add(at, at + name.length);
  for (let at = 0; at < text.length; at += 1) {
    const isHan = mayBeNameAt(text, at);
    const isOther = mayBeOtherName(text, at);
    const end = isOther ? minorityAt(text, at) : null;
    if (end !== null) add(at, end);
    if (isHan || mayBeGivenAt(text, at) || isOther || surnameAt(text, at)) {
      const expected = expectedAt(text, at);
      if (expected !== null) chain(text, at, expected, add);
    }
    if (
      isHan &&
      surnameAt(text, at)?.kind === 'compound' &&
      !NO_COMPOUND.test(text.slice(at, at + 2)) &&
      mayBegin(text, at)
    ) {
      const whole = nameAt(text, at, 'open');
      if (whole !== null) add(at, whole);
    }
    if (isHan) called(text, at, add);
    else if (isOther) byOffice(text, at, add);
    if (surnameAt(text, at)) byCourtesy(text, at, add);
  }
  for (const [at, end] of nameLists(text)) add(at, end);
  for (const [at, end] of framedNames(text)) add(at, end);
  return withoutInner(found)
    .map(([at, end]) => ({ text: text.slice(at, end), at }))
    .filter(({ text: name, at }) => !isPublicPerson(name, text, at));
}

/** Family names of two characters that are words as well. */
const NO_COMPOUND = /东方|百里|南门|第五|太史|北宫|西陵|南宫|上官|长孙/;

type Add = (at: number, end: number) => void;

/** A name where one is expected, and those that are joined to it. */
function chain(text: string, place: number, expected: Expected, add: Add): void {
  let at = place;
  let level = expected;
  for (;;) {
    const end =
      (level === 'broad' ? null : shapedNameAt(text, at)) ??
      nameAt(text, at, level) ??
      (level === 'broad' ? null : otherNameAt(text, at, (one) => endsAt(text, one) >= 2)) ??
      ((level === 'label' || level === 'office') && !isOffice(text, at + 1)
        ? (wordNameAt(text, at) ?? unknownNameAt(text, at))
        : level === 'broad' && /员[：:]?$/.test(text.slice(Math.max(0, at - 2), at))
          ? unknownNameAt(text, at)
          : null);
    if (end === null) {
      // 齐心 in a list of names: what can't be told from a word is passed over.
      const next =
        level === 'label' ? /^\p{Script=Han}{2,3}、/u.exec(text.slice(at, at + 4))?.[0] : undefined;
      if (next === undefined) return;
      at += next.length;
      continue;
    }
    add(at, end);
    const mark = text.charAt(end);
    if (!JOINS.test(mark)) return;
    at = end + 1;
    level = /[、\t 　/／]/.test(mark) ? 'label' : 'office';
    if (isMaskedName(text, at)) return;
  }
}

/** A name behind which an office stands, or what else is said of people only; and the list that it ends. */
function called(text: string, at: number, add: Add): void {
  for (const end of nameUpTo(text, at)) {
    const behind = calledAt(text, end);
    if (!behind || !mayBegin(text, at)) continue;
    add(at, end);
    if (behind.sues) chain(text, behind.to, 'label', add);
    backwards(text, at, add);
    return;
  }
}

/** 伊万诺夫先生, 扎西同志: a name that is spelled by sound, with an office behind it. */
function byOffice(text: string, at: number, add: Add): void {
  if (!mayBegin(text, at)) return;
  const end = otherNameAt(text, at, (one) => calledAt(text, one) !== null);
  if (end !== null && calledAt(text, end)) add(at, end);
}

/** The names before this one in its list: 李华、王小明律师. */
function backwards(text: string, place: number, add: Add): void {
  let at = place;
  while (/[、和与及 　]/.test(text.charAt(at - 1))) {
    const to = at - 1;
    const start = [to - 3, to - 2, to - 4].find(
      (from) => from >= 0 && nameUpTo(text, from).includes(to) && mayBegin(text, from),
    );
    if (start === undefined) return;
    add(start, to);
    at = start;
  }
}

/** Characters before 书记 and 主任 that are family names hardly ever: 任主任, 向书记, 经所长. */
const NO_TITLED =
  /[任向和于经原应来由连从时全双单总支部党区法司包管班国门都公生水通能后干言依印凤安关成平华边路市红台村]/;

/** 王女士, 李师傅, 沙队长: no more of a name is said, and still who is meant. */
function byCourtesy(text: string, at: number, add: Add): void {
  const surname = surnameAt(text, at);
  if (!surname || surname.kind === 'rare') return;
  const from = at + surname.length;
  const to = courtesyAt(text, from);
  const title = to ?? titleAt(text, from);
  if (title === null) return;
  const char = text.charAt(at - 1);
  const isOpen = mayBegin(text, at) || char === '的';
  if (isOpen && (to !== null || !NO_TITLED.test(text.charAt(at)))) return add(at, title);
  // 退休电工胡师傅, 交警中队沙队长, 中学宁校长: the family name is no other word.
  const isSure = surname.kind !== 'ambiguous' || HOUSE_BEFORE.test(text.slice(Math.max(0, at - 2), at));
  if (!isSure || NO_TITLED.test(text.charAt(at)) || isMaskChar(char)) return;
  if (!isCommonWord(text.slice(at - 1, at + 1)) && endsAt(text, title) >= 2) add(at, title);
}
const HOUSE_BEFORE = /(?:[学校院队所店厂司村社县镇乡局]|中心|小区)$/;

/** True where what stands before lets a name begin here. */
function mayBegin(text: string, at: number): boolean {
  const char = text.charAt(at - 1);
  if (char === '' || /[^\p{Script=Han}A-Za-z0-9]/u.test(char)) return !isMaskChar(char);
  if (/[A-Za-z]/.test(char)) return false;
  // 提高, 责任, 主张.
  if (isCommonWord(text.slice(at - 1, at + 1))) return false;
  return leadsIn(text.slice(Math.max(0, at - 6), at));
}

/** In the order of the text; of two that overlap the one that begins first. */
function withoutInner(found: ReadonlyMap<number, number>): [number, number][] {
  const kept: [number, number][] = [];
  for (const one of [...found].sort((a, b) => a[0] - b[0]))
    if (one[0] >= (kept.at(-1)?.[1] ?? 0)) kept.push(one);
  return kept;
}
