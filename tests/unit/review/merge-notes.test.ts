import { describe, expect, it } from 'vitest';

import { makeParagraph } from '../../../shared/document/make.ts';
import type { Block, Inline, TableBlock, TableCell, TableRow } from '../../../shared/document/types.ts';
import type { Thread } from '../../../shared/review/types.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { at, AT, paragraph, put, report } from './marked-copy.ts';
import { placeName } from '../../../shared/review/merge-lists.ts';
import { merged, SAVED, SENT, untouched, type Sent } from './returned.ts';

const thread = (id: string, more: Partial<Thread> = {}): Thread => ({
  id,
  author: 'wang',
  at: '2025-12-01T01:00:00.000Z',
  quote: '经费有限',
  section: '二、存在问题',
  state: 'open',
  comments: [
    { id: `c${id}`, thread: id, author: 'wang', at: '2025-12-01T01:00:00.000Z', body: `请核对${id}。` },
  ],
  ...more,
});

/** The report with a comment on 经费有限, and these threads. */
function commented(...threads: Thread[]): Sent {
  const sent = report();
  sent.people = [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }];
  sent.review.threads = threads;
  const keys = Object.fromEntries(threads.map(({ id }) => [`c_${id}`, true]));
  setLast(sent.blocks, [{ text: '人手不足，' }, { text: '经费有限', ...keys }, { text: '，办法不多。' }]);
  return sent;
}

function setLast(blocks: Block[], children: Inline[]): void {
  const block = blocks.at(-1);
  if (block?.type === 'paragraph') block.children = children;
}

describe('what a merge says that somebody should look at', () => {
  it('names a comment whose words are gone here, and where they stood', async () => {
    const sent = commented();
    const copy = await untouched(sent);
    copy.comments.push({ id: '7', author: '张三', at: AT, body: '从何而来？', done: false, parent: null });
    at(copy, '经费有限', (runs, from, to) => {
      for (const run of runs.slice(from, to)) run.comments = ['7'];
    });
    const blocks = structuredClone(sent.blocks);
    setLast(blocks, [{ text: '人手不足，办法不多。' }]);
    const result = merged(sent, copy, { blocks });
    expect(result.threads).toMatchObject([{ quote: '经费有限', comments: [{ body: '从何而来？' }] }]);
    expect(result.unplaced).toMatchObject([
      { block: blocks.at(-1)?.id, author: 'w-张三', text: '从何而来？' },
    ]);
    // Where they still are, nobody is told.
    expect(merged(sent, copy).unplaced).toEqual([]);
  });

  it('names a change of which only a part was decided, with its words', async () => {
    const sent = report();
    sent.people = [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }];
    sent.review.revisions = [{ id: 'r1', author: 'wang', at: '2025-12-01T01:00:00.000Z', kind: 'insert' }];
    setLast(sent.blocks, [{ text: '人手不足，' }, { text: '骨干紧缺，', ins: 'r1' }, { text: '办法不多。' }]);
    const copy = await untouched(sent);
    at(copy, '骨干', (runs, from, to) => {
      for (const run of runs.slice(from, to)) delete run.ins;
    });
    const result = merged(sent, copy);
    expect(result.partly).toEqual([
      { id: 'r1', block: sent.blocks.at(-1)?.id, author: 'wang', text: '骨干紧缺，' },
    ]);
    expect(result.decisions).toEqual([]);
  });

  it('shows a change of form where the block has another form here, or is gone', async () => {
    const sent = report();
    const copy = await untouched(sent);
    const block = paragraph(copy, '完善制度');
    block.form = 2;
    block.format = { author: '张三', at: AT };
    const here = structuredClone(sent.blocks);
    const changed = here[3];
    if (changed?.type === 'paragraph') here[3] = { ...changed, type: 'heading', level: 3 } as Block;
    const other = merged(sent, copy, { blocks: here });
    expect(other.conflicts).toMatchObject([{ base: '正文', theirs: '二级标题', ours: '三级标题' }]);
    const gone = merged(sent, copy, { blocks: sent.blocks.filter((_, index) => index !== 3) });
    expect(gone.conflicts).toMatchObject([
      { base: '正文', theirs: '二级标题', ours: '', block: sent.blocks[2]?.id },
    ]);
  });
});

