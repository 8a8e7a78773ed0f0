import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeHeading, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Inline, TableBlock } from '../../../shared/document/types.ts';
import { findClearFigures, type FigureSource } from '../../../shared/edition/clear-figures.ts';
import { findLeftovers } from '../../../shared/edition/leftovers.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('c');
type Words = (string | Inline)[];

const nodes = (words: Words): Inline[] =>
  padInlines(words.map((one) => (typeof one === 'string' ? { text: one } : one)));
const p = (...words: Words): Block => makeParagraph(nodes(words), 'body', ids);
const masked = (value: string, unit: string, props = {}): Inline => makeField({ value, unit, ...props }, ids);
const table = (head: string[], ...rows: Words[][]): TableBlock => ({
  type: 'table',
  id: ids(),
  children: [
    {
      type: 'table-row',
      header: true,
      children: head.map((text) => ({ type: 'table-cell', children: [{ text }] })),
    },
    ...rows.map((row) => ({
      type: 'table-row' as const,
      children: row.map((words) => ({ type: 'table-cell' as const, children: nodes(words) })),
    })),
  ],
});
const report = (...blocks: Block[]): FigureSource => ({
  document: { schema: 2, blocks },
  variables: {},
  policy: samplePolicy,
});
const asked = (blocks: Block[], past?: Block[]): string[] =>
  findClearFigures(report(...blocks), past ? report(...past) : null).map(({ text, why }) => `${why} ${text}`);

