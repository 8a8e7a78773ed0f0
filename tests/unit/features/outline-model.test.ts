import { createEditor, Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { addSection } from '../../../renderer/features/outline/add-section.ts';
import { describeRow, outlineRows, rowOfBlock } from '../../../renderer/features/outline/outline-model.ts';
import { carriedOf } from '../../../shared/document/carried.ts';
import {
  makeAnnex,
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
} from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { templateSchema } from '../../../shared/template/schema.ts';

const template = templateSchema.parse({
  id: 'town',
  name: '镇报告',
  title: '{unit}{year}年报告',
  variables: [],
  slots: [
    { key: 'introduction', heading: '', level: 0, required: true, style: 'prose', length: [10, 100] },
    { key: 'work', heading: '工作情况', level: 1, required: true, style: 'parent' },
    { key: 'study', heading: '学习', level: 2, required: true, style: 'items', minItems: 2, length: [5, 50] },
    { key: 'justice', heading: '执法', level: 2, required: false, style: 'prose' },
    {
      key: 'plan',
      heading: '{nextYear}年工作计划',
      level: 1,
      required: true,
      style: 'items',
      lead: '{nextYear}年，{unit}将重点做好：',
    },
  ],
});
const variables = { unit: '青禾镇', year: '2025', nextYear: '2026' };

function report(): Block[] {
  return [
    makeTitle('青禾镇2025年报告'),
    makeParagraph('青禾镇2025年工作情况如下：全面推进法治建设。'),
    makeHeading(1, '工作情况', 'work'),
    makeHeading(2, '学习', 'study'),
    makeParagraph([
      makeOrdinal(),
      { text: '学法' },
      makeField({ unit: '次', label: '学法' }),
      { text: '。' },
      makeOrdinal(),
      { text: '普法到村。' },
    ]),
    makeHeading(1, '2026年工作计划', 'plan'),
    makeParagraph('2026年，青禾镇将重点做好：'),
    makeSignature('unit', '青禾镇人民政府'),
  ];
}

describe('outlineRows', () => {
  it('lists introduction, headings with numbers, and lacking slots in the order of the template', () => {
    const rows = outlineRows(report(), template, variables);
    expect(rows.map((row) => [row.level, row.number + row.text, row.state])).toEqual([
      [0, '引言', 'done'],
      [1, '一、工作情况', 'drafted'],
      [2, '（一）学习', 'drafted'],
      [2, '执法', 'missing'],
      [1, '二、2026年工作计划', 'empty'],
    ]);
    expect(rows.map((row) => row.required)).toEqual([true, true, true, false, true]);
  });

  it('measures sections with their subsections', () => {
    const [, work, study] = outlineRows(report(), template, variables);
    expect(study).toMatchObject({ emptyFields: 1, items: 2, suggested: [5, 50] });
    expect(work?.length).toBe(study?.length);
    expect(describeRow(study ?? never())).toContain('1 处数据未填');
  });

  it('is done when the figures are in, the items are there and the length fits', () => {
    const blocks = report();
    const filled = makeParagraph([
      makeOrdinal(),
      { text: '学法' },
      makeField({ unit: '次', label: '学法', value: '12' }),
      { text: '。' },
      makeOrdinal(),
      { text: '普法到村。' },
    ]);
    blocks[4] = filled;
    expect(outlineRows(blocks, template, variables)[2]?.state).toBe('done');
  });

  it('says 沿用未改 while half of the sentences are last year’s, and not after they are edited', () => {
    const blocks = report();
    const old = makeParagraph('坚持依法行政。加强普法。');
    const carried = carriedOf(old, 2024) ?? never();
    blocks[1] = { ...old, carried };
    expect(outlineRows(blocks, template, variables)[0]).toMatchObject({ state: 'carried', unchanged: 2 });
    blocks[1] = { ...makeParagraph('坚持依法行政不动摇。加强普法宣传。今年新做了三件事。'), carried };
    expect(outlineRows(blocks, template, variables)[0]?.state).toBe('done');
  });

  it('takes a parent as far as its subsections are', () => {
    const old = makeParagraph('坚持依法行政。');
    const carried = { ...old, carried: carriedOf(old, 2024) ?? never() };
    const [parent, child, text] = [makeHeading(1, '工作'), makeHeading(2, '学习'), makeParagraph('写好了。')];
    expect(firstState([parent, child, text])).toBe('done');
    expect(firstState([parent, child, carried])).toBe('carried');
    expect(firstState([parent, child, text, makeHeading(2, '执法'), makeParagraph('')])).toBe('drafted');
    expect(firstState([parent, child, makeParagraph('')])).toBe('empty');
  });

  it('works without a template and for an empty report', () => {
    expect(outlineRows([], null, {})).toEqual([]);
    expect(outlineRows([makeParagraph('')], null, {})).toHaveLength(1);
    expect(outlineRows([makeTitle('题')], template, variables)[0]).toMatchObject({ state: 'empty' });
  });

  it('lists annexes behind the sections, with the sections that they hold, and lacking ones before them', () => {
    const blocks = [
      ...report().slice(0, 5),
      makeSignature('unit', '青禾镇人民政府'),
      makeAnnex('名单'),
      makeHeading(1, '东片'),
      makeParagraph('甲村。'),
      makeAnnex('附表'),
    ];
    const rows = outlineRows(blocks, template, variables);
    expect(rows.map(({ level, number, text }) => `${level} ${number}${text}`).slice(-5)).toEqual([
      '2 执法',
      '1 2026年工作计划',
      '1 附件1名单',
      '2 一、东片',
      '1 附件2附表',
    ]);
    expect(rows.at(-4)).toMatchObject({ state: 'missing', from: 5 });
    expect(rows.at(-3)).toMatchObject({ annex: true, from: 7, to: 9, length: 3, state: 'done' });
    expect(rows.at(-1)).toMatchObject({ state: 'empty' });
    expect(rowOfBlock(rows, blocks, blocks[8]!.id)?.text).toBe('东片');
    expect(rowOfBlock(rows, blocks, blocks[9]!.id)?.text).toBe('附表');
  });
});

describe('rowOfBlock', () => {
  it('finds the innermost section', () => {
    const blocks = report();
    const rows = outlineRows(blocks, template, variables);
    expect(rowOfBlock(rows, blocks, blocks[1]?.id ?? '')?.key).toBe('intro');
    expect(rowOfBlock(rows, blocks, blocks[4]?.id ?? '')?.text).toBe('学习');
    expect(rowOfBlock(rows, blocks, blocks[2]?.id ?? '')?.text).toBe('工作情况');
    expect(rowOfBlock(rows, blocks, blocks[0]?.id ?? '')).toBeNull();
    expect(rowOfBlock(rows, blocks, 'nowhere')).toBeNull();
  });
});

describe('addSection', () => {
  it.each([
    ['justice', ['工作情况', '学习', '执法', '2026年工作计划']],
    ['plan', ['工作情况', '学习', '2026年工作计划']],
  ])('puts %s where the template has it', (key, headings) => {
    const editor = withDocument(createEditor());
    const blocks = key === 'plan' ? report().filter((_, index) => index !== 5 && index !== 6) : report();
    editor.children = blocks;
    Editor.normalize(editor, { force: true });
    const rows = outlineRows(editor.children as Block[], template, variables);
    const row = rows.find((one) => one.key === `missing:${key}`) ?? never();
    const id = addSection(editor, row, variables);
    const after = outlineRows(editor.children as Block[], template, variables);
    expect(after.filter((one) => one.level > 0 && one.state !== 'missing').map((one) => one.text)).toEqual(
      headings,
    );
    expect(after.some((one) => one.key === id && one.state === 'empty')).toBe(true);
    expect((editor.children.at(-1) as Block).type).toBe('signature');
  });
});

function firstState(blocks: Block[]) {
  return outlineRows(blocks, null, {})[0]?.state;
}

function never(): never {
  throw new Error('not found');
}
