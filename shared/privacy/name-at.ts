import { goesOnAfterName } from './after-names.ts';
import { isCommonWord, isCommonWordAt } from './common-words.ts';
import { isMaskChar, isOftenGiven, mayBeGivenAt } from './given-names.ts';
import { OFFICE, COURTESY } from './offices.ts';
import { surnameAt, type Surname } from './surnames.ts';
import { isActing } from './word-names.ts';

/**
 * How surely a name is expected at a place: `label` behind 姓名： and in lists, `office` beside an office or somebody's
 * part in a case, `broad` beside words that may mean many things, `open` in a sentence like any other.
 */
export type Expected = 'label' | 'office' | 'broad' | 'open';

const RANK: Record<Expected, number> = { label: 3, office: 2, broad: 1, open: 0 };

const OFFICE_HERE = new RegExp(`(?:${OFFICE}|${COURTESY})`, 'uy');

/** How surely a name may end at this place: 3 at a mark or an office, 2 before what people do, 1 before a word, or 0. */
export function endsAt(text: string, at: number): 0 | 1 | 2 | 3 {
  const char = text.charAt(at);
  if (char === '' || /[^\p{Script=Han}A-Za-z·•]/u.test(char)) return isMaskChar(char) ? 0 : 3;
  OFFICE_HERE.lastIndex = at;
  if (OFFICE_HERE.test(text)) return 3;
  if (goesOnAfterName(text, at)) return 2;
  return isCommonWordAt(text, at) ? 1 : 0;
}

/** True where an office begins here that is no part of a name: 书记, 主任. */
export function isOffice(text: string, at: number): boolean {
  OFFICE_HERE.lastIndex = at;
  return OFFICE_HERE.test(text);
}

type Shape = { end: number; kind: Surname; given: string; isWord: boolean };

/** A given name's last character that hardly ends a word with the two before it: 安全和, 常态化 are none. */
const endsName = (char: string): boolean =>
  isOftenGiven(char) &&
  !/[和化有来为生多成实大会立上中同可方以内起之如地于好先近在相因期会力心意见事行度法理人工家日月年花节天地房本子下间业林权]/.test(
    char,
  );

const VILLAGE = /[湾坡沟坪坝坑口桥庄屯寨铺店堡营塘冲垌围岗洼峪村镇河山岭港界祠院巷弄]/;

/** A name of this length at this place, as far as its characters go. */
function shapeAt(text: string, at: number, given: number): Shape | null {
  const surname = surnameAt(text, at);
  if (!surname) return null;
  const from = at + surname.length;
  const end = from + given;
  if (end > text.length) return null;
  for (let place = from; place < end; place += 1) if (!mayBeGivenAt(text, place)) return null;
  // 李家湾, 王家坝 are villages.
  if (given === 2 && text.charAt(from) === '家' && VILLAGE.test(text.charAt(from + 1))) return null;
  // 高度, 任务, 于是; but 向前进 and 严守义 are names where a third character makes one.
  const isWord = surname.kind !== 'compound' && isCommonWordAt(text, at);
  if (isWord && (given === 1 || surname.kind === 'rare' || !endsName(text.charAt(end - 1)))) return null;
  return { end, kind: surname.kind, given: text.slice(from, end), isWord };
}

/** True where it is a name that was masked in part: 李某某, 王*. */
export function isMaskedName(text: string, at: number): boolean {
  const surname = surnameAt(text, at);
  return surname !== null && isMaskChar(text.charAt(at + surname.length));
}

/** The end of the name that begins here, or null: its length is the one behind which the sentence goes on best. */
export function nameAt(text: string, at: number, expected: Expected): number | null {
  if (isMaskedName(text, at)) return null;
  // 向书记, 任主任.
  if (isOffice(text, at + 1)) return null;
  const two = shapeAt(text, at, 2);
  const one = shapeAt(text, at, 1);
  const shape = better(text, two, one);
  return shape && isEnough(text, shape, expected) ? shape.end : null;
}

function better(text: string, two: Shape | null, one: Shape | null): Shape | null {
  if (!two || !one) return two ?? one;
  const afterTwo = endsAt(text, two.end);
  const afterOne = endsAt(text, one.end);
  if (afterTwo === 3) return two;
  // 王强|调研, 江平|主持: the second character begins what follows.
  if (afterOne === 2 && afterTwo < 2) return one;
  if (afterOne >= 1 && afterTwo < 2 && !isOftenGiven(two.given.charAt(1))) return one;
  if (afterTwo === 0 && afterOne > 0) return one;
  return two;
}

function isEnough(text: string, shape: Shape, expected: Expected): boolean {
  const { end, kind, given } = shape;
  const rank = RANK[expected];
  const after = endsAt(text, end);
  const two = given.length === 2;
  const often = Array.from(given).every(isOftenGiven);
  const means = two && isCommonWord(given);
  if (!two && isActing(text.slice(end - 2, end))) return false;
  if (shape.isWord) return rank >= 2 && after >= 2 && !means && !isCommonWordAt(text, end - 1);
  if (kind === 'compound') return after >= 2 || (rank >= 1 && often);
  if (kind === 'plain') {
    if (rank >= 2) return after >= 2 || (often && (two || after === 1));
    if (rank === 1) return after >= 2 ? two || after === 3 || often : two && often && after === 1;
    return after >= 2 && two && often && !means;
  }
  // 于收|到: what would be the name's end begins the next word.
  if (after < 3 && !(two && often) && isCommonWordAt(text, end - 1)) return false;
  if (kind === 'ambiguous') {
    if (rank === 3) return after >= 2;
    // 任双 before 组长, 常巡, 易事.
    if (!two && (!often || text.charAt(end - 2) === '任')) return false;
    if (rank === 2) return after >= 2 ? !means || often : two && often && !means;
    return after >= 2 && two && often && !means;
  }
  if (rank === 3) return after === 3 && often && !means;
  return rank === 2 && after >= 2 && two && often && !means;
}

/** True where the characters make a name, whatever stands around them: a quick no for nearly all places. */
export const mayBeNameAt = (text: string, at: number): boolean =>
  surnameAt(text, at) !== null && (shapeAt(text, at, 2) !== null || shapeAt(text, at, 1) !== null);

/** Where a name that begins here may end, for what stands behind it to judge; the longer first. */
export function nameUpTo(text: string, at: number): number[] {
  const ends: number[] = [];
  for (const length of [2, 1]) {
    const shape = shapeAt(text, at, length);
    if (!shape) continue;
    // 向李华, 和王强.
    if (length === 2 && /[向和于及应任经]/.test(text.charAt(at)) && surnameAt(text, at + 1)?.kind === 'plain')
      continue;
    const often = Array.from(shape.given).every(isOftenGiven);
    const means = length === 2 && isCommonWord(shape.given);
    // 石榴红调解工作室.
    if (shape.isWord && (means || !often)) continue;
    // 任双组长, 任总召集人.
    if ((length === 1 && text.charAt(at) === '任') || text.charAt(at) === '原') continue;
    if (shape.kind === 'rare' && (!often || means || length < 2)) continue;
    if (shape.kind === 'ambiguous' && (means ? !often : length === 1 && !often)) continue;
    ends.push(shape.end);
  }
  return ends;
}
