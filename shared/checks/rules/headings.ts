import { headingLabel } from '../../document/numbering.ts';
import { headingNumber } from '../../structure/heading-number.ts';
import { perView } from '../per-view.ts';
import { stretchesOf } from '../stretches.ts';
import type { BlockView, ReportHit, ReportRule } from '../types.ts';

const LEVELS = ['', '一、', '（一）', '1.', '（1）'];
/** The headings of the report, and of each of its annexes: those are counted by themselves. */
function outlinesOf(views: readonly BlockView[]): BlockView[][] {
  const outlines: BlockView[][] = [[]];
  for (const { heading, annex } of stretchesOf(views)) {
    if (annex === 'begins') outlines.push([]);
    if (heading) outlines.at(-1)?.push(heading);
  }
  return outlines;
}
/** The number that is typed in a heading's words. */
const doubleNumber = perView((view: BlockView) => headingNumber(view.text));
const place = (view: BlockView) => ({ view, from: 0, to: Math.min(view.text.length, 60) });

/** Level skipped: 一、 and then 1. */
export const levelSkipped: ReportRule = {
  id: 'level-skipped',
  no: 33,
  name: '标题层次跳级',
  severity: 'warning',
  source: 'GB/T 9704-2012',
  example: ['一、…… 1.……', '一、…… （一）……'],
  scope: 'report',
  run: (views) => {
    return outlinesOf(views).flatMap((headings, at) => skipsIn(headings, at === 0 ? '全文' : '附件'));
  },
};

function skipsIn(headings: readonly BlockView[], whole: string): ReportHit[] {
  const hits: ReportHit[] = [];
  let last = 0;
  for (const view of headings) {
    if (view.level > last + 1) {
      const right = LEVELS[last + 1] ?? '';
      hits.push({
        ...place(view),
        message:
          last === 0
            ? `${whole}从“${LEVELS[view.level] ?? ''}”级标题开始，前面没有“${right}”级标题。`
            : `“${LEVELS[last] ?? ''}”下面直接用了“${LEVELS[view.level] ?? ''}”，应先用“${right}”。`,
      });
    }
    last = view.level;
  }
  return hits;
}

/** `一、…一、`, `一、…三、`; a number that is typed before the one that the program counts. */
export const headingOrder: ReportRule = {
  id: 'heading-order',
  no: 34,
  name: '标题编号重复或缺号',
  severity: 'error',
  source: 'GB/T 9704-2012',
  example: ['一、…… 一、……', '一、…… 二、……'],
  scope: 'report',
  run: (views) => outlinesOf(views).flatMap((headings) => misnumberedIn(headings)),
};

function misnumberedIn(headings: readonly BlockView[]): ReportHit[] {
  const hits: ReportHit[] = [];
  const counts = [0, 0, 0, 0, 0];
  for (const view of headings) {
    const { level, typedNumber } = view;
    if (level === 0) continue;
    const expected = (counts[level] ?? 0) + 1;
    counts.fill(0, level);
    counts[level] = expected;
    if (typedNumber !== undefined) {
      const typed = headingNumber(`${typedNumber}字`)?.n ?? undefined;
      if (typed !== undefined) counts[level] = typed;
      if (typed !== undefined && typed !== expected) {
        const right = headingLabel(level, expected);
        hits.push({
          ...place(view),
          message: `编号“${typedNumber}”${typed < expected ? '重复' : '前面缺号'}，应为“${right}”。`,
          action: 'renumber',
        });
      }
      continue;
    }
    const double = doubleNumber(view);
    if (double) {
      hits.push({
        view,
        from: 0,
        to: double.label.length,
        message: `编号会自动生成，不用再打“${double.label}”。`,
        suggestion: '',
      });
    }
  }
  return hits;
}
