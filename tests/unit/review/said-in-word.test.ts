import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { makeParagraph } from '../../../shared/document/make.ts';
import type { WordRun } from '../../../shared/merge/word-copy.ts';
import { dayOf, openingOf } from '../../../shared/review/said-in-word.ts';
import type { TableRow } from '../../../shared/document/types.ts';
import type { Revision } from '../../../shared/review/types.ts';
import { AT, report } from './marked-copy.ts';
import { brought, merged, untouched, writtenCopy, type Sent } from './returned.ts';
import { editInOffice } from '../../office/libre-office.ts';

const revision = (id: string, kind: Revision['kind'], reason?: string): Revision => ({
  id,
  author: 'wang',
  at: AT,
  kind,
  ...(reason === undefined ? {} : { reason }),
});

const row = (id: string, words: string[]): TableRow => ({
  type: 'table-row',
  children: words.map((text, at) => ({ type: 'table-cell', id: `${id}${at}`, children: [{ text }] })),
});

/** A report with a replaced word, a new paragraph and a new row of a table, and a comment on a section. */
function reasoned(): Sent {
  const sent = report();
  sent.people = [
    { id: 'wang', name: '王芳', unit: '青禾镇', role: 'reviewer' },
    { id: 'li', name: '李明', unit: '青禾镇', role: 'writer' },
  ];
  const [, heading] = sent.blocks;
  if (heading?.type === 'heading') heading.children = [{ text: '工作情况', c_t1: true }];
  const last = sent.blocks[5];
  if (last?.type === 'paragraph')
    last.children = [
      { text: '人手不足，经费' },
      { text: '有限', del: 'd' },
      { text: '偏紧', ins: 'i' },
      { text: '，办法不多。' },
    ];
  sent.blocks.push({ ...makeParagraph(''), id: 'empty', pIns: 'p' });
  const rows = [row('r', ['镇', '件']), { ...row('s', ['青禾', '2']), ins: 'row' }];
  sent.blocks.push({ type: 'table', id: 'table', children: rows });
  sent.review.revisions = [
    revision('d', 'delete', '用词不准'),
    revision('i', 'insert'),
    revision('p', 'insert', '另起一段写办法'),
    revision('row', 'insert', '补青禾的数'),
    revision('old', 'insert', '早已接受'),
  ];
  const said = { id: 'c1', thread: 't1', author: 'wang', at: AT, body: '本节太长，请压缩。' };
  sent.review.threads = [
    {
      id: 't1',
      author: 'wang',
      at: AT,
      quote: '工作情况',
      section: '一、工作情况',
      state: 'open',
      scope: 'section',
      assignee: 'li',
      due: '2025-12-05',
      comments: [said],
    },
  ];
  return sent;
}

describe('what Word has no place for', () => {
  it('goes as comments: reasons on what they are of, the rest before the comment’s words', async () => {
    const { comments, blocks } = await untouched(reasoned());
    expect(comments.map(({ body }) => body)).toEqual([
      '理由：用词不准',
      '理由：另起一段写办法',
      '理由：补青禾的数',
      '【对本节】【请李明于12月5日前办】本节太长，请压缩。',
    ]);
    const on = (id: string): string =>
      blocks
        .flatMap((block): { runs: WordRun[] }[] =>
          block.is === 'table' ? block.rows.flatMap(({ cells }) => cells) : [block],
        )
        .flatMap(({ runs }) => runs)
        .filter((run) => run.comments.includes(id))
        .map(({ text }) => text)
        .join('');
    expect(comments.map(({ id }) => on(id))).toEqual(['有限', '', '青禾2', '工作情况']);
  });

  it('comes back as nothing new when nobody touched it', async () => {
    const sent = reasoned();
    const result = merged(sent, await untouched(sent));
    expect(Object.values(brought(result)).every((count) => count === 0)).toBe(true);
  });

  it('comes back as nothing new from LibreOffice, too', async () => {
    const sent = reasoned();
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-said-'));
    const [file, out] = [join(folder, '稿.docx'), join(folder, '回.docx')];
    writeFileSync(file, await writtenCopy(sent));
    await editInOffice([{ file, out, steps: [] }]);
    const result = merged(sent, await readReviewCopy('回.docx', readFileSync(out)));
    rmSync(folder, { recursive: true });
    expect(Object.values(brought(result)).every((count) => count === 0)).toBe(true);
  });

  it('answers to a reason are a comment on the same words, once, and the reason stays', async () => {
    const sent = reasoned();
    const copy = await untouched(sent);
    const [reason] = copy.comments;
    if (!reason) throw new Error('no comment');
    const answer = { author: '李明', done: null, parent: reason.id };
    copy.comments.push(
      { ...answer, id: '90', at: '2025-12-04T01:00:00.000Z', body: '同意。' },
      { ...answer, id: '91', at: '2025-12-04T02:00:00.000Z', body: '已改。' },
    );
    const result = merged(sent, copy);
    expect(result.threads.map(({ quote, comments }) => [quote, comments.map(({ body }) => body)])).toEqual([
      ['有限', ['同意。', '已改。']],
    ]);
    expect([result.replies, result.missing, result.unplaced]).toEqual([[], [], []]);
    const stored = { ...sent, blocks: result.blocks };
    stored.review = { ...sent.review, threads: [...sent.review.threads, ...result.threads] };
    expect(brought(merged(sent, copy, stored))).toMatchObject({ threads: 0, replies: 0 });
  });

  it('a reason that was written anew in Word is told as a comment, one that was deleted as missing', async () => {
    const sent = reasoned();
    const copy = await untouched(sent);
    const [reason, other] = copy.comments;
    if (!reason || !other) throw new Error('no comment');
    reason.body = '理由：口径不准';
    copy.comments = copy.comments.filter((one) => one !== other);
    const result = merged(sent, copy);
    expect(result.threads.map(({ comments }) => comments[0]?.body)).toEqual(['理由：口径不准']);
    expect(result.missing.map(({ text }) => text)).toEqual(['理由：另起一段写办法']);
  });
});

it('a day is said with its year where that is another one', () => {
  expect([dayOf('2026-01-09', AT), dayOf('2025-12-31', AT)]).toEqual(['2026年1月9日', '12月31日']);
  const [thread] = reasoned().review.threads;
  const open = (change: object, id = 'c1') =>
    thread && openingOf({ ...thread, ...change }, { id }, (person) => (person === 'li' ? '李明' : undefined));
  expect(open({ scope: undefined, due: undefined })).toBe('【请李明办】');
  expect(open({}, 'c2')).toBe('');
});
