import { changeInPercent, readFigure } from '../figures/parse-figure.ts';
import { convertUnit } from './series.ts';

export type FigureText = { value: string; unit: string };

/**
 * What a figure changed by against last year's, as it is written: 比上年增长25%, 比上年下降9.7%, 与上年持平; of a
 * percentage in percentage points. Null where nothing sensible can be said: from zero, from another unit, from what
 * can't be read.
 */
export function changeWords(now: FigureText, before: FigureText): string | null {
  const [a, b] = [readFigure(before.value), readFigure(now.value)];
  if (!a.ok || !b.ok) return null;
  const old = convertUnit(a.figure.value, before.unit, now.unit);
  if (old === null) return null;
  const value = b.figure.value;
  if (value === old) return '与上年持平';
  if (/^[%％]/.test(now.unit)) {
    const points = Number((value - old).toFixed(2));
    return `比上年${points > 0 ? '提高' : '下降'}${Math.abs(points)}个百分点`;
  }
  const percent = changeInPercent(value, old);
  if (percent === null) return null;
  return percent === 0 ? '与上年基本持平' : `比上年${percent > 0 ? '增长' : '下降'}${Math.abs(percent)}%`;
}
