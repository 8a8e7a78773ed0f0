import { describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { originalView } from '../../../shared/document/resolve.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { after, AT, at, cut, drop, put, report, text } from './marked-copy.ts';
import { merged, untouched, type Sent } from './returned.ts';
import { draws, fc, patience } from '../../random.ts';

describe('merging a copy', () => {
  it('takes a figure that was typed over for a figure, and the rest for words', async () => {
    const sent = report();
    const copy = await untouched(sent);
    at(copy, '12', (runs, from, to) => {
      put('张三', '15')(runs, from, to);
      cut('张三')(runs, from, to);
    });
    const { blocks, revisions } = merged(sent, copy);
    const fields = blocks.flatMap((block) => inlinesOf(block)).filter((node) => isField(node));
    expect(fields.map(({ value, del }) => [value, del !== undefined])).toEqual([
      ['12', true],
      ['15', false],
    ]);
    expect(text(blocks)).toContain('召开会议15次，');
    expect(revisions.map(({ kind, author }) => `${author} ${kind}`).sort()).toEqual([
      'w-张三 delete',
      'w-张三 insert',
    ]);
    expect(plainText(originalView(blocks))).toBe(plainText(sent.blocks));
  });

  it('takes what was changed without tracking as changes by somebody unknown', async () => {
    const sent = report();
    const copy = await untouched(sent);
    at(copy, '人手不足，', drop);
    const result = merged(sent, copy);
    expect(text(result.blocks)).toContain('\n经费有限');
    expect(result.revisions).toMatchObject([{ author: 'unknown', kind: 'delete' }]);
  });

  it('keeps both when the same words were changed here and there, and says so', async () => {
    const sent = report();
    const copy = await untouched(sent);
    at(copy, '经费有限', (runs, from, to) => {
      put('张三', '经费紧张')(runs, from, to);
      cut('张三')(runs, from, to);
    });
    const blocks = structuredClone(sent.blocks);
    const last = blocks.at(-1);
    if (last?.type === 'paragraph') last.children = [{ text: '人手不足，经费很有限，办法不多。' }];
    const result = merged(sent, copy, { blocks });
    expect(result.conflicts).toMatchObject([{ author: 'w-张三', base: expect.stringContaining('经费有限') }]);
    expect(text(result.blocks)).toContain('经费紧张');
    expect(text(result.blocks)).toContain('很');
  });

  it('finds paragraphs by what they say when the bookmarks are lost', async () => {
    const sent = report();
    const copy = await untouched(sent);
    for (const block of copy.blocks) block.anchors = [];
    at(copy, '加强宣传', put('张三', '教育'));
    const result = merged(sent, copy);
    expect(text(result.blocks)).toContain('加强宣传教育。');
    expect(result.revisions).toHaveLength(1);
  });

  it('knows a new comment, an answer and what was resolved, whether links are kept or lost', async () => {
    const sent = report();
    sent.people = [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }];
    sent.review.threads = [
      {
        id: 't1',
        author: 'wang',
        at: '2025-12-01T01:00:00.000Z',
        quote: '',
        section: '',
        state: 'open',
        comments: [
          { id: 'c1', thread: 't1', author: 'wang', at: '2025-12-01T01:00:00.000Z', body: '请核对。' },
        ],
      },
    ];
    const block = sent.blocks[5];
    if (block?.type === 'paragraph') {
      block.children = [{ text: '人手不足，' }, { text: '经费有限', c_t1: true }, { text: '，办法不多。' }];
    }
    for (const linked of [true, false]) {
      const copy = await untouched(sent);
      const [first] = copy.comments;
      if (!first) throw new Error('the comment is gone');
      first.done = true;
      copy.comments.push({
        id: '90',
        author: '张三',
        at: AT,
        body: '已核对。',
        done: null,
        parent: linked ? first.id : null,
      });
      at(copy, '经费有限', (runs, from, to) => {
        for (const run of runs.slice(from, to)) run.comments = [...run.comments, '90'];
      });
      copy.comments.push({
        id: '91',
        author: '张三',
        at: AT,
        body: '办法要具体。',
        done: false,
        parent: null,
      });
      at(copy, '办法', (runs, from, to) => {
        for (const run of runs.slice(from, to)) run.comments = [...run.comments, '91'];
      });
      const result = merged(sent, copy);
      expect(result.replies).toMatchObject([{ thread: 't1', author: 'w-张三', body: '已核对。' }]);
      expect(result.states).toEqual([{ thread: 't1', state: 'resolved' }]);
      expect(result.threads).toMatchObject([
        { quote: '办法', section: '二、存在问题', comments: [{ body: '办法要具体。' }] },
      ]);
      expect(result.missing).toEqual([]);
      // Where links are lost, somebody is told what was taken for an answer.
      expect(result.guessed.map((note) => [note.block, note.text])).toEqual(
        linked ? [] : [['b7', '已核对。']],
      );
    }
  });

  it('keeps a comment that was deleted in Word', async () => {
    const sent = report();
    sent.people = [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }];
    const comment = { id: 'c1', thread: 't1', author: 'wang', at: AT, body: '请核对。' };
    sent.review.threads = [
      { id: 't1', author: 'wang', at: AT, quote: '', section: '', state: 'open', comments: [comment] },
    ];
    const block = sent.blocks[5];
    if (block?.type === 'paragraph') block.children = [{ text: '人手不足。', c_t1: true }];
    const copy = await untouched(sent);
    copy.comments = [];
    const result = merged(sent, copy);
    expect(result.missing).toEqual([{ id: 'c1', block: 'b7', author: 'wang', text: '请核对。' }]);
    expect(result.blocks).toEqual(sent.blocks);
  });
});

