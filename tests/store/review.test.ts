import type { Operation } from 'slate';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { Revision, Thread } from '../../shared/review/types.ts';
import { tempFolder } from './folder.ts';

const at = '2024-01-02T03:04:05.000Z';
const now = (): Date => new Date(at);

function codeOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const insertion = (author = 'li', id = 'r1'): Revision => ({ id, author, at, kind: 'insert' });
const thread = (author = 'li'): Thread => ({
  id: 't1',
  author,
  at,
  quote: '正文',
  section: '一、工作情况',
  state: 'open',
  comments: [{ id: 'm1', thread: 't1', author, at, body: '请核对' }],
});
const insertedText: Operation = {
  type: 'insert_node',
  path: [1, 1],
  node: { text: '新增', ins: 'r1' } as never,
};
const commented: Operation = {
  type: 'set_node',
  path: [1, 0],
  properties: {},
  newProperties: { c_t1: true } as never,
};

describe('review rows in the store', () => {
  let dataDir: string;
  let store: Store;
  let id: string;

  beforeEach(async () => {
    dataDir = tempFolder();
    store = await openStore(dataDir, now);
    store.review.savePerson({ id: 'li', name: '李明', unit: '青禾镇党政办', role: 'writer' });
    store.review.savePerson({ id: 'wang', name: '王芳', unit: '青禾镇司法所', role: 'reviewer' });
    id = store.reports.insert({
      template: 'work-summary',
      year: 2023,
      unit: '青禾镇',
      document: { schema: 1, blocks: [makeTitle('青禾镇总结'), makeParagraph('正文')] },
      variables: {},
    });
  });
  afterEach(() => store.close());

  const apply = (ops: Operation[], rows: Parameters<Store['review']['add']>[1] = {}): number =>
    store.reports.apply({
      id,
      base: store.reports.get(id).revision,
      batch: `b${Math.random()}`,
      ops,
      review: rows,
    }).revision;
  const unseen = () => store.looks.unseen(id, 'li');
  const look = (): void => store.looks.look(id, 'li', unseen().upTo);
  const byWang = (ops: Operation[], rows: Parameters<typeof apply>[1] = {}): unknown =>
    store.reports.apply({
      id,
      base: store.reports.get(id).revision,
      batch: `w${Math.random()}`,
      ops,
      author: 'wang',
      review: rows,
    });
  const reopen = async (): Promise<void> => {
    await store.close();
    store = await openStore(dataDir, now);
  };

  it('stores a change with the operations that carry its id', async () => {
    apply([insertedText], { revisions: [insertion()] });
    await reopen();
    expect(store.review.get(id).revisions).toEqual([insertion()]);
    expect(store.reports.get(id).document.blocks[1]?.children[1]).toEqual({ text: '新增', ins: 'r1' });
  });

  it('refuses a change that nobody made, and stores nothing of it', () => {
    expect(codeOf(() => apply([insertedText]))).toBe('invalid-document');
    expect(codeOf(() => apply([insertedText], { revisions: [insertion('stranger')] }))).toBe('no-person');
    // A row of another kind does not stand for it either.
    const deletion: Revision = { ...insertion(), kind: 'delete' };
    expect(codeOf(() => apply([insertedText], { revisions: [deletion] }))).toBe('invalid-document');
    expect(codeOf(() => apply([commented]))).toBe('invalid-document');
    expect(store.review.get(id)).toEqual({ revisions: [], threads: [], decisions: [] });
    expect(store.reports.get(id).revision).toBe(0);
  });

  it('knows the rows of earlier batches', () => {
    apply([insertedText], { revisions: [insertion()] });
    apply([{ type: 'insert_text', path: [1, 1], offset: 2, text: '的' }]);
    apply([{ type: 'remove_node', path: [1, 1], node: { text: '新增的', ins: 'r1' } as never }], {
      decisions: [{ revision: 'r1', accepted: false, author: 'wang', at }],
    });
    // The row outlives the mark: an undo may bring it back.
    apply([insertedText]);
    expect(store.review.get(id)).toMatchObject({
      revisions: [{ id: 'r1' }],
      decisions: [{ revision: 'r1', accepted: false, author: 'wang' }],
    });
  });

  it('keeps threads: replies, resolving, editing and taking back one’s own', async () => {
    apply([commented], { threads: [thread()] });
    store.review.reply(id, { id: 'm2', thread: 't1', author: 'wang', body: '已核对' });
    store.review.setThreadState(id, { id: 't1', author: 'wang', state: 'resolved' });
    expect(codeOf(() => store.review.editComment(id, { id: 'm1', author: 'wang', body: '改' }))).toBe(
      'bad-request',
    );
    expect(codeOf(() => store.review.removeComment(id, { id: 'm1', author: 'wang' }))).toBe('bad-request');
    store.review.editComment(id, { id: 'm1', author: 'li', body: '请再核对' });
    store.review.removeComment(id, { id: 'm2', author: 'wang' });
    await reopen();
    expect(store.review.get(id).threads).toEqual([
      {
        ...thread(),
        state: 'resolved',
        resolvedBy: 'wang',
        resolvedAt: at,
        comments: [
          { id: 'm1', thread: 't1', author: 'li', at, body: '请再核对', editedAt: at },
          { id: 'm2', thread: 't1', author: 'wang', at, body: '已核对', editedAt: at, removed: true },
        ],
      },
    ]);
    expect(
      codeOf(() => store.review.reply(id, { id: 'm3', thread: 't1', author: 'nobody', body: '？' })),
    ).toBe('no-person');
    expect(store.review.setThreadState(id, { id: 't1', author: 'li', state: 'open' })).not.toHaveProperty(
      'resolvedBy',
    );
  });

  it('freezes versions, counts rounds, and sending sets the state', async () => {
    apply([insertedText], { revisions: [insertion()] });
    const first = store.versions.create(id, { kind: 'sent', name: '第1轮送审', author: 'li' });
    apply([{ type: 'insert_text', path: [1, 0], offset: 0, text: '又改' }]);
    const second = store.versions.create(id, { kind: 'returned', name: '司法所退回', author: 'wang' });
    const third = store.versions.create(id, { kind: 'sent', name: '第2轮送审', author: 'li' });
    await reopen();
    expect(store.reports.get(id).state).toBe('in-review');
    expect(store.versions.list(id)).toEqual([third, second, first]);
    expect([first, second, third].map(({ number, round }) => [number, round])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
    const opened = store.versions.open(id, first.id);
    expect(opened.document.blocks[1]?.children).toEqual([{ text: '正文' }, { text: '新增', ins: 'r1' }]);
    expect(opened.review.revisions).toEqual([insertion()]);
    expect(opened.people.map(({ name }) => name)).toEqual(['李明', '王芳']);
    expect(codeOf(() => store.versions.create(id, { kind: 'sent', name: '无名', author: 'x' }))).toBe(
      'no-person',
    );
    expect(codeOf(() => store.versions.open(id, 'x'))).toBe('not-found');
  });

  it('takes a document with marks only with their rows', () => {
    apply([insertedText], { revisions: [insertion()] });
    const { document, variables } = store.reports.get(id);
    const copy = { template: 'work-summary', year: 2023, unit: '青禾镇', document, variables };
    expect(codeOf(() => store.reports.insert(copy))).toBe('invalid-document');
    const made = store.reports.insert({ ...copy, review: store.review.get(id) });
    expect(store.review.get(made).revisions).toEqual([insertion()]);
  });

  it('keeps reasons, whom a comment is given to, and comments on a section', async () => {
    const given = { ...thread(), scope: 'section' as const, assignee: 'wang', due: '2024-02-29' };
    apply([commented, insertedText], { threads: [given], revisions: [{ ...insertion(), reason: '更准确' }] });
    apply([{ type: 'remove_node', path: [1, 1], node: { text: '新增', ins: 'r1' } as never }], {
      decisions: [{ revision: 'r1', accepted: false, author: 'wang', at, reason: '与上文重复' }],
    });
    await reopen();
    const { threads, revisions, decisions } = store.review.get(id);
    expect([threads[0], revisions[0], decisions[0]]).toMatchObject([
      given,
      { reason: '更准确' },
      { reason: '与上文重复' },
    ]);
    store.review.assign(id, { id: 't1', author: 'li', assignee: null, due: '2024-03-01' });
    expect(store.review.thread(id, 't1')).not.toHaveProperty('due');
    expect(
      codeOf(() => store.review.assign(id, { id: 't1', author: 'li', assignee: 'nobody', due: null })),
    ).toBe('no-person');
    expect(store.review.setReason(id, { revision: 'r1', author: 'li', reason: '' })).toEqual(insertion());
    expect(codeOf(() => store.review.setReason(id, { revision: 'r1', author: 'wang', reason: '我的' }))).toBe(
      'bad-request',
    );
    store.review.explain(id, { revisions: ['r1'], author: 'li', reason: '已并入上段' });
    expect(store.review.get(id).decisions[0]?.reason).toBe('已并入上段');
    expect(codeOf(() => store.review.explain(id, { revisions: ['r2'], author: 'li', reason: '？' }))).toBe(
      'not-found',
    );
  });

  describe('what came since somebody looked', () => {
    it('is nothing for whoever never looked, and nothing after a look', () => {
      byWang([insertedText], { revisions: [insertion('wang')] });
      expect(unseen()).toMatchObject({ since: null, revisions: [], blocks: [] });
      look();
      expect(unseen()).toMatchObject({ since: at, revisions: [], threads: [], decisions: [], blocks: [] });
    });

    it('is others’ changes, comments, answers, decisions and direct edits, and never one’s own', async () => {
      look();
      apply([{ type: 'insert_text', path: [0, 0], offset: 0, text: '云川市' }], {});
      byWang([insertedText, commented], { revisions: [insertion('wang')], threads: [thread('wang')] });
      byWang([{ type: 'insert_text', path: [1, 0], offset: 0, text: '直接改的' }]);
      store.review.reply(id, { id: 'm2', thread: 't1', author: 'li', body: '好' });
      await reopen();
      expect(unseen()).toMatchObject({ revisions: ['r1'], threads: ['t1'], decisions: [] });
      const { blocks } = store.reports.get(id).document;
      // Nobody said who made the first edit: it may have been somebody else.
      expect(unseen().blocks).toEqual([
        { id: blocks[0]?.id, authors: [''], was: '青禾镇总结' },
        { id: blocks[1]?.id, authors: ['wang'], was: '正文' },
      ]);
      look();
      store.review.reply(id, { id: 'm3', thread: 't1', author: 'li', body: '再说' });
      store.review.setThreadState(id, { id: 't1', author: 'li', state: 'resolved' });
      expect(unseen().threads).toEqual([]);
      store.review.setThreadState(id, { id: 't1', author: 'wang', state: 'open' });
      expect(unseen().threads).toEqual(['t1']);
      look();
      store.review.assign(id, { id: 't1', author: 'wang', assignee: 'li', due: null });
      store.review.setReason(id, { revision: 'r1', author: 'wang', reason: '更准确' });
      expect(unseen()).toMatchObject({ threads: ['t1'], revisions: ['r1'], blocks: [] });
    });

    it('counts by when it came, not by the date that it bears', () => {
      look();
      const old = '2020-01-01T00:00:00.000Z';
      store.review.add(id, { revisions: [{ ...insertion('wang'), at: old }] });
      expect(unseen().revisions).toEqual(['r1']);
    });

    it('does not fall back behind an earlier look, nor run ahead of what is there', () => {
      const early = unseen().upTo;
      byWang([insertedText], { revisions: [insertion('wang')] });
      look();
      store.looks.look(id, 'li', early);
      expect(unseen().revisions).toEqual([]);
      store.looks.look(id, 'li', { revision: 1e6, seen: 1e6 });
      byWang([{ type: 'insert_text', path: [1, 0], offset: 0, text: '又' }], {
        revisions: [insertion('wang', 'r2')],
      });
      expect(unseen()).toMatchObject({ revisions: ['r2'], blocks: [{ authors: ['wang'] }] });
      expect(codeOf(() => store.looks.look(id, 'nobody', early))).toBe('no-person');
    });

    it('tells of paragraphs that came and went without a mark', () => {
      look();
      const came = makeParagraph('新的一段');
      byWang([{ type: 'insert_node', path: [2], node: came as never }]);
      const [, body] = store.reports.get(id).document.blocks;
      byWang([{ type: 'remove_node', path: [1], node: body as never }]);
      expect(unseen().blocks).toEqual([
        { id: came.id, authors: ['wang'], was: '' },
        { id: body?.id, authors: ['wang'], gone: true, was: '正文' },
      ]);
    });
  });
});
