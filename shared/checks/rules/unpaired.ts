import { CHINESE_DIGITS, matches } from '../chars.ts';
import { pairsOf } from '../pairs.ts';
import type { BlockRule, Hit } from '../types.ts';

/** `一)` at a beginning: the opening bracket of `（一）` is gone. */
const HALF_NUMBER = new RegExp(`(?<=^|[。；：])\\s*([${CHINESE_DIGITS}]{1,3}|\\d{1,2})[)）](?=.)`, 'g');

/** `一)` → `（一）`; brackets, quotes and book-title marks without their partner. */
export const unpaired: BlockRule = {
  id: 'unpaired-mark',
  no: 3,
  name: '括号、引号、书名号不成对',
  severity: 'error',
  source: 'GB/T 15834-2011',
  example: ['一)加强学习', '（一）加强学习'],
  scope: 'block',
  run: (view) => {
    const { text } = view;
    const hits: Hit[] = [];
    const numbers = matches(text, HALF_NUMBER).filter(({ from, to }) => !text.slice(from, to).includes('('));
    for (const { to, groups } of numbers) {
      const digits = groups[1] ?? '';
      const from = to - 1 - digits.length;
      const right = `（${digits}）`;
      hits.push({ from, to, message: `序号少了前半个括号，应为“${right}”。`, suggestion: right });
    }
    for (const at of pairsOf(view).alone) {
      if (hits.some((hit) => hit.from <= at && at < hit.to)) continue;
      const mark = text.charAt(at);
      hits.push({ from: at, to: at + 1, message: `“${mark}”没有配对的另一半。` });
    }
    return hits;
  },
};
