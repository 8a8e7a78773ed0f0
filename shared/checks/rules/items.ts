import { ordinalLabel } from '../../document/ordinals.ts';
import { CHINESE_DIGITS as CN } from '../chars.ts';
import { perRun, type Item, type Run } from '../items.ts';
import type { ReportHit, ReportRule } from '../types.ts';

const label = (item: Item, n: number): string => ordinalLabel(item.scheme, n);
const typed = (item: Item): string => item.view.text.slice(item.from, item.to);
const many = (run: Run): boolean => run.items.length > 1;

/** Items joined by ； that contain 。 */
export const itemSemicolon: ReportRule = {
  id: 'item-semicolon',
  no: 17,
  name: '分号连接的要点里有句号',
  severity: 'warning',
  source: 'GB/T 15834-2011',
  example: ['一是加强学习。全年十次；二是……', '一是加强学习。全年十次。二是……'],
  scope: 'report',
  run: perRun((run): ReportHit[] => {
    if (!many(run) || !run.items.some((item) => /。./.test(item.text.trimEnd()))) return [];
    return run.items
      .filter((item) => /；\s*$/.test(item.text))
      .map((item) => {
        const at = item.to + item.text.trimEnd().length - 1;
        return {
          view: item.view,
          from: at,
          to: at + 1,
          message: '各项里面已有句号，各项之间也用句号。',
          suggestion: '。',
        };
      });
  }),
};

/** Lead-in before items ends in ，while items end in 。 */
export const leadComma: ReportRule = {
  id: 'lead-in-comma',
  no: 18,
  name: '引出要点的逗号',
  severity: 'hint',
  source: 'GB/T 15834-2011',
  example: ['以……为指导，一是……。二是……。', '以……为指导。一是……。二是……。'],
  scope: 'report',
  run: perRun((run): ReportHit[] => {
    const { lead, items } = run;
    const [first] = items;
    if (!many(run) || !lead || !first || lead.view.text.charAt(lead.to - 1) !== '，') return [];
    if (!items.slice(0, -1).every((item) => /。\s*$/.test(item.text))) return [];
    return [
      {
        view: lead.view,
        from: lead.to - 1,
        to: lead.to,
        message: `各项用句号分开，“${typed(first)}”前面宜用句号或冒号。`,
      },
    ];
  }),
};

/** `一是…三是` → `二是` */
export const itemOrder: ReportRule = {
  id: 'item-order',
  no: 35,
  name: '要点序号不连续',
  severity: 'error',
  source: '公文写作通例',
  example: ['一是……。三是……。', '一是……。二是……。'],
  scope: 'report',
  run: perRun((run) =>
    run.items.flatMap((item, at): ReportHit[] => {
      const expected = at + 1;
      const previous = run.items[at - 1];
      // Where one is missing, only the first that does not fit is told.
      if (item.n === expected || (previous && item.n === previous.n + 1)) return [];
      if (!previous && item.scheme !== 'shi') return [];
      const right = label(item, previous ? previous.n + 1 : 1);
      return [
        {
          view: item.view,
          from: item.from,
          to: item.to,
          message: previous
            ? `“${typed(item)}”接不上前面的“${typed(previous)}”，应为“${right}”。`
            : `“${typed(item)}”前面没有“${right}”。`,
          ...(previous ? { suggestion: right } : {}),
        },
      ];
    }),
  ),
};

/** A lone 一是 */
export const loneItem: ReportRule = {
  id: 'lone-item',
  no: 36,
  name: '只有“一是”',
  severity: 'warning',
  source: '公文写作通例',
  example: ['一是加强学习。（没有二是）', '加强学习。'],
  scope: 'report',
  run: perRun((run): ReportHit[] => {
    const [only] = run.items;
    if (many(run) || !only || only.n !== 1 || (only.scheme !== 'shi' && only.scheme !== 'yao')) return [];
    // One that nobody has written yet is not to be complained of.
    if (only.text.trim().length < 4) return [];
    return [
      {
        view: only.view,
        from: only.from,
        to: only.to,
        message: `只有“${typed(only)}”，没有后面的要点：补上，或去掉序号。`,
      },
    ];
  }),
};

const COUNT = new RegExp(
  `([${CN}两]|\\d{1,2})(?:个方面|方面|项措施|项举措|项工作|个问题|点要求|项要求|个不足|类问题)[^。；，]{0,12}[：，。]?$`,
);

/** “三个方面” followed by four items */
export const itemCount: ReportRule = {
  id: 'item-count',
  no: 37,
  name: '“几个方面”与要点数不符',
  severity: 'hint',
  source: '公文写作通例',
  example: ['主要有三个方面：一是…二是…三是…四是…', '主要有四个方面：……'],
  scope: 'report',
  run: perRun((run): ReportHit[] => {
    const { lead, items } = run;
    if (!many(run)) return [];
    const before = lead?.view.text.slice(0, lead.to) ?? '';
    const match = COUNT.exec(before);
    if (!lead || !match || items.some((item, at) => item.n !== at + 1)) return [];
    const word = match[1] ?? '';
    const said = word === '两' ? 2 : /\d/.test(word) ? Number(word) : CN.indexOf(word) + 1;
    if (said === items.length) return [];
    return [
      {
        view: lead.view,
        from: match.index,
        to: match.index + word.length,
        message: `前面说“${word}”，后面列了${items.length}项。`,
      },
    ];
  }),
};
