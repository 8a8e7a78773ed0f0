import { describe, expect, it } from 'vitest';

import { passagesOf } from '../../../electron/backend/store/search/passages.ts';
import { blocksText, countsLine } from '../../../electron/shells/cli/text.ts';
import { inlinesOf, isField, isImage, isNote } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { headingLabels } from '../../../shared/document/numbering.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { SCHEMA_VERSION, type Block, type TableBlock } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { seriesOf } from '../../../shared/indicators/series.ts';
import { rowsOfTable } from '../../../shared/reuse/carried-tables.ts';
import { CarriedFinder } from '../../../shared/reuse/carried-view.ts';
import { ReuseIndex } from '../../../shared/reuse/reuse-index.ts';
import { outlineOf } from '../../../shared/structure/outline.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';
import { cell, photoAsset, richBlocks, row } from '../../rich-report.ts';

const nodes = (blocks: readonly Block[]) => blocks.flatMap((block) => inlinesOf(block));
const form = (table: TableBlock | null | undefined) =>
  table?.children.map((line) => [
    line.header,
    line.children.map(({ colSpan, rowSpan, align }) => [colSpan, rowSpan, align]),
  ]);
const table = (figures: [string, string, string, string], id = 't'): TableBlock => ({
  type: 'table',
  id,
  children: [
    row(
      [cell('项目', { rowSpan: 2 }), cell('类别', { rowSpan: 2 }), cell('数量', { colSpan: 2 }), cell('')],
      { header: true },
    ),
    row([cell(''), cell(''), cell('镇本级'), cell('村居')], { header: true }),
    row([cell('行政检查', { rowSpan: 2 }), cell('日常'), cell(figures[0]), cell(figures[1])]),
    row([cell(''), cell('专项'), cell(figures[2]), cell(figures[3])]),
  ],
});

const document = { schema: SCHEMA_VERSION, blocks: richBlocks() };

describe('the outline of a report', () => {
  const outline = outlineOf(document, {});
  const block = (at: number) => outline.blocks[at];

  it('counts and names notes, images and annexes', () => {
    expect(outline.counts).toMatchObject({ notes: 3, images: 1, annexes: 2 });
    expect(countsLine(outline.counts)).toContain('注释 3 · 图片 1 · 附件 2');
    expect(block(1)?.notes).toEqual([
      { kind: 'foot', number: 1, text: '据镇司法所台账。' },
      { kind: 'end', number: 1, text: '引自实施纲要。' },
    ]);
    expect(outline.blocks.find(({ images }) => images)?.images).toEqual([
      { asset: photoAsset, alt: '普法宣传现场', width: 90, height: 45 },
    ]);
    expect(outline.blocks.filter(({ type }) => type === 'annex').map(({ number }) => number)).toEqual([
      '附件1',
      '附件2',
    ]);
    expect(outline.blocks.filter(({ pageBreak, landscape }) => pageBreak ?? landscape)).toHaveLength(2);
  });

  it('says nothing of them where there are none', () => {
    const { counts } = outlineOf({ schema: SCHEMA_VERSION, blocks: richBlocks().slice(0, 1) }, {});
    expect(Object.keys(counts).sort()).toEqual(['fields', 'headings', 'items', 'runs']);
  });

  it('can be read in a terminal', () => {
    const text = blocksText(outline.blocks);
    for (const words of [
      '〔脚注1：据镇司法所台账。〕',
      '〔尾注1：引自实施纲要。〕',
      '〔图：普法宣传现场〕',
      '附件1　行政执法情况表',
    ])
      expect(text).toContain(words);
  });
});

describe('what can be found in a report', () => {
  const passages = passagesOf(document.blocks, {});
  const of = (block: string) => passages.find((one) => one.block === block);

  it('has the words of notes and of images at their blocks', () => {
    expect(of('lead')?.text).toContain('据镇司法所台账。');
    expect(of('lead')?.text).toContain('引自实施纲要。');
    expect(of('table')).toMatchObject({ kind: 'table' });
    expect(of('table')?.text).toContain('含简易程序。');
    expect(of('figure')?.text).toBe('普法宣传现场');
  });

  it('has annexes as sections of their own', () => {
    expect(of('annex1')).toMatchObject({ kind: 'heading', text: '行政执法情况表' });
    expect(of('annex2-body')).toMatchObject({ section: '附件2　名单', slots: '' });
  });
});

describe('the next year’s report', () => {
  const rolled = rollOver(document, { from: 2025, to: 2026, variables: {} }, countingIds('r'));

  it('is sound, and has all that was there', () => {
    expect(documentProblems(rolled.blocks)).toEqual([]);
    expect(rolled.blocks.map(({ type }) => type)).toEqual(document.blocks.map(({ type }) => type));
    expect(nodes(rolled.blocks).filter(isNote)).toEqual(nodes(document.blocks).filter(isNote));
    expect(nodes(rolled.blocks).filter(isImage)).toEqual(nodes(document.blocks).filter(isImage));
    const lead = rolled.blocks.find(({ id }) => id === 'lead');
    expect(lead && inlinesOf(lead)).toEqual(
      expect.arrayContaining([
        { text: '坚持依法行政', bold: true },
        { text: '2', sup: true },
      ]),
    );
    const [before, after] = [document, rolled].map(
      ({ blocks }) => blocks.find((block): block is TableBlock => block.type === 'table') ?? null,
    );
    expect(after?.columns).toEqual(before?.columns);
    expect(form(after)).toEqual(form(before));
    expect(rolled.blocks.filter(({ pageBreak, landscape }) => pageBreak ?? landscape)).toHaveLength(2);
    expect([...headingLabels(rolled.blocks).values()]).toContain('附件2');
  });

  it('has its own years, no figures yet, and captions that count for no sentence', () => {
    expect(plainText(rolled.blocks)).toContain('青禾镇2026年法治政府建设年度报告');
    expect(
      rolled.blocks.flatMap((block) => inlinesOf(block).filter(isField)).map(({ value }) => value),
    ).toEqual(['', '', '', '']);
    expect(rolled.blocks.filter(({ carried }) => carried).map(({ id }) => id)).not.toContain('caption');
  });
});

describe('figures over the years', () => {
  it('are found in annexes and in tables with spans', () => {
    const series = seriesOf([{ id: 'a', year: 2025, blocks: document.blocks, variables: {} }], { known: [] });
    expect(series.map(({ key, points }) => [key, points[0]?.text])).toEqual(
      expect.arrayContaining([
        ['checks', '612'],
        ['penalties', '1203'],
      ]),
    );
  });
});

describe('last year’s figures in a table with spans', () => {
  it('are told with the names that span their row and column', () => {
    const past = table(['610宗', '38宗', '21宗', '7宗']);
    const finder = new CarriedFinder(
      new ReuseIndex([], []),
      { year: 2025, from: 2024, otherUnits: [] },
      rowsOfTable(past, {}),
    );
    const annex: Block = { type: 'annex', id: 'a', children: [{ text: '情况表' }] };
    const { sections } = finder.view([annex, table(['655宗', '38宗', '21宗', '9宗'])], {});
    expect(
      sections.map(({ name, figures }) => [name, figures.map(({ label, text }) => `${label}：${text}`)]),
    ).toEqual([['附件　情况表', ['行政检查 · 数量 · 村居：38宗', '行政检查 · 数量 · 镇本级：21宗']]]);
  });
});
