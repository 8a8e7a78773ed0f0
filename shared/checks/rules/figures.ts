import { fieldKind } from '../../document/field-kinds.ts';
import { compareFigures } from '../../figures/compare-figures.ts';
import { HAN, matches } from '../chars.ts';
import type { BlockRule, CheckContext, FieldSpan, Hit } from '../types.ts';

const BARE = new RegExp(
  `(?:开展|组织|举办|召开|查处|办理|受理|调解|审查|检查|培训|发放|化解|走访|立案|办结)[${HAN}]{1,10}?(\\d[\\d,.]*)(?=[，。；])`,
  'g',
);

/** Number without unit; unit differs from last year's; a figure ten times or a tenth of last year's */
export const figureFields: BlockRule = {
  id: 'figure-check',
  no: 56,
  name: '数据的单位和大小',
  severity: 'hint',
  source: '数据核对通例',
  example: ['开展普法活动12，', '开展普法活动12场，'],
  scope: 'block',
  run: (view, context) => {
    // In a table the head of the column, or the line above it, says the unit.
    const isCell = view.type === 'cell';
    const hits = view.fields.flatMap((span) => ofField(span, context, isCell));
    for (const { to, groups } of matches(view.text, BARE)) {
      const from = to - (groups[1] ?? '').length;
      if (view.fields.some((field) => field.from < to && from < field.to)) continue;
      hits.push({ from, to, message: `“${groups[1] ?? ''}”后面没有单位。` });
    }
    return hits;
  },
};

function ofField({ from, to, field, value }: FieldSpan, { past }: CheckContext, isCell: boolean): Hit[] {
  if (field.variable || value === '' || !fieldKind(field.kind).amount) return [];
  const hits: Hit[] = [];
  if (field.unit === '' && !isCell && !/[%％‰]$/.test(value))
    hits.push({ from, to, message: `“${value}”没有单位。`, severity: 'warning', field: field.id });
  const last = past[field.id] ?? field.last;
  if (!last) return hits;
  if (last.unit !== '' && field.unit !== '' && last.unit !== field.unit) {
    hits.push({
      from,
      to,
      message: `${last.year}年的单位是“${last.unit}”，今年用“${field.unit}”，请核对。`,
      field: field.id,
      key: `unit|${field.id}`,
    });
    return hits;
  }
  const change = compareFigures({ value: last.value, unit: '' }, { value, unit: '' });
  if (!change || change.from <= 0 || change.to <= 0) return hits;
  const ratio = change.to / change.from;
  // Small figures jump about: 1 → 10 is no slip of the pen.
  if (Math.max(change.from, change.to) < 20 || (ratio < 10 && ratio > 0.1)) return hits;
  hits.push({
    from,
    to,
    message: `${last.year}年是${last.value}${last.unit}，今年${ratio >= 10 ? '十倍以上' : '不到十分之一'}，请核对。`,
    field: field.id,
    key: `ratio|${field.id}`,
  });
  return hits;
}

const COUNT = '(?<!\\d)(\\d+(?:\\.\\d+)?)([件次起宗场人名户份个条家]|人次|场次|万元|亿元)';
const FIGURES = new RegExp(COUNT, 'g');
const TOTAL_FIRST = new RegExp(`${COUNT}[，,：（]?其中`, 'g');
const TOTAL_LAST = new RegExp(`(?:共计?|合计|总计)[${HAN}]{0,6}?${COUNT}(?=[。；，])`, 'g');

/** A total that is not the sum of its parts in one sentence */
export const sums: BlockRule = {
  id: 'sum-check',
  no: 57,
  name: '合计与分项不符',
  severity: 'hint',
  source: '数据核对通例',
  example: ['调解12件，其中邻里8件、婚姻5件', '调解13件，其中邻里8件、婚姻5件'],
  scope: 'block',
  run: ({ text }) => {
    if (!/其中|合计|总计|共/.test(text)) return [];
    return [...partsAfter(text), ...partsBefore(text)];
  },
};

function figuresOf(text: string, unit: string): number[] {
  return matches(text, FIGURES)
    .filter(({ groups, to }) => groups[2] === unit && !(unit === '人' && text.charAt(to) === '次'))
    .map(({ groups }) => Number(groups[1]));
}

const sum = (figures: readonly number[]): number =>
  Number(figures.reduce((total, figure) => total + figure, 0).toPrecision(12));

/** 12件，其中…8件、…5件: parts may be some of all, but never more. */
function partsAfter(text: string): Hit[] {
  return matches(text, TOTAL_FIRST).flatMap(({ from, to, groups }): Hit[] => {
    const total = Number(groups[1]);
    const rest = /^[^。；）]*/.exec(text.slice(to))?.[0] ?? '';
    // A part that is a part of a part, or a second total, is beyond this rule.
    if (/其中|共|合计|总计|成功|办结|同比|增长/.test(rest)) return [];
    const parts = figuresOf(rest, groups[2] ?? '');
    if (parts.length < 2 || sum(parts) <= total) return [];
    return [
      {
        from,
        to: from + (groups[1] ?? '').length,
        message: `分项相加是${sum(parts)}${groups[2] ?? ''}，比合计${total}${groups[2] ?? ''}还多。`,
      },
    ];
  });
}

/** …8件、…5件，合计12件 */
function partsBefore(text: string): Hit[] {
  return matches(text, TOTAL_LAST).flatMap(({ from, to, groups, text: whole }): Hit[] => {
    if (!/^(?:合计|总计|共计)/.test(whole)) return [];
    const total = Number(groups[1]);
    const before = /[^。；]*$/.exec(text.slice(0, from))?.[0] ?? '';
    if (/其中|共|合计|总计/.test(before)) return [];
    const parts = figuresOf(before, groups[2] ?? '');
    if (parts.length < 2 || sum(parts) === total) return [];
    const at = to - (groups[2] ?? '').length - (groups[1] ?? '').length;
    return [
      {
        from: at,
        to: at + (groups[1] ?? '').length,
        message: `前面各项相加是${sum(parts)}${groups[2] ?? ''}，与合计不符。`,
      },
    ];
  });
}
