import { figureOf } from './approx.ts';
import { changeInPercent, readFigure } from './parse-figure.ts';

/** A figure as it is written, with the word that says how exact it is in the value or beside it. */
export type FigureText = { value: string; unit: string; approx?: string };

export type FigureComparison = {
  /** Both in the unit of the later one. */
  from: number;
  to: number;
  /** Change in per cent to one decimal; null from zero. */
  percent: number | null;
  /** Of a share: change in percentage points. */
  points: number | null;
};

const SCALES: Record<string, number> = { 元: 1, 千元: 1e3, 万元: 1e4, 百万元: 1e6, 亿元: 1e8 };

/** What a value in `from` is in `to`; null where the two units count different things. */
export function convertUnit(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  const [a, b] = [SCALES[from], SCALES[to]];
  return a === undefined || b === undefined ? null : Number(((value * a) / b).toPrecision(12));
}

const isShare = (unit: string): boolean => /^[%％]/.test(unit);

/**
 * Two figures as figures, wherever they come from: fields, last year's values, two texts. Null where they can't be
 * compared: one of them can't be read, or they count different things.
 */
export function compareFigures(before: FigureText, now: FigureText): FigureComparison | null {
  const [a, b] = [readFigure(written(before)), readFigure(written(now))];
  if (!a.ok || !b.ok) return null;
  const from = convertUnit(a.figure.value, before.unit, now.unit);
  if (from === null) return null;
  const to = b.figure.value;
  const percent = changeInPercent(to, from);
  return { from, to, percent, points: isShare(now.unit) ? pointsBetween(from, to) : null };
}

function written({ value, approx }: FigureText): string {
  return approx === undefined ? value : figureOf({ value, approx });
}

export function pointsBetween(from: number, to: number): number {
  return Number((to - from).toFixed(2));
}

/** `+25%`, `-9.7%`, of a share `+1.2个百分点`; null where there is nothing to reckon. */
export function changeNote({ percent, points }: Pick<FigureComparison, 'percent' | 'points'>): string | null {
  if (points !== null) return `${points > 0 ? '+' : ''}${points}个百分点`;
  return percent === null ? null : `${percent > 0 ? '+' : ''}${percent}%`;
}
