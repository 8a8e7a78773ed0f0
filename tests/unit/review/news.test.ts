import { expect, it } from 'vitest';

import { differenceOf, newIds, newsOf } from '../../../renderer/features/review/news.ts';
import type { Change, Collected, PlacedThread } from '../../../shared/review/collect.ts';
import type { Unseen } from '../../../shared/review/types.ts';

const at = '2025-12-01T00:00:00.000Z';
const change = (id: string, revisions: string[]): Change => ({
  id,
  revisions,
  kind: 'insert',
  author: 'wang',
  at,
  removed: '',
  added: '新',
  block: 'b1',
  section: '',
  order: 1,
});
const placed = (id: string): PlacedThread => ({
  thread: { id, author: 'wang', at, quote: '', section: '', state: 'open', comments: [] },
  block: 'b1',
  section: '',
  order: 2,
});
const collected: Collected = {
  changes: [change('r1', ['r1', 'r2']), change('r3', ['r3'])],
  threads: [placed('t1'), placed('t2')],
};
const decision = { author: 'li', at };
const unseen: Unseen = {
  since: at,
  upTo: { revision: 9, seen: 90 },
  // r9 was decided meanwhile, and is no longer there to be shown.
  revisions: ['r2', 'r9'],
  threads: ['t2'],
  decisions: [
    { ...decision, revision: 'r9', accepted: true },
    { ...decision, revision: 'r8', accepted: true },
    { ...decision, revision: 'r7', accepted: false },
  ],
  blocks: [
    { id: 'b2', authors: ['li'], was: '旧' },
    { id: 'gone', authors: ['li'], was: '没了' },
    { id: 'b1', authors: ['li'], was: '' },
  ],
};

it('shows what came since the last look, in the order of the text, and of decisions how many', () => {
  const news = newsOf(collected, unseen, ['b1', 'b2']);
  expect(news.changes.map(({ id }) => id)).toEqual(['r1']);
  expect(news.threads.map(({ thread }) => thread.id)).toEqual(['t2']);
  expect(news.decided).toEqual([{ author: 'li', accepted: 2, rejected: 1 }]);
  expect(news.blocks.map(({ id, gone }) => [id, gone])).toEqual([
    ['b1', undefined],
    ['b2', undefined],
    ['gone', true],
  ]);
  expect(news.count).toBe(6);
  expect(newIds(news)).toEqual(new Set(['r1', 'r2', 't2', 'b1', 'b2', 'gone']));
});

it('is nothing for whoever looks for the first time, and before it is known', () => {
  expect(newsOf(collected, { ...unseen, since: null }, []).count).toBe(0);
  expect(newsOf(collected, null, []).count).toBe(0);
});

it('shows where a paragraph differs, with a little of what stands around', () => {
  expect(
    differenceOf('全镇共召开会议十二次，研究部署工作。', '全镇共召开会议十三次，研究部署工作。'),
  ).toEqual({
    before: '全镇共召开会议十',
    removed: '二',
    added: '三',
    behind: '次，研究部署工作…',
  });
  expect(differenceOf('', '新写的')).toEqual({ before: '', removed: '', added: '新写的', behind: '' });
});