async function resolvedIn(sent: Sent, done: boolean): Promise<WordCopy> {
  const copy = await untouched(sent);
  for (const comment of copy.comments) comment.done = done;
  return copy;
}

describe('a comment that was resolved or opened again in a copy', () => {
  it('is so here, unless it was decided here since the copy was sent', async () => {
    const sent = commented(thread('t1'));
    const copy = await resolvedIn(sent, true);
    const resolved = { thread: 't1', state: 'resolved' };
    expect(merged(sent, copy)).toMatchObject({ states: [resolved], overruled: [] });
    // Opened again before it was sent: whoever resolved it knew that.
    const early = thread('t1', { reopenedBy: 'wang', reopenedAt: '2025-12-01T09:00:00.000Z' });
    expect(merged(sent, copy, { review: { ...sent.review, threads: [early] } })).toMatchObject({
      states: [resolved],
    });
    // Resolved and opened again here meanwhile: an older copy does not close it.
    const late = thread('t1', { reopenedBy: 'wang', reopenedAt: SAVED });
    expect(merged(sent, copy, { review: { ...sent.review, threads: [late] } })).toMatchObject({
      states: [],
      overruled: [{ id: 't1', text: '请核对t1。', block: sent.blocks.at(-1)?.id }],
    });
  });

  it('does not open what was resolved anew here', async () => {
    const closed = thread('t1', {
      state: 'resolved',
      resolvedBy: 'wang',
      resolvedAt: '2025-12-01T09:00:00.000Z',
    });
    const sent = commented(closed);
    const copy = await resolvedIn(sent, false);
    expect(merged(sent, copy).states).toEqual([{ thread: 't1', state: 'open' }]);
    const anew = { ...closed, resolvedAt: SAVED };
    expect(SAVED > SENT).toBe(true);
    expect(merged(sent, copy, { review: { ...sent.review, threads: [anew] } })).toMatchObject({
      states: [],
      overruled: [{ id: 't1' }],
    });
  });
});

describe('a comment whose words are gone', () => {
  it('goes out beside its section, with the words that it was on, and comes back as the same one', async () => {
    const sent = commented(thread('t1'), thread('t2', { section: '', quote: '' }));
    setLast(sent.blocks, [{ text: '人手不足，办法不多。' }]);
    const reply = {
      id: 'r',
      thread: 't1',
      author: 'wang',
      at: '2025-12-01T02:00:00.000Z',
      body: '在等。\n明天给。',
    };
    sent.review.threads[0]?.comments.push(reply);
    const copy = await untouched(sent);
    expect(copy.comments.map(({ body }) => body)).toEqual([
      '【原文已删：经费有限】\n请核对t1。',
      '在等。\n明天给。',
      '【所批的文字已删】\n请核对t2。',
    ]);
    const heading = paragraph(copy, '存在问题');
    expect(heading.runs.flatMap(({ comments }) => comments)).toEqual(['0', '1']);
    expect(
      copy.blocks[0]?.is === 'paragraph' && copy.blocks[0].runs.flatMap(({ comments }) => comments),
    ).toEqual(['2']);
    // Answered and resolved in Word; words were put in where it stood.
    const [first] = copy.comments;
    if (first) first.done = true;
    copy.comments.push({ id: '8', author: '张三', at: AT, body: '好。', done: null, parent: '0' });
    at(copy, '办法', put('张三', '和经费'));
    const result = merged(sent, copy);
    expect(result).toMatchObject({
      threads: [],
      replies: [{ thread: 't1', author: 'w-张三', body: '好。' }],
      states: [{ thread: 't1', state: 'resolved' }],
      missing: [],
    });
    expect(result.blocks[0]).toEqual(sent.blocks[0]);
  });

  it('says nothing more of it when nobody has touched it', async () => {
    const sent = commented(thread('t1'));
    sent.blocks = [makeParagraph('没有标题。')];
    const result = merged(sent, await untouched(sent));
    expect(result).toMatchObject({ threads: [], replies: [], states: [], missing: [], guessed: [] });
  });
});

