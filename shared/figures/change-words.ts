import { compareFigures, type FigureText } from './compare-figures.ts';

/**
 * What a figure changed by against last year's, as it is written: 比上年增长25%, 比上年下降9.7%, 与上年持平; of a
 * percentage in percentage points. Null where nothing sensible can be said: from zero, from another unit, from what
 * can't be read.
 */
export function changeWords(now: FigureText, before: FigureText): string | null {
  const change = compareFigures(before, now);
  if (!change) return null;
  const { from, to, percent, points } = change;
  if (from === to) return '与上年持平';
  if (points !== null) return `比上年${points > 0 ? '提高' : '下降'}${Math.abs(points)}个百分点`;
  if (percent === null) return null;
  return percent === 0 ? '与上年基本持平' : `比上年${percent > 0 ? '增长' : '下降'}${Math.abs(percent)}%`;
}
