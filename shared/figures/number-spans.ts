/** A number in digits, with what may stand in and behind it: `1,200`, `98.5`, `200余`, `1.2万`. Not `万` of 万元. */
const NUMBER = /\d[\d,]*(?:\.\d+)?(?:余|多)?(?:(?:百万|千万|万|亿|百|千)(?!元))?(?:余|多)?/g;

/** From and up to (exclusive). */
export type NumberSpan = { from: number; to: number };

/** The longest unit and the words that it may be part of. */
export const MOST_BEHIND = 12;

/**
 * The numbers of a text that stand for themselves: not those of titles and documents (《》 〔〕), of articles and headings
 * (第12条, A4, 12.5.3), and not ranges (12—15).
 */
export function numbersIn(text: string): NumberSpan[] {
  if (!/\d/.test(text)) return [];
  const quoted = quotedParts(text);
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const from = match.index;
    const to = from + match[0].length;
    if (quoted.some(([start, end]) => from >= start && from < end)) return [];
    const isPart =
      /[第A-Za-z\d.—–\-~～/]/.test(text.charAt(from - 1)) || /^[—–\-~～/.]\d/.test(text.slice(to, to + 2));
    return isPart ? [] : [{ from, to }];
  });
}

/** Stretches inside 《》 and 〔〕: titles and document numbers. */
function quotedParts(text: string): [number, number][] {
  const parts: [number, number][] = [];
  for (const match of text.matchAll(/《[^《》]*》|〔[^〔〕]*〕|\[[^[\]]*\]/g))
    parts.push([match.index, match.index + match[0].length]);
  return parts;
}

/** Units that also count what every text counts (三项措施): a figure only behind a verb that makes or handles things. */
export const LOOSE_UNITS = ['个', '项', '条', '处', '部', '块'];

/** Verbs whose object is counted: behind them 个, 项, 条 count what was done. */
const DONE =
  /(?:建成|建立|健全|完成|新建|新增|设立|成立|打造|创建|制定|修订|清理|办结|收集|征集|采纳|出具|提出|审查|备案|整改|排查|化解|培育|命名|公示|公开|发布|核查|上线|明确|发现|处置|处理|受理|办理|查处|下发|签订|征求|回复|归集|推送|打造|命名)了?[^，。；：、]{0,12}$/;

/** The verb and what may stand behind it. */
const DONE_WITHIN = 16;

/** Whether what stands before a number says that it counts what was done. */
export const countsDone = (before: string): boolean => DONE.test(before.slice(-DONE_WITHIN));

const PART_OF_WORD =
  /^(?:次序|件事|件(?:民生)?实事|人民|人大|名单|家庭|场所|期间|张贴|起来|份额|个百分点|个维护|个意识|个自信|项清单|条例)/;

/** Whether the unit that stands behind a number is part of a word: 次序, 件事, 人民, 名单. */
export const isPartOfWord = (after: string): boolean => PART_OF_WORD.test(after);
