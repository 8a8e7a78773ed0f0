import { nameAt, nameUpTo } from './name-at.ts';
import { surnameAt } from './surnames.ts';

/** Words of two or three characters in a row, and the words that the first and the last of them stand in. */
const LIST = /(?<=[、\s　])\p{Script=Han}{2,3}(?:[、\s　]{1,3}\p{Script=Han}{2,3}){0,60}(?=[、\s　])/gu;
const PARTS = /[、\s　]+/;
/** 杨柳湾, 石桥村: lists of places look like lists of names. */
const PLACE_END = /[湾坡沟坪坝坑口桥庄村屯寨铺店堡营塘冲垌围涌岗州镇乡县区市局]$/;
const PLACES_FOLLOW =
  /^[、\s　]?\p{Script=Han}{0,4}等?[\d一二三四五六七八九十]{0,3}个?(?:村|镇|社区|地|县|乡|街|片区|部门|单位|小区|路|家企业)/u;
const SHORTEST = 3;

/** Three names or more, one beside the other, with no word that says that they are names: an award list. */
export function nameLists(text: string): [number, number][] {
  if (!/[、\s　]/.test(text)) return [];
  return Array.from(text.matchAll(LIST), (match) => listAt(text, match.index, match[0])).flat();
}

function listAt(text: string, index: number, inner: string): [number, number][] {
  const names: [number, number][] = [];
  let at = index;
  for (const part of inner.split(/([、\s　]+)/)) {
    if (!PARTS.test(part)) {
      const end = at + part.length;
      if (PLACE_END.test(part) || nameAt(text, at, 'label') !== end) return [];
      names.push([at, end]);
    }
    at += part.length;
  }
  if (names.length === 0 || PLACES_FOLLOW.test(text.slice(at, at + 12))) return [];
  const firstTo = index - 1;
  const first = [firstTo - 3, firstTo - 2, firstTo - 4].find(
    (from) => from >= 0 && nameUpTo(text, from).includes(firstTo),
  );
  const lastFrom = at + (/^[、\s　]+/.exec(text.slice(at, at + 3))?.[0].length ?? 0);
  const last = nameAt(text, lastFrom, 'label');
  const all: [number, number][] = [
    ...(first === undefined ? [] : [[first, firstTo] as [number, number]]),
    ...names,
    ...(last === null ? [] : [[lastFrom, last] as [number, number]]),
  ];
  const long = all.filter(([from, to]) => to - from >= 3 && surnameAt(text, from)?.kind !== 'rare').length;
  return all.length >= SHORTEST && long * 2 >= all.length ? all : [];
}
