import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, ReportDocument } from '../../../shared/document/types.ts';
import type { Revision } from '../../../shared/review/types.ts';
import { testPorts } from './deps.ts';

const meetings = (value: string, unit = '次') =>
  makeField({ value, unit, label: '专题会议', indicator: 'legal-meetings' });

const report = (year: number, value: string): Block[] => [
  makeTitle(`青禾镇${year}年总结`),
  makeParagraph(`${year}年的引言。`),
  makeHeading(1, `${year}年工作情况`, 'work'),
  makeHeading(2, '组织领导', 'leadership'),
  makeParagraph(
    padInlines([makeOrdinal(), { text: '召开会议' }, meetings(value), { text: `。${year}年有效。` }]),
  ),
  makeHeading(2, '其他事项'),
  makeParagraph('无。'),
];

/** Any mark of a tracked change. */
const MARKS = /"(?:ins|del|pIns|pDel|pFmt|pWas)"/;

describe('past years', () => {
  const ports: ReturnType<typeof testPorts>[] = [];
  let backend: Backend;
  let id: string;
  let last: string;

  beforeEach(async () => {
    const own = testPorts();
    ports.push(own);
    const store = await openStore(own.dataDir, own.now);
    const add = (year: number, blocks: Block[], unit = '青禾镇'): string =>
      store.reports.insert({
        template: 'work-summary',
        year,
        unit,
        document: { schema: 1, blocks },
        variables: { unit },
      });
    add(2022, report(2022, '9'));
    last = add(2023, report(2023, '12'));
    add(2023, report(2023, '99'), '白石乡');
    add(2025, report(2025, '77'));
    id = add(2024, report(2024, ''));
    await store.close();
    backend = await createBackend(own);
  });
  afterEach(async () => {
    await backend.close();
    for (const own of ports.splice(0)) own.remove();
  });

  it('gives the same section of each earlier year, the own unit first', async () => {
    const sections = await backend.call('past.sections', { id, slot: 'leadership' });
    expect(sections.map(({ year, title }) => [year, title])).toEqual([
      [2023, '青禾镇2023年总结'],
      [2023, '青禾镇2023年总结'],
      [2022, '青禾镇2022年总结'],
    ]);
    expect(sections[0]).toMatchObject({
      id: last,
      heading: '组织领导',
      text: '一是召开会议12次。2023年有效。',
    });
  });

  it('hands the text over for this year: fields empty, last value as a hint, years moved', async () => {
    const [section] = await backend.call('past.sections', { id, slot: 'leadership' });
    const [block] = section?.blocks ?? [];
    const nodes = block ? inlinesOf(block) : [];
    expect(nodes.find((node) => isField(node))).toMatchObject({
      value: '',
      last: { value: '12', unit: '次', year: 2023 },
    });
    expect(nodes.at(-1)).toEqual({ text: '。2024年有效。' });
    expect(block?.carried?.year).toBe(2023);
  });

  it('finds a section without a slot by its heading, whatever year stands in it', async () => {
    expect(await backend.call('past.sections', { id, heading: '其他事项' })).toHaveLength(3);
    const [work] = await backend.call('past.sections', { id, heading: '2024年工作情况' });
    // A section that holds only subsections is shown with them.
    expect(work?.text).toBe('（一）组织领导\n一是召开会议12次。2023年有效。\n（二）其他事项\n无。');
  });

  it('finds the introductions', async () => {
    const sections = await backend.call('past.sections', { id });
    expect(sections.map(({ text }) => text)).toEqual(['2023年的引言。', '2023年的引言。', '2022年的引言。']);
  });

  it('finds last year’s values of the own unit by indicator', async () => {
    const values = await backend.call('past.values', { id });
    expect(Object.values(values)).toMatchObject([{ value: '12', unit: '次', year: 2023 }]);
  });

  it('finds the values of a report that was rolled over by its fields', async () => {
    const next = await backend.call('report.create', {
      template: 'work-summary',
      year: 2026,
      unit: '青禾镇',
      from: last,
    });
    const { document } = await backend.call('report.open', { id: next.id });
    const fields = document.blocks.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));
    const values = await backend.call('past.values', { id: next.id });
    expect(values[fields[0]?.id ?? '']).toMatchObject({ value: '12', unit: '次', year: 2023 });
  });

  it('takes undecided changes of last year’s text as accepted, here and in what is rolled over', async () => {
    const document: ReportDocument = {
      schema: 1,
      blocks: [
        makeTitle('青禾镇2023年总结'),
        makeHeading(1, '2023年工作情况', 'work'),
        { ...makeHeading(2, '普法工作', 'education'), pFmt: 'r1', pWas: { type: 'paragraph' } },
        makeParagraph([{ text: '开展宣讲，' }]),
        { ...makeParagraph([{ text: '覆盖全镇。' }, { text: '从略。', del: 'r2' }]), pDel: 'r2' },
        { ...makeParagraph('分发手册。'), pFmt: 'r3', pWas: { type: 'heading', level: 2 } },
      ],
    };
    const [own] = ports;
    if (!own) throw new Error('no ports');
    await backend.close();
    const store = await openStore(own.dataDir, own.now);
    const author = 'zhang';
    store.review.savePerson({ id: author, name: '张文', unit: '青禾镇党政办', role: 'writer' });
    const at = '2023-11-20T08:00:00.000Z';
    const revisions: Revision[] = [
      { id: 'r1', author, at, kind: 'format' },
      { id: 'r2', author, at, kind: 'delete' },
      { id: 'r3', author, at, kind: 'format' },
    ];
    const marked = store.reports.insert({
      template: 'work-summary',
      year: 2023,
      unit: '青禾镇',
      document,
      variables: {},
      review: { revisions, threads: [], decisions: [] },
    });
    await store.close();
    backend = await createBackend(own);
    const section = (await backend.call('past.sections', { id, slot: 'education' })).find(
      (one) => one.id === marked,
    );
    expect(section?.text).toBe('开展宣讲，覆盖全镇。\n分发手册。');
    expect(plainText(section?.blocks ?? [])).toBe(section?.text);
    expect(JSON.stringify(section?.blocks)).not.toMatch(MARKS);
    const next = await backend.call('report.create', {
      template: 'work-summary',
      year: 2026,
      unit: '青禾镇',
      from: marked,
    });
    const { document: rolled } = await backend.call('report.open', { id: next.id });
    expect(plainText(rolled.blocks)).toContain('（一）普法工作\n开展宣讲，覆盖全镇。\n分发手册。');
    expect(JSON.stringify(rolled.blocks)).not.toMatch(MARKS);
  });

  it('refuses to start a year from a later one', async () => {
    await expect(
      backend.call('report.create', { template: 'work-summary', year: 2023, unit: '青禾镇', from: last }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });
});
