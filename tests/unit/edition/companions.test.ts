import { describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, ParagraphBlock, TableBlock } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { cell, image, paragraph, row } from '../../rich-report.ts';

// What is hidden takes along what is about it: nobody needs the caption of a table that is not there.

const hidden = <B extends Block>(block: B): B => ({ ...block, secret: true });
const line = (text: string, role: ParagraphBlock['role']): Block => makeParagraph(text, role);
const table = (...values: string[]): TableBlock => ({
  type: 'table',
  id: `t${values.join('')}`,
  children: [
    row([cell('项目'), cell('数量')], { header: true }),
    ...values.map((value) => row([cell('处罚'), cell(value)])),
  ],
});
const annex = (title: string): Block => ({ type: 'annex', id: `a${title}`, children: [{ text: title }] });
const read = (blocks: readonly Block[]): string => plainText(publicView(blocks));

describe('a hidden table', () => {
  const about = [line('表1　查处情况', 'caption'), line('单位：件', 'measure')];

  it('takes its caption and its unit line along', () => {
    const text = read([
      makeTitle('总结'),
      makeParagraph('公开。'),
      ...about,
      hidden(table('12')),
      makeParagraph('后文。'),
    ]);
    expect(text).toBe('总结\n公开。\n后文。');
  });

  it('and so does one of which every row is hidden', () => {
    const one = table('12', '34');
    const children = one.children.map((each) =>
      each.header
        ? each
        : {
            ...each,
            children: each.children.map((of) => ({
              ...of,
              children: of.children.map((node) => ({ ...node, secret: true as const })),
            })),
          },
    );
    expect(read([makeTitle('总结'), ...about, { ...one, children }, makeParagraph('后文。')])).toBe(
      '总结\n后文。',
    );
  });

  it('leaves the caption of an image above it, and that of another table', () => {
    const text = read([
      makeTitle('总结'),
      paragraph('figure', [image('i1', '现场')]),
      line('图1　普法现场', 'caption'),
      hidden(table('12')),
      ...about,
      table('56'),
    ]);
    expect(text).toContain('图1　普法现场');
    expect(text).toContain('表1　查处情况\n单位：件');
    expect(text).toContain('56');
  });
});

it('a hidden image takes the caption below it along', () => {
  const text = read([
    makeTitle('总结'),
    hidden(paragraph('figure', [image('i1', '现场')])),
    line('图1　查处现场', 'caption'),
    makeParagraph('后文。'),
  ]);
  expect(text).toBe('总结\n后文。');
});

const report = (listed: string[], annexes: Block[]): Block[] => [
  makeTitle('总结'),
  makeHeading(1, '情况'),
  makeParagraph('公开。'),
  ...listed.map((text) => line(text, 'attachment')),
  makeSignature('unit', '青禾镇'),
  ...annexes.flatMap((one) => [
    one,
    { ...makeParagraph('内容。'), ...(one.secret ? { secret: true as const } : {}) },
  ]),
];

describe('a hidden annex', () => {
  it('takes its line in the attachments note along, and the rest is counted anew', () => {
    const text = read(
      report(
        ['附件：1.约谈名单', '2.统计表', '3.任务分工'],
        [hidden(annex('约谈名单')), annex('统计表'), annex('任务分工')],
      ),
    );
    expect(text).not.toContain('约谈');
    expect(text).toContain('附件：1.统计表\n2.任务分工');
  });

  it('leaves one alone without a number', () => {
    const text = read(
      report(['附件：1.统计表', '2.《约谈名单》'], [annex('统计表'), hidden(annex('约谈名单'))]),
    );
    expect(text).toContain('附件：统计表');
    expect(text).not.toMatch(/约谈|1\.|2\./);
  });

  it('is found by its place where it is called otherwise', () => {
    const text = read(report(['附件：1.甲', '2.乙'], [annex('约谈名单'), hidden(annex('统计'))]));
    expect(text).toContain('附件：甲');
    expect(text).not.toContain('乙');
  });

  it('leaves a note alone in which nothing is hidden', () => {
    const text = read(report(['附件：1．统计表', '3．任务分工'], [annex('统计表'), annex('任务分工')]));
    expect(text).toContain('附件：1．统计表\n3．任务分工');
  });
});
