import { describe, expect, it } from 'vitest';

import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { EMPTY_REVIEW, type Comment, type Thread } from '../../../shared/review/types.ts';
import { obstaclesOf } from '../../../shared/signoff/obstacles.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { sampleTemplate } from '../export/sample.ts';

const at = '2025-11-01T00:00:00Z';
const said = (id: string, body: string, removed?: true): Comment => ({
  id,
  thread: 't1',
  author: 'li',
  at,
  body,
  ...(removed ? { removed } : {}),
});
const thread = (comments: Comment[], state: Thread['state'] = 'open'): Thread => ({
  id: 't1',
  author: 'li',
  at,
  quote: '普法',
  section: '',
  state,
  comments,
});
const [slot] = sampleTemplate.slots;
if (!slot) throw new Error('the sample has no slot');
/** Two sections, of which the second may be left out. */
const template: Template = {
  ...sampleTemplate,
  slots: [
    { ...slot, key: 'work', heading: '工作情况', required: true },
    { ...slot, key: 'other', heading: '其他', required: false },
  ],
};
const WRITTEN: Block[] = [
  makeTitle('总结'),
  makeHeading(1, '工作情况', 'work'),
  makeParagraph('全年有序。'),
  makeHeading(1, '其他', 'other'),
];

const kinds = (blocks: readonly Block[], threads: Thread[] = [], variables = {}): string[] =>
  obstaclesOf(blocks, variables, { ...EMPTY_REVIEW, threads }, template).map(
    ({ kind, text }) => `${kind} ${text}`,
  );

/** What stands in the way with this block at the end of a section. */
const changed = (block: Block): string[] => kinds([...WRITTEN.slice(0, 3), block]);

/** What stands in the way with this field at the end. */
const withField = (props: Parameters<typeof makeField>[0], variables = {}): string[] =>
  kinds([...WRITTEN, makeParagraph(padInlines([{ text: '共' }, makeField(props)]))], [], variables);

describe('what stands between a report and its signature', () => {
  it('is nothing where all is done, also where a section that may be left out is', () => {
    expect(kinds(WRITTEN)).toEqual([]);
    expect(kinds(WRITTEN.slice(0, 3))).toEqual([]);
  });

  it('is a comment until it is resolved', () => {
    expect(kinds(WRITTEN, [thread([said('m1', '请核对')])])).toEqual(['comment 批注没有解决：请核对']);
    expect(kinds(WRITTEN, [thread([said('m1', '请核对')], 'resolved')])).toEqual([]);
  });

  it('is no comment of which every word was taken back: nothing of it is left to look at', () => {
    expect(kinds(WRITTEN, [thread([said('m1', '', true)])])).toEqual([]);
    expect(kinds(WRITTEN, [thread([])])).toEqual([]);
    expect(kinds(WRITTEN, [thread([said('m1', '', true), said('m2', '还是要核对')])])).toEqual([
      'comment 批注没有解决：还是要核对',
    ]);
  });

  it('is a tracked change that nobody has decided, of words and of a paragraph mark', () => {
    expect(changed(makeParagraph([{ text: '新增。', ins: 'r1' }]))).toEqual([
      'change 有 1 处修订没有定：新增。',
    ]);
    expect(changed({ ...makeParagraph('合并。'), pDel: 'r2' })).toEqual(['change 有 1 处修订没有定：合并。']);
    const level: Block = { ...makeParagraph('改级。'), pFmt: 'r3', pWas: { type: 'heading', level: 2 } };
    expect(changed(level)).toEqual(['change 有 1 处修订没有定：改级。']);
  });

  it('is a required section that is missing, or has nothing but headings in it', () => {
    expect(kinds([makeTitle('总结')])).toEqual(['slot 缺少必写的一节：工作情况']);
    const bare: Block[] = [
      makeTitle('总结'),
      makeHeading(1, '工作情况', 'work'),
      makeHeading(2, '普法'),
      makeHeading(1, '其他', 'other'),
      makeParagraph('只有这里写了。'),
    ];
    expect(kinds(bare)).toEqual(['slot 这一节还没有写：一、工作情况']);
  });

  it('is a field without a value: a mask is none, a variable’s value counts', () => {
    expect(withField({ label: '会议' })).toEqual(['field 会议还没有填']);
    expect(withField({ label: '会议', mask: '**' })).toEqual(['field 会议还是掩码']);
    expect(withField({ label: '会议', value: '12' })).toEqual([]);
    expect(withField({ label: '书记', variable: 'leader' }, { leader: '周立' })).toEqual([]);
    expect(withField({ label: '书记', variable: 'leader', value: '旧值' })).toEqual(['field 书记还没有填']);
  });
});
