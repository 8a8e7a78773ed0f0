import { matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

const SAME = /([，。、；：！？])\1+/g;
/** Two different marks of which only one can stand. */
const MIXED = /[，、；：][，。、；：]|。[，。、；：]/g;

/** `。。` `，，` → one */
export const repeatedMark: BlockRule = {
  id: 'repeated-mark',
  no: 4,
  name: '标点重复',
  severity: 'error',
  source: 'GB/T 15834-2011',
  example: ['工作取得实效。。', '工作取得实效。'],
  scope: 'block',
  run: ({ text }) => {
    const same = matches(text, SAME);
    const mixed = matches(text, MIXED).filter(
      (one) => !same.some((other) => other.from < one.to && one.from < other.to),
    );
    return [
      ...same.map(({ from, to, groups }) => ({
        from,
        to,
        message: `“${groups[1] ?? ''}”重复了。`,
        suggestion: groups[1] ?? '',
      })),
      ...mixed.map(({ from, to, text: marks }) => ({ from, to, message: `“${marks}”只能留一个。` })),
    ];
  },
};