const cell = (text: string): TableCell => ({ type: 'table-cell', children: [{ text }] });
const row = (...texts: string[]): TableRow => ({
  type: 'table-row',
  children: texts.map((text) => cell(text)),
});

describe('a table that was changed on both sides', () => {
  const table: TableBlock = {
    type: 'table',
    id: 'table',
    children: [row('项目', '数量'), row('检查', '六宗')],
  };

  /** The report with the table, and its copy with one row more. */
  async function tableSent(): Promise<{ sent: Sent; copy: WordCopy }> {
    const sent = report();
    sent.blocks.splice(4, 0, table);
    const copy = await untouched(sent);
    const found = copy.blocks.find((block) => block.is === 'table');
    const by = { author: '张三', at: AT };
    if (found?.is === 'table')
      found.rows.push({
        ins: by,
        cells: ['调解', '九件'].map((text) => ({ runs: [{ text, ins: by, comments: [] }] })),
      });
    return { sent, copy };
  }

  it('gets the row that the copy has more, as a tracked change', async () => {
    const { sent, copy } = await tableSent();
    const result = merged(sent, copy);
    expect(result.conflicts).toEqual([]);
    const come = result.blocks.find((block) => block.type === 'table');
    expect(come?.children.map((one) => one.ins !== undefined)).toEqual([false, false, true]);
    expect(result.revisions).toMatchObject([
      { author: 'w-张三', kind: 'insert', id: come?.children[2]?.ins },
    ]);
  });

  it('has the rows of both sides', async () => {
    const { sent, copy } = await tableSent();
    const blocks = structuredClone(sent.blocks);
    const here = blocks[4];
    if (here?.type === 'table') here.children.push(row('普法', '三场'));
    const result = merged(sent, copy, { blocks });
    expect(result.conflicts).toEqual([]);
    const words = JSON.stringify(result.blocks);
    expect(words).toContain('普法');
    expect(words).toContain('调解');
    expect(result.blocks.filter(({ type }) => type === 'table')).toHaveLength(1);
  });

  it('comes back whole where it was deleted here, with what was said in it', async () => {
    const { sent, copy } = await tableSent();
    copy.comments.push({ id: '7', author: '张三', at: AT, body: '从何而来？', done: false, parent: null });
    for (const block of copy.blocks)
      if (block.is === 'table') for (const run of block.rows[1]?.cells[1]?.runs ?? []) run.comments = ['7'];
    const result = merged(sent, copy, { blocks: sent.blocks.filter(({ id }) => id !== 'table') });
    expect(result.conflicts).toMatchObject([{ theirs: expect.stringContaining('调解｜九件'), ours: '' }]);
    const come = result.blocks.find(({ type }) => type === 'table');
    expect(come).toMatchObject({ pIns: expect.any(String) });
    expect(JSON.stringify(come)).toContain(`c_${result.threads[0]?.id}`);
    // Where nothing in it was changed it stays deleted.
    const same = merged(sent, await untouched(sent), {
      blocks: sent.blocks.filter(({ id }) => id !== 'table'),
    });
    expect(same).toMatchObject({ conflicts: [], revisions: [] });
  });
});

describe('the place of what a merge tells of', () => {
  it('is a section, the beginning, or none any more', () => {
    expect(placeName({ block: 'b1', section: '二、存在问题' })).toBe('二、存在问题');
    expect(placeName({ block: 'b1', section: '' })).toBe('正文开头');
    expect(placeName({ block: '', section: '' })).toBe('原文已不在');
  });
});
