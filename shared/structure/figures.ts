import { approxBefore, splitApprox } from '../figures/approx.ts';
import { countsDone, isPartOfWord, MOST_BEHIND, numbersIn } from '../figures/number-spans.ts';
import type { FieldSpan } from './masks.ts';
import { figureUnitAt } from './units.ts';

/** As far as a word reaches that says how exact a figure is. */
const MOST_BEFORE = 16;

/**
 * Figures of an open text that are worth following over the years: a number with a unit that says how much was done.
 * Numbers of documents, articles, dates, years and programmes stay text.
 */
export function figureSpans(text: string): FieldSpan[] {
  const spans: FieldSpan[] = [];
  for (const { from, to } of numbersIn(text)) {
    const value = text.slice(from, to);
    const after = text.slice(to, to + MOST_BEHIND);
    const found = figureUnitAt(after);
    // Only the end of what stands before: a pattern that ends there would be tried from every character.
    const before = text.slice(Math.max(0, from - MOST_BEFORE), from);
    if (!found || (found.loose && !countsDone(before))) continue;
    // 2022人 after a year would be odd; 次序, 件事, 人民, 人大, 名单, 家庭: the unit is part of a word.
    if (isPartOfWord(after)) continue;
    const word = approxBefore(before);
    const split = splitApprox(word + value);
    // 200余万: the word stands inside the figure, which then says by itself how exact it is.
    const { value: figure, approx } = split.approx === undefined ? { value, approx: undefined } : split;
    spans.push({
      from: approx === undefined ? from : from - word.length,
      to: to + found.unit.length,
      field: {
        kind: found.kind,
        unit: found.unit,
        value: figure,
        sensitivity: 'internal',
        ...(approx ? { approx } : {}),
      },
    });
  }
  return spans;
}
