import { HAN, isHan, matches } from '../chars.ts';
import type { BlockRule, Hit } from '../types.ts';

const PAIR = /"([^"“”\n]{1,100})"/g;
const han = new RegExp(`[${HAN}]`);

/** `"四个意识"` → `“四个意识”` */
export const straightQuotes: BlockRule = {
  id: 'straight-quote',
  no: 2,
  name: '直引号',
  severity: 'error',
  source: 'GB/T 15834-2011',
  example: ['增强"四个意识"', '增强“四个意识”'],
  scope: 'block',
  run: ({ text }) => {
    if (!text.includes('"')) return [];
    const hits: Hit[] = [];
    const paired = new Set<number>();
    const add = (at: number, right: string | null): void => {
      hits.push({
        from: at,
        to: at + 1,
        message: '中文引文要用弯引号“ ”。',
        ...(right === null ? {} : { suggestion: right }),
      });
    };
    for (const { from, to, groups } of matches(text, PAIR)) {
      paired.add(from).add(to - 1);
      if (!han.test(groups[1] ?? '') && !isHan(text[from - 1]) && !isHan(text[to])) continue;
      add(from, '“');
      add(to - 1, '”');
    }
    for (const { from } of matches(text, /"/g)) {
      if (!paired.has(from) && (isHan(text[from - 1]) || isHan(text[from + 1]))) add(from, null);
    }
    return hits.sort((a, b) => a.from - b.from);
  },
};
