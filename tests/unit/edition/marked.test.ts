import { describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeOrdinal } from '../../../shared/document/make.ts';
import type { Block, Inline, ParagraphBlock } from '../../../shared/document/types.ts';
import { markedFileName } from '../../../shared/edition/file-name.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { toMarked, type MarkedBlock, type MarkedDocument } from '../../../shared/edition/marked.ts';
import { writeTextOf } from '../../../shared/edition/write-text.ts';
import type { Review, Revision, Thread } from '../../../shared/review/types.ts';
import { layout } from '../../../shared/settings/layout.ts';
import { cell, image, note, row } from '../../rich-report.ts';
import { samplePolicy, sampleReport, sampleTemplate } from '../export/sample.ts';

const at = '2026-11-20T07:04:00Z';
const people = [
  { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' as const },
  { id: 'p2', name: '李文华', unit: '青禾镇', role: 'reviewer' as const },
];
const revision = (id: string, author: string, kind: Revision['kind']): Revision => ({ id, author, at, kind });
const revisions = [
  revision('in1', 'p1', 'insert'),
  revision('in2', 'p2', 'insert'),
  revision('out1', 'p1', 'delete'),
  revision('out2', 'p2', 'delete'),
  revision('form', 'p2', 'format'),
];
const thread = (id: string, body: string, more: Partial<Thread> = {}): Thread => ({
  id,
  author: 'p2',
  at,
  quote: '',
  section: '',
  state: 'open',
  comments: [{ id: `${id}c`, thread: id, author: 'p2', at, body }],
  ...more,
});
let ids = 0;
const paragraph = (children: Inline[], more: Partial<ParagraphBlock> = {}): ParagraphBlock => {
  ids += 1;
  return { type: 'paragraph', id: `m${ids}`, children, ...more };
};

function marked(blocks: readonly Block[], review: Partial<Review> = {}): MarkedDocument {
  const source = {
    ...sampleReport(blocks),
    review: { revisions, threads: [], decisions: [], ...review },
    people,
  };
  return toMarked(source, sampleTemplate, samplePolicy, layout.parse(undefined));
}

/** A block with its marks as text: {+came in+}, [-went-], each with its author's number. */
function shown(doc: MarkedDocument, block: Block | undefined): string {
  const found = doc.blocks.find(({ id }) => id === block?.id);
  const runs = found === undefined || found.type === 'table' ? [] : found.runs;
  return runs
    .map(({ text, ins, del, ends }) => {
      let out = text;
      if (ins !== undefined) out = `{+${ins}${out}+}`;
      if (del !== undefined) out = `[-${del}${out}-]`;
      return out + (ends ? `#${ends.join()}` : '');
    })
    .join('');
}

const table = (more: object, word: Inline): Block => ({
  type: 'table',
  id: `t${(ids += 1)}`,
  children: [{ type: 'table-row', children: [{ type: 'table-cell', children: [word] }] }],
  ...more,
});

function cells(doc: MarkedDocument, { id }: Block): unknown {
  const block = doc.blocks.find((one): one is Extract<MarkedBlock, { type: 'table' }> => one.id === id);
  return block?.rows[0]?.cells[0];
}

describe('the marked-up draft', () => {
  it('is the final where nothing is marked', () => {
    const doc = marked([]);
    const clean = toEdition(sampleReport(), sampleTemplate, 'internal', samplePolicy);
    expect(writeTextOf(doc.blocks)).toBe(writeTextOf(clean.blocks));
    expect(doc).toMatchObject({
      title: clean.title,
      draft: true,
      edition: 'internal',
      notes: [],
      authors: [],
    });
    expect(markedFileName(sampleReport(), sampleTemplate, samplePolicy)).toBe(
      '青禾镇2025年全面依法治市工作总结（内部版，花脸稿）',
    );
  });

  it('keeps what went and what came, of several people, in one sentence', () => {
    const one = paragraph([
      { text: '开展' },
      { text: '全面', del: 'out1' },
      { text: '专项', ins: 'in2', del: 'out1' },
      { ...makeField({ value: '486', unit: '宗' }), del: 'out2' },
      { ...makeField({ value: '655', unit: '宗' }), ins: 'in2' },
      { text: '。' },
    ]);
    const doc = marked([one]);
    expect(shown(doc, one)).toBe('开展[-0全面-][-0{+1专项+}-][-1486宗-]{+1655宗+}。');
    expect(doc.authors).toEqual([
      { name: '周敏', inserted: 0, deleted: 1, comments: 0 },
      { name: '李文华', inserted: 1, deleted: 1, comments: 0 },
    ]);
  });

  it('says what became of a paragraph, unless all of it came or went', () => {
    const blocks = [
      paragraph([{ text: '上半句。' }]),
      paragraph([{ text: '下半句。' }], { pIns: 'in1' }),
      paragraph([{ text: '并上去。' }], { pDel: 'out2' }),
      paragraph([{ text: '新写的。', ins: 'in1' }], { pIns: 'in1' }),
      paragraph([{ text: '不要的。', del: 'out1' }], { pDel: 'out1' }),
      { ...makeHeading(2, '改了级别', undefined), pFmt: 'form', pWas: { type: 'paragraph' as const } },
    ];
    const doc = marked(blocks);
    expect(blocks.map((block) => shown(doc, block))).toEqual([
      '上半句。',
      '{+0〔另起一段〕+}下半句。',
      '[-1〔并入上段〕-]并上去。',
      '{+0新写的。+}',
      '[-0不要的。-]',
      '{+1〔原为正文〕+}（一）改了级别',
    ]);
  });

  it('numbers headings and items as the final does, and what went as it was', () => {
    const gone: Block = {
      ...makeHeading(1, '不要的一章', undefined),
      children: [{ text: '不要的一章', del: 'out1' }],
      pDel: 'out1',
    };
    const items = paragraph([
      makeOrdinal(),
      { text: '甲。' },
      { ...makeOrdinal(), del: 'out1' },
      { text: '乙。', del: 'out1' },
      { ...makeOrdinal(), ins: 'in2' },
      { text: '丙。', ins: 'in2' },
      makeOrdinal(),
      { text: '丁。' },
    ]);
    const last = makeHeading(1, '其他', undefined);
    const doc = marked([gone, items, last]);
    expect(shown(doc, gone)).toBe('[-0三、-][-0不要的一章-]');
    expect(shown(doc, items)).toBe('一是甲。[-0二是-][-0乙。-]{+1二是+}{+1丙。+}三是丁。');
    expect(shown(doc, last)).toBe('三、其他');
  });

  it('marks a table as a whole, and in its cells', () => {
    const whole = table({ pDel: 'out1' }, { text: '行政检查' });
    const part = table({}, { text: '行政处罚', ins: 'in2' });
    const doc = marked([whole, part]);
    expect(cells(doc, whole)).toEqual({ runs: [{ text: '行政检查', del: 0 }] });
    expect(cells(doc, part)).toEqual({ runs: [{ text: '行政处罚', ins: 1 }] });
  });

  it('says which rows and columns came and went, also where there is no word in them', () => {
    const grid: Block = {
      type: 'table',
      id: 'grid',
      columns: [{}, { del: 'out1' }],
      children: [
        row([cell('项目'), cell('旧栏')]),
        row([cell('', { rowSpan: 2 }), cell('')], { ins: 'in2' }),
        row([cell(''), cell('新')], { ins: 'in2' }),
      ],
    };
    const found = marked([grid]).blocks.find(({ id }) => id === 'grid');
    const text =
      found?.type === 'table'
        ? found.rows.map((line) => line.cells.map(({ runs }) => runs.map((run) => run.text).join('')))
        : [];
    expect(text).toEqual([
      ['项目', '〔删去一列〕旧栏'],
      ['〔增加一行〕', ''],
      ['', '〔增加一行〕新'],
    ]);
  });

  it('says what formats became, and keeps notes and images with their marks', () => {
    const block = paragraph([
      { text: '依法', bold: true, fmt: 'form', was: '' },
      { text: '行政', bold: true, sup: true, fmt: 'form', was: 'sup' },
      { text: '。', fmt: 'form', was: 'bold' },
      { ...note('n1', '旧注'), del: 'out1' },
      { ...note('n2', '新注'), ins: 'in2' },
      { ...image('i1', '图'), ins: 'in2' },
    ]);
    const doc = marked([block]);
    const found = doc.blocks.find(({ id }) => id === block.id);
    const runs = found && found.type !== 'table' ? found.runs : [];
    expect(
      runs.map(({ text, note: one, image: picture, ins, del }) => ({
        text: one ? one.body[0]?.text : picture ? picture.alt : text,
        ...(ins === undefined ? {} : { ins }),
        ...(del === undefined ? {} : { del }),
      })),
    ).toEqual([
      { text: '依法' },
      { text: '行政' },
      { text: '。' },
      { text: '〔常规〕', ins: 0 },
      { text: '旧注', del: 1 },
      { text: '新注', ins: 0 },
      { text: '图', ins: 0 },
    ]);
  });

  it('numbers comments down the page by where they end, those without words last', () => {
    const one = paragraph([
      { text: '甲', c_a: true },
      { text: '乙', c_a: true, c_b: true },
      { text: '丙', c_a: true },
      { text: '丁' },
    ]);
    const doc = marked([one], {
      threads: [
        thread('lost', '前后接不上', { quote: '统筹推进' }),
        thread('a', '外面', { state: 'resolved' }),
        thread('b', '里面，见[[x|一、工作情况]]'),
        thread('taken-back', '', {
          comments: [{ id: 'x', thread: 'taken-back', author: 'p2', at, body: '', removed: true }],
        }),
      ],
    });
    expect(shown(doc, one)).toBe('甲乙#1丙#2丁');
    expect(doc.notes).toMatchObject([
      { number: 1, body: '里面，见“一、工作情况”', resolved: false, quote: '' },
      { number: 2, body: '外面', resolved: true, quote: '' },
      { number: 3, body: '前后接不上', quote: '统筹推进' },
    ]);
    expect(doc.authors).toMatchObject([{ name: '李文华', comments: 3 }]);
  });

  it('masks what is hidden in every edition, deleted or quoted or not', () => {
    const secret = makeField({ value: '赵铁柱', unit: '', sensitivity: 'secret' });
    const one = paragraph([{ ...secret, del: 'out1' }, { text: '带队。' }]);
    const doc = marked([one], {
      threads: [thread('lost', '赵铁柱不宜出现', { quote: '由赵铁柱带队' })],
    });
    expect(shown(doc, one)).toBe('[-0***-]带队。');
    expect(JSON.stringify(doc)).not.toContain('赵铁柱');
  });
});

it('says why of a change beside it, and for whom a comment is and until when', () => {
  const one = paragraph([{ text: '经费' }, { text: '有限', del: 'out2' }, { text: '。', c_t1: true }]);
  const given = thread('t1', '请补充。', { assignee: 'p1', due: '2026-12-05' });
  const reason = { ...revision('out2', 'p2', 'delete'), reason: '用词不准' };
  const gone = { ...revision('in2', 'p2', 'insert'), reason: '早已接受' };
  const doc = marked([one], { revisions: [reason, gone], threads: [given] });
  expect(shown(doc, one)).toBe('经费[-0有限-]#1。#2');
  expect(doc.notes.map(({ number, body, quote }) => [number, body, quote])).toEqual([
    [1, '理由：用词不准', ''],
    [2, '【请周敏于12月5日前办】请补充。', ''],
  ]);
  // A reason is no comment.
  expect(doc.authors.find(({ name }) => name === '李文华')).toMatchObject({ deleted: 1, comments: 1 });
});
