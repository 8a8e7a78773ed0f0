import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { newId } from '../../../shared/document/ids.ts';
import { makeField, makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { resolve } from '../../../shared/document/resolve.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import type { Revision, Thread } from '../../../shared/review/types.ts';
import { opinionsOf, outcomeCounts, type State } from '../../../shared/signoff/opinions.ts';
import { openOffice, takeIn, type Office } from './setup.ts';

const at = (n: number): string => `2025-12-0${n}T02:00:00.000Z`;
const revision = (
  id: string,
  author: string,
  kind: Revision['kind'],
  more: Partial<Revision> = {},
): Revision => ({
  id,
  author,
  at: at(1),
  kind,
  ...more,
});
const thread = (id: string, more: Partial<Thread> = {}): Thread => ({
  id,
  author: 'wang',
  at: at(1),
  quote: '人手不足',
  section: '一、工作情况',
  state: 'open',
  comments: [{ id: `${id}1`, thread: id, author: 'wang', at: at(1), body: '请写明缺几人' }],
  ...more,
});
const PEOPLE = [
  { id: 'wang', name: '王芳', unit: '司法所', role: 'reviewer' as const },
  { id: 'li', name: '李明', unit: '农办', role: 'reviewer' as const },
];

const text = (children: Inline[]) => ({ ...makeParagraph(children), id: 'p' });
const reviewOf = (more: Partial<State['review']> = {}): State['review'] => ({
  revisions: [],
  threads: [],
  decisions: [],
  ...more,
});
const state = (blocks: Block[], review: State['review']): State => ({ blocks, variables: {}, review });

/** Two rounds: 王芳 changed a figure, put in a word and took one out; then 李明 commented. */
function story(): { sent: State; returned: State; second: State; now: State } {
  const base = [makeTitle('青禾镇2025年总结'), makeHeading(1, '工作情况')];
  const plain = text([{ text: '检查125次，全面完成等任务。人手不足。' }]);
  const marked = text([
    { text: '检查' },
    { text: '125', del: 'r1' },
    { text: '130', ins: 'r2' },
    { text: '次，' },
    { text: '全面', del: 'r3' },
    { text: '完成' },
    { text: '等', del: 'r4' },
    { text: '任务。' },
    { text: '人手不足', c_t1: true },
    { text: '。' },
  ]);
  const revisions = [
    revision('r1', 'wang', 'delete'),
    revision('r2', 'wang', 'insert', { reason: '按台账' }),
    revision('r3', 'wang', 'delete'),
    revision('r4', 'wang', 'delete'),
  ];
  const returned = state([...base, marked], reviewOf({ revisions, threads: [thread('t1')] }));
  const decisions = [
    { revision: 'r1', accepted: true, author: 'zhou', at: at(2) },
    { revision: 'r2', accepted: true, author: 'zhou', at: at(2), reason: '已与台账核对' },
    { revision: 'r3', accepted: false, author: 'zhou', at: at(2) },
  ];
  const decided = resolve(returned.blocks, (id) => decisions.find((one) => one.revision === id)?.accepted);
  const answered = thread('t1', {
    state: 'resolved',
    comments: [
      ...thread('t1').comments,
      { id: 'a', thread: 't1', author: 'zhou', at: at(2), body: '编制未批，暂不写' },
    ],
  });
  const second = thread('t2', {
    author: 'li',
    quote: '',
    section: '',
    comments: [{ id: 't21', thread: 't2', author: 'li', at: at(3), body: '再短些' }],
  });
  return {
    sent: state([...base, plain], reviewOf()),
    returned,
    second: state(decided, reviewOf({ revisions, decisions, threads: [answered] })),
    now: state(
      decided,
      reviewOf({
        revisions,
        decisions,
        threads: [answered, { ...second, outcome: 'partly', outcomeReason: '压缩了三处' }],
      }),
    ),
  };
}

describe('what was asked for of a report', () => {
  const { sent, returned, second, now } = story();
  const versions = [
    { kind: 'sent' as const, round: 1, ...sent },
    { kind: 'returned' as const, round: 1, ...returned },
    { kind: 'sent' as const, round: 2, ...second },
  ];
  const opinions = opinionsOf(versions, now, PEOPLE);

  it('is listed with who, where, in which round, and what became of it', () => {
    expect(
      opinions.map(({ name, unit, round, section, words, outcome, reason }) => [
        name,
        unit,
        round,
        section,
        words,
        outcome,
        reason,
      ]),
    ).toEqual([
      ['王芳', '司法所', 1, '一、工作情况', '“125”改为“130”（提出理由：按台账）', 'taken', '已与台账核对'],
      ['王芳', '司法所', 1, '一、工作情况', '删去“全面”', 'refused', ''],
      ['王芳', '司法所', 1, '一、工作情况', '删去“等”', 'open', ''],
      ['王芳', '司法所', 1, '一、工作情况', '请写明缺几人', 'open', '编制未批，暂不写'],
      ['李明', '农办', 2, '', '再短些', 'partly', '压缩了三处'],
    ]);
    expect(outcomeCounts(opinions)).toBe('采纳1条，部分采纳1条，未采纳1条，未定2条');
  });

  it('is partly taken where one half of a replacement was, and open again where the decision was undone', () => {
    const half = structuredClone(now);
    for (const decision of half.review.decisions) if (decision.revision === 'r1') decision.accepted = false;
    expect(opinionsOf(versions, half, PEOPLE)[0]?.outcome).toBe('partly');
    expect(opinionsOf(versions, { ...now, blocks: returned.blocks }, PEOPLE)[0]?.outcome).toBe('open');
  });

  it('leaves out what its author took back', () => {
    const gone = { ...now, review: { ...now.review, decisions: [] } };
    expect(
      opinionsOf(versions, gone, PEOPLE)
        .filter(({ kind }) => kind === 'change')
        .map(({ id }) => id),
    ).toEqual(['r4']);
  });
});

describe('the table as a file', () => {
  let office: Office;
  let id: string;
  const call: Office['backend']['call'] = (method, params) => office.backend.call(method, params);
  const said = newId();

  beforeAll(async () => {
    office = await openOffice();
    id = await takeIn(office.backend);
    const { revision: base } = await call('report.open', { id });
    const secret = makeField({ value: '7413', unit: '万元', label: '经费', sensitivity: 'secret' });
    const comment = {
      id: newId(),
      thread: said,
      author: 'signer',
      at: '2023-12-19T01:02:03.000Z',
      body: '=经费7413万元\n请核对',
    };
    await call('report.apply', {
      id,
      session: 's',
      batch: newId(),
      base,
      ops: [
        { type: 'insert_node', path: [2, 1], node: { ...secret, del: 'gone' } },
        { type: 'insert_node', path: [2, 2], node: { text: '增写一句。', ins: 'come' } },
        { type: 'set_node', path: [2, 0], properties: {}, newProperties: { [`c_${said}`]: true } },
      ],
      author: 'signer',
      review: {
        revisions: [
          { id: 'come', author: 'signer', at: comment.at, kind: 'insert' },
          { id: 'gone', author: 'signer', at: comment.at, kind: 'delete' },
        ],
        threads: [
          {
            id: said,
            author: 'signer',
            at: comment.at,
            quote: '经费',
            section: '一、工作',
            state: 'open',
            comments: [comment],
          },
        ],
      },
    });
    await call('version.create', { id, kind: 'sent', name: '第一轮', author: 'writer' });
    // The secret figure goes for good: the table has it from the version only.
    const now = await call('report.open', { id });
    const block = now.document.blocks[2] as Block;
    const accepted = resolve(now.document.blocks, (one) => (one === 'gone' ? true : undefined))[2] as Block;
    await call('report.apply', {
      id,
      session: 's',
      batch: newId(),
      base: now.revision,
      ops: [
        { type: 'remove_node', path: [2], node: block },
        { type: 'insert_node', path: [2], node: accepted },
      ],
      author: 'writer',
      review: {
        decisions: [{ revision: 'gone', accepted: true, author: 'writer', at: '2023-12-20T01:02:03.000Z' }],
      },
    });
  });
  afterAll(() => office.close());

  const listed = async () => (await call('opinions.list', { id })).opinions;

  it('keeps what became of a comment, with an entry in the record', async () => {
    await call('opinions.answer', { id, thread: said, author: 'writer', outcome: 'taken', reason: '已核对' });
    expect((await listed()).find((one) => one.id === said)).toMatchObject({
      outcome: 'taken',
      reason: '已核对',
    });
    const [entry] = (await call('record.list', { id })).entries;
    expect(entry).toMatchObject({
      action: 'answered',
      details: '一、工作，林春生的批注“=经费7413万元 请核对”：采纳，已核对',
    });
  });

  it.each(['docx', 'xlsx'] as const)(
    'is internal, complete and says nothing that no edition prints: %s',
    async (format) => {
      const chosen = (await listed()).map((one) => one.id);
      expect(chosen).toHaveLength(2);
      const made = await call('opinions.export', { id, format, chosen });
      expect(made.name).toMatch(new RegExp(`征求意见采纳情况表（内部）\\.${format}$`));
      const bytes = Buffer.from(made.bytes, 'base64');
      const xml = Object.values(unzipSync(bytes))
        .map((part) => strFromU8(part))
        .join('\n');
      const all = xml.replaceAll(/<[^>]*>/g, '');
      for (const words of ['内部资料，不得公开', '增写一句。', '林春生', '请核对', '未定', '采纳'])
        expect(all).toContain(words);
      expect(xml).not.toContain('7413');
      const shots = process.env['SHOTS'];
      if (shots) {
        mkdirSync(shots, { recursive: true });
        writeFileSync(join(shots, `table.${format}`), bytes);
      }
    },
  );

  it('lists those that are chosen, and refuses where none of them is there', async () => {
    const change = (await listed()).find(({ kind }) => kind === 'change')?.id ?? '';
    const made = await call('opinions.export', { id, format: 'xlsx', chosen: [change] });
    const xml = strFromU8(
      unzipSync(Buffer.from(made.bytes, 'base64'))['xl/worksheets/sheet1.xml'] as Uint8Array,
    );
    expect(xml).toContain('增写一句。');
    expect(xml).not.toContain('请核对');
    await expect(call('opinions.export', { id, format: 'xlsx', chosen: ['nobody'] })).rejects.toThrow(
      /没有导出/,
    );
  });
});
