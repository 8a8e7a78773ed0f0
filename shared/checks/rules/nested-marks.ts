import { isHan } from '../chars.ts';
import { pairsOf, type Pair } from '../pairs.ts';
import type { BlockRule, BlockView, Hit } from '../types.ts';

/** Pairs of `mark` that lie in another of the same mark, an odd number deep: those that take the inner form. */
function inner(view: BlockView, mark: string): Pair[] {
  return pairsOf(view).pairs.filter(
    (pair) => pair.mark === mark && pair.inside.filter((one) => one === mark).length % 2 === 1,
  );
}

function replace(pair: Pair, open: string, close: string, message: string): Hit[] {
  return [
    { from: pair.open, to: pair.open + 1, message, suggestion: open },
    { from: pair.close, to: pair.close + 1, message, suggestion: close },
  ];
}

/** `《…《…》…》` → `《…〈…〉…》` */
export const nestedTitles: BlockRule = {
  id: 'nested-titles',
  no: 7,
  name: '书名号里的书名号',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['《关于印发《甲办法》的通知》', '《关于印发〈甲办法〉的通知》'],
  scope: 'block',
  run: (view) =>
    inner(view, '《').flatMap((pair) =>
      replace(pair, '〈', '〉', '书名号里面再用书名号，里面的用单书名号〈 〉。'),
    ),
};

/** `“…“…”…”` → `“…‘…’…”`; single quotes outside → double. */
export const nestedQuotes: BlockRule = {
  id: 'nested-quotes',
  no: 8,
  name: '引号里的引号',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['“学习“两山”理念”', '“学习‘两山’理念”'],
  scope: 'block',
  run: (view) => {
    const outer = pairsOf(view).pairs.filter(
      (pair) => pair.mark === '‘' && !pair.inside.includes('“') && isHan(view.text[pair.open + 1]),
    );
    return [
      ...inner(view, '“').flatMap((pair) => replace(pair, '‘', '’', '引号里面再用引号，里面的用单引号‘ ’。')),
      ...outer.flatMap((pair) => replace(pair, '“', '”', '外层引号用双引号“ ”。')),
    ].sort((a, b) => a.from - b.from);
  },
};
