import { createEditor, Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { Checker } from '../../../shared/checks/engine.ts';
import { fixOps } from '../../../shared/checks/fix.ts';
import { sectionNames } from '../../../shared/checks/places.ts';
import { RULES } from '../../../shared/checks/rules/registry.ts';
import type { Finding } from '../../../shared/checks/types.ts';
import { inlinesOf, isNote } from '../../../shared/document/guards.ts';
import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import type { Block } from '../../../shared/document/types.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { cell, note, paragraph, row } from '../../rich-report.ts';
import { CONTEXT, TEMPLATES } from './report.ts';

const check = (blocks: Block[], template = CONTEXT.template): Finding[] =>
  new Checker(RULES).check(blocks, { ...CONTEXT, template });
const annex = (id: string, title: string): Block => ({ type: 'annex', id, children: [{ text: title }] });

function fixed(blocks: Block[], findings: readonly Finding[]): Block[] {
  const { ops, refused } = fixOps(blocks, findings, CONTEXT.variables);
  expect(refused).toEqual([]);
  const editor = withDocument(createEditor());
  editor.children = blocks;
  Editor.withoutNormalizing(editor, () => {
    for (const op of ops) editor.apply(op);
  });
  return editor.children as unknown as Block[];
}

const noted = (): Block[] => [
  paragraph('b', [
    { text: '全年检查612次' },
    note('n1', '据台账，，另据年报。。'),
    { text: '，成效明显。。' },
  ]),
  {
    type: 'table',
    id: 't',
    children: [row([cell('项目'), cell([{ text: '数' }, note('n2', '含联合检查。。')])])],
  },
];

describe('notes', () => {
  it('are checked as texts of their own', () => {
    const marks = check(noted()).filter(({ rule }) => rule === 'repeated-mark');
    expect(marks.map(({ note: at, from, text, cell: place }) => ({ at, from, text, place }))).toEqual([
      { at: undefined, from: 13, text: '。。', place: undefined },
      { at: 'n1', from: 3, text: '，，', place: undefined },
      { at: 'n1', from: 9, text: '。。', place: undefined },
      { at: 'n2', from: 5, text: '。。', place: [0, 1] },
    ]);
  });

  it('are put right where they are', () => {
    const findings = check(noted()).filter(
      ({ note: at, rule }) => at !== undefined && rule === 'repeated-mark',
    );
    const done = fixed(noted(), findings);
    const notes = done.flatMap((block) => inlinesOf(block).filter(isNote));
    expect(notes.map(({ body: words }) => textOfNote(words))).toEqual(['据台账，另据年报。', '含联合检查。']);
    expect(check(done).filter(({ note: at }) => at !== undefined)).toEqual([]);
  });
});

const typed = (text: string, number: string): Block => ({ ...makeHeading(1, text), typedNumber: number });

describe('annexes', () => {
  it('count their headings by themselves', () => {
    const blocks = [
      typed('工作情况', '一、'),
      typed('存在问题', '二、'),
      annex('a', '情况表'),
      typed('总体情况', '一、'),
      typed('分项情况', '三、'),
      annex('b', '名单'),
      makeHeading(2, '第一组'),
    ];
    const found = check(blocks).filter(({ rule }) => ['heading-order', 'level-skipped'].includes(rule));
    expect(found.map(({ rule, text, message }) => [rule, text, message.slice(0, 4)])).toEqual([
      ['heading-order', '分项情况', '编号“三'],
      ['level-skipped', '第一组', '附件从“'],
    ]);
  });

  it('stand for no section of the outline', () => {
    const template = [...TEMPLATES.values()].find(({ slots }) =>
      slots.some((slot) => slot.required && slot.level === 1),
    );
    if (!template) throw new Error('a template with required sections');
    const headings = template.slots
      .filter(({ level }) => level > 0)
      .flatMap((slot) => [makeHeading(slot.level as 1, slot.heading, slot.key), makeParagraph('写好了。')]);
    const missing = (blocks: Block[]): string[] =>
      check(blocks, template).flatMap(({ rule, message }) =>
        rule === 'required-content' && message.startsWith('缺少') ? [message] : [],
      );
    const last = template.slots.findLast(({ level, required }) => required && level > 0);
    const at = headings.findIndex((block) => block.type === 'heading' && block.slot === last?.key);
    const moved = headings.slice(at, at + 2);
    const rest = headings.filter((block) => !moved.includes(block));
    expect(missing(headings)).toEqual([]);
    expect(missing([...rest, annex('a', '情况表'), ...moved])).toHaveLength(1);
  });

  it('name the section that their text is in', () => {
    const blocks = [
      makeHeading(1, '工作情况'),
      annex('a', '情况表'),
      makeParagraph('甲'),
      annex('b', '名单'),
      makeParagraph('乙'),
    ];
    expect([...sectionNames(blocks, {}).values()]).toEqual([
      '一、工作情况',
      '附件1　情况表',
      '附件1　情况表',
      '附件2　名单',
      '附件2　名单',
    ]);
  });

  it('have no part in the length of the report', () => {
    const context = { ...CONTEXT, lists: { ...CONTEXT.lists, maxLength: 10 } };
    const length = (blocks: Block[]): string[] =>
      new Checker(RULES)
        .check(blocks, context)
        .flatMap(({ rule, message }) => (rule === 'length' ? [message] : []));
    const long = makeParagraph('开展执法检查和普法宣传。');
    expect(length([long])).toHaveLength(1);
    expect(length([makeParagraph('检查。'), annex('a', '表'), long])).toEqual([]);
  });
});

describe('captions and units of tables', () => {
  it('are no text of their section', () => {
    const template = [...TEMPLATES.values()].find(({ slots }) => slots.length > 3);
    if (!template) throw new Error('a template');
    const blocks = template.slots
      .filter(({ level }) => level > 0)
      .flatMap((slot): Block[] => [
        makeHeading(slot.level as 1, slot.heading, slot.key),
        paragraph(`c-${slot.key}`, '表1　情况', 'caption'),
        paragraph(`m-${slot.key}`, '单位：件', 'measure'),
      ]);
    const empty = check(blocks, template).filter(({ message }) => message.endsWith('还没有写。'));
    expect(empty.length).toBeGreaterThan(0);
  });
});
