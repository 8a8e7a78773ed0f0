import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { ReviewRows } from '../../../shared/review/types.ts';
import { testPorts } from './deps.ts';

const at = '2025-11-01T02:03:04.000Z';
const author = 'p1';

describe('a copy that saves what a window holds', () => {
  let ports: ReturnType<typeof testPorts>;
  let backend: Backend;
  let id: string;

  beforeEach(async () => {
    ports = testPorts();
    backend = await createBackend(ports);
    await backend.call('people.save', {
      person: { id: author, name: '周敏', unit: '青禾镇', role: 'writer' },
    });
    ({ id } = await backend.call('report.create', { template: 'work-summary', year: 2025, unit: '青禾镇' }));
  });
  afterEach(async () => {
    await backend.close();
    ports.remove();
  });

  const save = (blocks: unknown[], review?: ReviewRows, of = id) =>
    backend.call('report.saveCopy', {
      id: of,
      document: { schema: 1, blocks },
      variables: { unit: '青禾镇' },
      ...(review ? { review } : {}),
    });
  const blocksOf = async (copy: string): Promise<Block[]> =>
    (await backend.call('report.open', { id: copy })).document.blocks;

  it('works while suggesting, and with a comment that was not saved', async () => {
    const blocks = [
      makeTitle('总结'),
      makeParagraph([
        { text: '宣讲', ins: 'i1' },
        { text: '旧文', del: 'd1' },
        { text: '核对', c_t1: true },
      ]),
      { ...makeHeading(2, '普法'), pFmt: 'f1', pWas: { type: 'paragraph' as const } },
    ];
    const review: ReviewRows = {
      revisions: [
        { id: 'i1', author, at, kind: 'insert' },
        { id: 'd1', author, at, kind: 'delete' },
        { id: 'f1', author, at, kind: 'format' },
      ],
      threads: [
        {
          id: 't1',
          author,
          at,
          quote: '核对',
          section: '',
          state: 'open',
          comments: [{ id: 'c1', thread: 't1', author, at, body: '数字对吗？' }],
        },
      ],
    };
    const { id: copy, takenOff } = await save(blocks, review);
    expect(takenOff).toEqual({ changes: 0, comments: 0, mended: 0 });
    expect(await blocksOf(copy)).toEqual(blocks);
    const rows = await backend.call('review.get', { id: copy });
    expect(rows.revisions.map((row) => row.id).toSorted()).toEqual(['d1', 'f1', 'i1']);
    expect(rows.threads[0]?.comments[0]?.body).toBe('数字对吗？');
  });

  it('takes off what nobody stands behind, keeps its words, and says how much', async () => {
    const { id: copy, takenOff } = await save(
      [
        makeTitle('总结'),
        makeParagraph([
          { text: '宣讲', ins: 'x' },
          { text: '旧文', del: 'y', c_z: true },
        ]),
      ],
      // Somebody whom the store does not know, a comment without words, something that is no row at all.
      { revisions: [{ id: 'x', author: 'nobody', at, kind: 'insert' }], threads: [{ id: 'z' }, 5] as never },
    );
    expect(takenOff).toEqual({ changes: 2, comments: 1, mended: 0 });
    expect(plainText(await blocksOf(copy))).toBe('总结\n宣讲旧文');
  });

  it('mends what is no document', async () => {
    const field = { ...makeField({ value: '12', unit: '次' }), computed: 5 };
    const { id: copy, takenOff } = await save([
      makeTitle('总结'),
      { type: 'paragraph', children: [{ text: '没有编号' }] },
      makeParagraph(padInlines([field as never])),
      { type: 'nonsense', text: 7 },
      '只有文字',
    ]);
    expect(takenOff.mended).toBeGreaterThan(0);
    const text = plainText(await blocksOf(copy));
    for (const words of ['没有编号', '12次', '只有文字']) expect(text).toContain(words);
  });

  it.each([
    [undefined],
    [null],
    [5],
    [{ schema: 99, blocks: [{ type: 'paragraph', children: [{ text: '甲' }] }] }],
  ])('takes %j for a document', async (document) => {
    const { id: copy } = await backend.call('report.saveCopy', {
      id,
      document: document as never,
      variables: 'none' as never,
      review: 'none' as never,
    });
    expect((await blocksOf(copy)).length).toBeGreaterThan(0);
  });

  it('works for a report that was removed, and for one that nobody knows', async () => {
    await backend.call('report.remove', { id });
    const removed = await save([makeTitle('甲')]);
    const unknown = await save([makeTitle('乙')], undefined, 'never-heard-of');
    const list = await backend.call('report.list', {});
    expect(list.map((report) => report.id)).toEqual(expect.arrayContaining([removed.id, unknown.id]));
    expect(list.find((report) => report.id === removed.id)).toMatchObject({ unit: '青禾镇', year: 2025 });
  });

  it('copies a version whose marks lost their rows', async () => {
    const { id: copy } = await save([makeTitle('总结'), makeParagraph('正文')]);
    const version = await backend.call('version.create', { id: copy, kind: 'saved', name: '一稿', author });
    const answer = await backend.call('version.copy', { id: copy, version: version.id });
    expect(answer.takenOff).toEqual({ changes: 0, comments: 0, mended: 0 });
    expect(plainText(await blocksOf(answer.id))).toBe('总结\n正文');
  });
});
