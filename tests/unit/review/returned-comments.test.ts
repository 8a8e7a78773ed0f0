import { expect, it } from 'vitest';

import type { WordComment } from '../../../shared/merge/word-copy.ts';
import { after, AT, at, report } from './marked-copy.ts';
import { merged, untouched, type Sent } from './returned.ts';

/** A report that was sent with a comment on 经费有限. */
function withComment(): Sent {
  const sent = report();
  sent.people = [{ id: 'wang', name: '王芳', unit: '青禾镇', role: 'reviewer' }];
  const said = { id: 'c1', thread: 't1', author: 'wang', at: AT, body: '请核对。' };
  sent.review.threads = [
    { id: 't1', author: 'wang', at: AT, quote: '经费有限', section: '', state: 'open', comments: [said] },
  ];
  const last = sent.blocks[5];
  if (last?.type === 'paragraph')
    last.children = [{ text: '人手不足，' }, { text: '经费有限', c_t1: true }, { text: '，办法不多。' }];
  return sent;
}

it('a comment whose words were changed in Word keeps the old ones, and the new ones answer them, once', async () => {
  const sent = withComment();
  const copy = await untouched(sent);
  const [comment] = copy.comments;
  if (!comment) throw new Error('the comment is gone');
  comment.body = '请核对数字。';
  const result = merged(sent, copy);
  expect(result.replies).toMatchObject([{ thread: 't1', author: 'wang', body: '请核对数字。' }]);
  expect([result.threads, result.missing]).toEqual([[], []]);
  const stored = structuredClone(after(sent, result)) as Pick<Sent, 'blocks' | 'review'>;
  stored.review.threads[0]?.comments.push(...result.replies);
  expect(merged(sent, copy, stored).replies).toEqual([]);
});

const comment = (id: string, when: string, parent: string | null): WordComment => ({
  id,
  author: '张三',
  at: when,
  body: parent === null ? '办法要具体。' : '已写具体。',
  done: null,
  parent,
});

it('an answer belongs to what it answers, also where another machine’s clock dates it before', async () => {
  const sent = report();
  const copy = await untouched(sent);
  copy.comments.push(comment('92', '2025-12-03T01:00:00.000Z', '91'), comment('91', AT, null));
  at(copy, '办法', (runs, from, to) => {
    for (const run of runs.slice(from, to)) run.comments = ['91', '92'];
  });
  const { threads, replies } = merged(sent, copy);
  expect(replies).toEqual([]);
  expect(threads.map(({ comments }) => comments.map(({ body }) => body))).toEqual([
    ['办法要具体。', '已写具体。'],
  ]);
});
