/** Where two texts that must be the same part: a few words before, and what each goes on with. */
export type FirstDifference = { before: string; expected: string; found: string };

const AROUND = 12;
const MORE = 24;

const line = (text: string): string => text.replaceAll('\n', '¶');

/** Null where both are the same. */
export function firstDifference(expected: string, found: string): FirstDifference | null {
  if (expected === found) return null;
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at += 1;
  return {
    before: line(expected.slice(Math.max(0, at - AROUND), at)),
    expected: line(expected.slice(at, at + MORE)),
    found: line(found.slice(at, at + MORE)),
  };
}

/** Labels of items, which are counted and not written: 一是, 二要, 首先，, 第一，, 其一，. */
const ITEM =
  /(?<![一二三四五六七八九十百零〇])[一二三四五六七八九十百零〇]+[是要]|[第其][一二三四五六七八九十]+[，、,：:]|(?:首先|其次|再次|最后)[，、,：:]/g;
/** Numbers of headings and the label of an annex, at the start of a line. */
const NUMBER =
  /^(?:[一二三四五六七八九十百零〇]+、|[（(][一二三四五六七八九十百零〇\d]+[）)]|\d+[.．](?!\d)|附件\d*[　：:]?)+/gm;

/**
 * A text without what is no word of it: white space, empty lines, and numbers that the program counts itself. A copy has
 * those as they were when it was sent; here they are counted anew.
 */
export function bare(text: string): string {
  return text
    .replaceAll(/[^\S\n]+|(?!\n)\p{Cc}+/gu, '')
    .replaceAll(NUMBER, '')
    .replaceAll(ITEM, '')
    .replaceAll(/\n{2,}/g, '\n')
    .replaceAll(/^\n|\n$/g, '');
}
