import { approxBefore, splitApprox } from '../figures/approx.ts';
import type { FieldSpan } from './masks.ts';
import { figureUnitAt } from './units.ts';

const NUMBER = /\d[\d,]*(?:\.\d+)?(?:余|多)?(?:(?:百万|千万|万|亿|百|千)(?!元))?(?:余|多)?/g;

/** Verbs whose object is counted: behind them 个, 项, 条 count what was done. */
const DONE =
  /(?:建成|建立|健全|完成|新建|新增|设立|成立|打造|创建|制定|修订|清理|办结|收集|征集|采纳|出具|提出|审查|备案|整改|排查|化解|培育|命名|公示|公开|发布|核查|上线|明确|发现|处置|处理|受理|办理|查处|下发|签订|征求|回复|归集|推送|打造|命名)了?[^，。；：、]{0,12}$/;

/** The verb and what may stand behind it. */
const DONE_WITHIN = 16;

/** The longest unit and the words that it may be part of. */
const MOST_BEHIND = 12;

/**
 * Figures of an open text that are worth following over the years: a number with a unit that says how much was done.
 * Numbers of documents, articles, dates, years and programmes stay text.
 */
export function figureSpans(text: string): FieldSpan[] {
  const spans: FieldSpan[] = [];
  if (!/\d/.test(text)) return spans;
  const quoted = quotedParts(text);
  for (const match of text.matchAll(NUMBER)) {
    const value = match[0];
    const from = match.index;
    const to = from + value.length;
    const after = text.slice(to, to + MOST_BEHIND);
    if (quoted.some(([start, end]) => from >= start && from < end)) continue;
    // 第12条, A4, 12.5.3, 12—15件: not a figure of its own.
    if (/[第A-Za-z\d.—–\-~～/]/.test(text.charAt(from - 1)) || /^[—–\-~～/.]\d/.test(after)) continue;
    const found = figureUnitAt(after);
    // Only the end of what stands before: a pattern that ends there would be tried from every character.
    const before = text.slice(Math.max(0, from - DONE_WITHIN), from);
    if (!found || (found.loose && !DONE.test(before))) continue;
    // 2022人 after a year would be odd; 次序, 件事, 人民, 人大, 名单, 家庭: the unit is part of a word.
    if (PART_OF_WORD.test(after)) continue;
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

const PART_OF_WORD =
  /^(?:次序|件事|件(?:民生)?实事|人民|人大|名单|家庭|场所|期间|张贴|起来|份额|个百分点|个维护|个意识|个自信|项清单|条例)/;

/** Stretches inside 《》 and 〔〕: titles and document numbers. */
function quotedParts(text: string): [number, number][] {
  const parts: [number, number][] = [];
  for (const match of text.matchAll(/《[^《》]*》|〔[^〔〕]*〕|\[[^[\]]*\]/g))
    parts.push([match.index, match.index + match[0].length]);
  return parts;
}