const WORDS = [
  '全镇召开',
  '研究部署',
  '压实',
  '完善',
  '加强宣传',
  '人手不足',
  '有限',
  '办法不多',
  '责任。',
  '工作情况',
];
const step = fc.record({
  words: fc.constantFrom(...WORDS),
  kind: fc.constantFrom('put', 'cut', 'replace', 'drop', 'figure'),
  text: fc.constantFrom('依法', '认真', '的', '全面', '八'),
});

function copyWith(
  pristine: WordCopy,
  by: string,
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
) {
  const copy = structuredClone(pristine);
  const used = new Set<string>();
  for (const { words, kind, text: more } of steps) {
    if (used.has(words)) continue;
    used.add(words);
    if (kind === 'figure') {
      if (used.has('12')) continue;
      used.add('12');
      at(copy, '12', (runs, from, to) => {
        put(by, String(10 + more.length))(runs, from, to);
        cut(by)(runs, from, to);
      });
      continue;
    }
    at(copy, words, (runs, from, to) => {
      if (kind === 'put' || kind === 'replace') put(by, more)(runs, from, to);
      if (kind === 'cut' || kind === 'replace') cut(by)(runs, from, to);
      if (kind === 'drop') drop(runs, from, to);
    });
  }
  return copy;
}

describe('merging, whatever was changed', () => {
  it(
    'gives the same report in either order, adds nothing the second time, and takes nothing away',
    async () => {
      const steps = fc.array(step, { maxLength: 5 });
      const sent = report();
      const pristine = await untouched(sent);
      fc.assert(
        fc.property(steps, steps, fc.nat(3), (one, other, here) => {
          const a = copyWith(pristine, '张三', one);
          const b = copyWith(pristine, '李四', other);
          const ours = structuredClone(sent.blocks);
          // The report went on meanwhile.
          const last = ours.at(-1);
          if (here > 0 && last?.type === 'paragraph')
            last.children = [
              { text: ['', '人手不足，', '人手紧缺，经费有限，办法不多。', '（略）'][here] ?? '' },
            ];
          if (here === 3) ours.splice(3, 1);
          const first = merged(sent, a, { blocks: ours });
          const ab = merged(sent, b, after(sent, first));
          const second = merged(sent, b, { blocks: ours });
          const ba = merged(sent, a, after(sent, second));
          expect(ab.blocks).toEqual(ba.blocks);
          expect(documentProblems(ab.blocks)).toEqual([]);
          expect(plainText(originalView(ab.blocks))).toBe(plainText(ours));

          const all: Partial<Sent> = {
            blocks: ab.blocks,
            review: { ...sent.review, revisions: [...first.revisions, ...ab.revisions] },
          };
          for (const copy of [a, b]) {
            const again = merged(sent, copy, all);
            expect(again.revisions).toEqual([]);
            expect(again.blocks).toEqual(ab.blocks);
          }
        }),
        { numRuns: draws(300) },
      );
    },
    patience(60_000),
  );
});
