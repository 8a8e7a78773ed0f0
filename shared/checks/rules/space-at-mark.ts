import { matches } from '../chars.ts';
import type { BlockRule } from '../types.ts';

const BEFORE = /(?<=\S)[ \t\u00a0\u3000]+(?=[，。、；：！？）》”’】〕〉])/g;
const AFTER = /(?<=[，。、；：！？（《“‘【〔〈）》”’】〕〉])[ \t\u00a0\u3000]+(?=\S)/g;
/** An ellipsis or a dash that is taken apart. */
const SPLIT = /(?<=…)[ \t\u00a0\u3000]+(?=…)|(?<=—)[ \t\u00a0\u3000]+(?=—)/g;

/** A space before, after or inside Chinese punctuation. */
export const spaceAtMark: BlockRule = {
  id: 'space-at-mark',
  no: 5,
  name: '标点前后多了空格',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['推进依法行政 ，提升水平', '推进依法行政，提升水平'],
  scope: 'block',
  run: ({ text }) => {
    if (!/[ \t\u00a0\u3000]/.test(text)) return [];
    const seen = new Set<number>();
    return [BEFORE, AFTER, SPLIT]
      .flatMap((pattern) => matches(text, pattern))
      .filter(({ from }) => !seen.has(from) && seen.add(from))
      .map(({ from, to }) => ({ from, to, message: '中文标点前后不空格。', suggestion: '' }));
  },
};
