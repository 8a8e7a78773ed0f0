import { describe, expect, it } from 'vitest';

import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { collect } from '../../../shared/review/collect.ts';
import type { Revision, Thread } from '../../../shared/review/types.ts';

const AT = '2026-11-20T01:00:00.000Z';

const revision = (id: string, kind: Revision['kind']): [string, Revision] => [
  id,
  { id, author: 'wang', at: AT, kind },
];
const thread = (id: string): Thread => ({
  id,
  author: 'wang',
  at: AT,
  quote: '',
  section: '',
  state: 'open',
  comments: [{ id: `c-${id}`, thread: id, author: 'wang', at: AT, body: '请核对。' }],
});

describe('changes and comments of a report', () => {
  it('stand in the order of its words, also within one paragraph; those without words come last', () => {
    const blocks = [
      makeTitle('总结'),
      makeParagraph([
        { text: '宣讲', c_t1: true },
        { text: '大力', del: 'r1' },
        { text: '进村，', c_t2: true },
        { text: '入户', ins: 'r2', c_t3: true },
      ]),
      makeParagraph([
        { text: '新增', ins: 'r3' },
        { text: '人员。', c_t4: true },
      ]),
    ];
    const rows = new Map([revision('r1', 'delete'), revision('r2', 'insert'), revision('r3', 'insert')]);
    const { changes, threads } = collect(blocks, {}, rows, ['gone', 't4', 't3', 't2', 't1'].map(thread));
    const all = [
      ...changes.map(({ id, order }) => ({ id, order })),
      ...threads.map((one) => ({ id: one.thread.id, order: one.order })),
    ].sort((a, b) => a.order - b.order);
    expect(all.map(({ id }) => id)).toEqual(['t1', 'r1', 't2', 'r2', 't3', 'r3', 't4', 'gone']);
  });
});