describe('figures typed by hand', () => {
  it('are asked about where the same unit is masked elsewhere', () => {
    const rest = p(
      '审查合同',
      masked('7391', '宗'),
      '，投入',
      masked('12', '万元'),
      '，罚款',
      masked('3', '万元'),
    );
    expect(asked([rest, p('另有7452宗在办，3 件归档，７３宗结案，花费8000元。')])).toEqual([
      'unit 7452宗',
      'unit ７３宗',
      'unit 8000元',
    ]);
    expect(asked([p('另有7452宗在办。')])).toEqual([]);
  });

  it('in a unit that every report is full of, once masked, only where the same is spoken of', () => {
    const rest = p('审查合同', masked('31', '件', { label: '合同审查数' }), '。');
    expect(asked([rest, p('调解纠纷583件，归档12件。')])).toEqual([]);
    expect(asked([rest, p('审查各类合同29件，调解纠纷583件。')])).toEqual(['unit 29件']);
    // Without a label the words before the masked one say what it counts.
    expect(asked([p('审查合同', masked('31', '件')), p('归档12件，合同一年29件。')])).toEqual(['unit 29件']);
    // Nearly the same number may be the same one, rounded.
    expect(asked([p('应诉', masked('151', '件')), p('全年在150到152件之间，归档12件。')])).toEqual([
      'unit 152件',
    ]);
    const twice = p('审查合同', masked('31', '件'), '，应诉', masked('4', '件'));
    expect(asked([twice, p('调解纠纷583件。')])).toEqual(['unit 583件']);
  });

  it('that are a part, a difference or a rate of another quantity are not asked about', () => {
    const rest = p(
      '调解纠纷',
      masked('871', '宗'),
      '，经费',
      masked('3', '万元'),
      '，补贴',
      masked('2', '万元'),
    );
    for (const text of [
      '其中婚姻家庭类388宗、邻里类274宗。',
      '较上年增加17宗。',
      '按人均0.6元列入预算。',
      '标准为一等每件200元、二等120元。',
      '另争取资金45万元。',
    ])
      expect(asked([rest, p(text)]), text).toEqual([]);
    expect(asked([rest, p('其中婚姻家庭类388宗，邻里纠纷274宗。')])).toEqual(['unit 274宗']);
  });

  it('years, dates, articles, numbers of laws, demands and words are none', () => {
    const rest = p(
      masked('1', '件'),
      masked('2', '次'),
      masked('3', '%'),
      masked('4', '项'),
      masked('5', '人'),
    );
    for (const text of [
      '2025年11月23日召开会议。',
      '第3次会议。',
      '《条例》第12件说明。',
      '青府〔2025〕5号文件，2026次序不变。',
      '每月不少于2次，力争达到95%。',
      '做好3件实事，落实5项措施。',
      '拨打12345热线、12348。',
      '为60人民调解。',
      '“八五”普法、第2人民医院。',
    ])
      expect(asked([rest, p(text)]), text).toEqual([]);
  });

  it('what is public by decision, or left out, is not asked about', () => {
    const open = masked('7452', '宗', { sensitivity: 'public' });
    expect(asked([p(masked('7391', '宗')), p('办理', open, '。')])).toEqual([]);
    expect(asked([p(masked('7391', '宗')), { ...p('办理7452宗。'), secret: true }])).toEqual([]);
    expect(asked([p(masked('7391', '宗')), p({ text: '办理7452宗。', secret: true })])).toEqual([]);
  });

  it('in a table: by column, by the head, by the first cell, by the unit line', () => {
    const column = table(
      ['事项', '数量'],
      [['审查'], [masked('7391', '')]],
      [['备案'], ['1560']],
      [['合计'], ['8951']],
    );
    expect(asked([column])).toEqual(['column 1560', 'column 8951']);
    const head = table(['事项', '数量（件）'], [['审查'], ['7391']]);
    expect(asked([p(masked('1', '件')), head])).toEqual(['unit 7391']);
    const first = table(
      ['事项', '2025', '2024'],
      [['审查（宗）'], ['7391'], ['7002']],
      [['满意度（%）'], ['98.5'], ['97']],
    );
    expect(asked([p(masked('1', '宗')), first])).toEqual(['unit 7391', 'unit 7002']);
    const lined = [
      makeParagraph('单位：万元', 'measure', ids),
      table(['项目', '支出'], [['培训'], ['12.5']]),
    ];
    expect(asked([p(masked('1', '万元')), ...lined])).toEqual(['unit 12.5']);
    const without = table(['序号', '年份', '电话', '数量（件）'], [['1'], ['2025'], ['110'], ['很多']]);
    expect(asked([p(masked('1', '件')), without])).toEqual([]);
  });

  it('a masked figure of a table makes its head’s unit a masked one', () => {
    const head = table(['事项', '数量（件）'], [['审查'], [masked('1560', '')]]);
    expect(asked([head, p('全年受理1560件。')])).toEqual(['unit 1560件']);
  });

  it('at the place where last year’s report hid one', () => {
    const past = [
      p('全年共审查合同', masked('6800', '宗'), '，满意度', masked('98', '%', { kind: 'percentage' }), '。'),
    ];
    expect(asked([p('全年共审查合同7452宗，满意度达到99%，合格率97%。')], past)).toEqual([
      'last-year 7452宗',
      'last-year 99%',
    ]);
    const named = [p('本年', masked('6', '次', { label: '行政检查次数' }))];
    expect(asked([p('开展行政检查15次。')], [p('本年', masked('6', '次', { label: '行政检查数' }))])).toEqual(
      ['last-year 15次'],
    );
    expect(asked([p('开展培训15次。')], named)).toEqual([]);
    const pastTable = [table(['事项', '数量'], [['审查'], [masked('7391', '')]])];
    expect(asked([table(['事项', '数量'], [['审查'], ['7452']])], pastTable)).toEqual(['last-year 7452']);
  });

  it('stand in the list of leftovers once, behind what is asked about already', () => {
    const blocks = [
      makeHeading(1, '情况', undefined, ids),
      p('审查', masked('7391', '宗'), '。'),
      p('又写了7391宗，另有7452宗。'),
      table(['事项', '数量'], [['审查'], [masked('1', '')]], [['备案'], ['15']]),
    ];
    const found = findLeftovers({ schema: 2, blocks }, {}, sampleTemplate, samplePolicy);
    expect(found.map(({ kind, text, figure }) => [kind, text, figure?.key])).toEqual([
      ['value', '7391宗', undefined],
      ['figure', '7452宗', '7452宗'],
      ['figure', '15', '备案，数量：15'],
    ]);
  });
});
