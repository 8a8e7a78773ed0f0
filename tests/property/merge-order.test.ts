import { describe, expect, it } from 'vitest';

import { inlinesOf } from '../../shared/document/guards.ts';
import { countingIds } from '../../shared/document/ids.ts';
import { makeField, makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import type { Block, Inline, TableBlock } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { marksIn } from '../../shared/document/marks.ts';
import { originalView } from '../../shared/document/resolve.ts';
import type { Thread } from '../../shared/review/types.ts';
import type { WordCopy, WordRun, WordTable } from '../../shared/merge/word-copy.ts';
import { draws, fc, patience } from '../random.ts';
import { AT, at, cut, drop, paragraph, put } from '../unit/review/marked-copy.ts';
import { merged, untouched, type Sent } from '../unit/review/returned.ts';
import { after, marksOf, sorted } from './merged-reports.ts';

const cellOf = (...children: Inline[]): TableBlock['children'][number]['children'][number] => ({
  type: 'table-cell',
  children,
});

const threadOf = (id: string, more: Partial<Thread> = {}): Thread => ({
  id,
  author: 'wang',
  at: '2025-12-01T01:00:00.000Z',
  quote: '',
  section: '',
  state: 'open',
  comments: [
    {
      id: `c${id}`,
      thread: id,
      author: 'wang',
      at: '2025-12-01T01:00:00.000Z',
      body: `请核对${id}。\n分两段。`,
    },
  ],
  ...more,
});

/** A report with a table, headings of two levels, a table field, and three threads, one of them with an answer. */
function report(): Sent {
  const ids = countingIds('b');
  const table: TableBlock = {
    type: 'table',
    id: ids(),
    children: [
      { type: 'table-row', header: true, children: [cellOf({ text: '项目' }), cellOf({ text: '数量' })] },
      {
        type: 'table-row',
        children: [
          cellOf({ text: '执法检查' }),
          cellOf({ text: '' }, makeField({ value: '612', unit: '宗', label: '检查' }, ids), { text: '' }),
        ],
      },
      { type: 'table-row', children: [cellOf({ text: '人民调解', c_t2: true }), cellOf({ text: '九十件' })] },
    ],
  };
  const first = threadOf('t1');
  first.comments.push({
    id: 'r1',
    thread: 't1',
    author: 'li',
    at: '2025-12-01T02:00:00.000Z',
    body: '已核对。\n\n数字来自台账。',
  });
  return {
    blocks: [
      makeTitle('青禾镇2025年工作总结', ids),
      makeHeading(1, '工作情况', undefined, ids),
      makeHeading(2, '依法行政', undefined, ids),
      makeParagraph(
        [{ text: '全镇召开会议研究部署法治工作，' }, { text: '压实责任', c_t1: true }, { text: '。' }],
        'body',
        ids,
      ),
      table,
      makeHeading(2, '普法宣传', undefined, ids),
      makeParagraph(
        [
          { text: '加强宣传教育，' },
          { text: '常年', ins: 'o1' },
          { text: '办好' },
          { text: '乡村', del: 'o2' },
          { text: '法治讲堂。' },
        ],
        'body',
        ids,
      ),
      makeHeading(1, '存在问题', undefined, ids),
      makeParagraph('人手不足，经费有限。', 'body', ids),
    ],
    variables: {},
    people: [
      { id: 'wang', name: '王芳', unit: '', role: 'reviewer' },
      { id: 'li', name: '李明', unit: '', role: 'writer' },
    ],
    review: {
      revisions: [
        { id: 'o1', author: 'wang', at: '2025-12-01T04:00:00.000Z', kind: 'insert' },
        { id: 'o2', author: 'li', at: '2025-12-01T04:30:00.000Z', kind: 'delete' },
      ],
      threads: [
        first,
        threadOf('t2'),
        threadOf('t3', { state: 'resolved', resolvedBy: 'li', resolvedAt: '2025-12-01T03:00:00.000Z' }),
      ],
      decisions: [],
    },
  };
}

const WORDS = [
  '研究部署',
  '压实责任',
  '加强宣传',
  '法治讲堂',
  '人手不足',
  '经费有限',
  '普法宣传',
  '存在问题',
];
const CELLS = ['执法检查', '612', '人民调解', '九十件', '数量'];
const MORE = ['依法', '认真', '的', '十'];

type Edit =
  | { do: 'put' | 'cut' | 'replace' | 'drop'; words: string; more: string }
  | { do: 'row'; tracked: boolean; more: string }
  | { do: 'lose-row'; tracked: boolean }
  | { do: 'level'; words: string; level: 1 | 2 | 3 | null; tracked: boolean }
  | { do: 'break'; words: string; more: string }
  | { do: 'comment'; words: string; body: string }
  | { do: 'answer'; to: number; body: string }
  | { do: 'done'; of: number; done: boolean }
  | { do: 'decide'; of: '常年' | '乡村'; accept: boolean };

const words = fc.constantFrom(...WORDS);
const more = fc.constantFrom(...MORE);
const body = fc.constantFrom('请写明。', '一段。\n二段。', '一段。\n\n三段。', '  ');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    do: fc.constantFrom('put' as const, 'cut' as const, 'replace' as const, 'drop' as const),
    words: fc.constantFrom(...WORDS, ...CELLS),
    more,
  }),
  fc.record({ do: fc.constant('row' as const), tracked: fc.boolean(), more }),
  fc.record({ do: fc.constant('lose-row' as const), tracked: fc.boolean() }),
  fc.record({
    do: fc.constant('level' as const),
    words: fc.constantFrom('依法行政', '普法宣传', '人手不足'),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const, null),
    tracked: fc.boolean(),
  }),
  fc.record({ do: fc.constant('break' as const), words, more }),
  fc.record({ do: fc.constant('comment' as const), words: fc.constantFrom(...WORDS, ...CELLS), body }),
  fc.record({ do: fc.constant('answer' as const), to: fc.nat(2), body }),
  fc.record({ do: fc.constant('done' as const), of: fc.nat(2), done: fc.boolean() }),
  fc.record({
    do: fc.constant('decide' as const),
    of: fc.constantFrom('常年' as const, '乡村' as const),
    accept: fc.boolean(),
  }),
);

/** Does this to a stretch of words in the copy: of a paragraph, or of a cell. */
function onWords(
  copy: WordCopy,
  wanted: string,
  change: (runs: WordRun[], from: number, to: number) => void,
): void {
  if (WORDS.includes(wanted)) {
    at(copy, wanted, change);
    return;
  }
  for (const row of tableIn(copy).rows) {
    for (const cell of row.cells) {
      const chars = cell.runs.flatMap((run) => Array.from(run.text, (text): WordRun => ({ ...run, text })));
      const from = chars
        .map(({ text }) => text)
        .join('')
        .indexOf(wanted);
      if (from < 0) continue;
      change(chars, from, from + wanted.length);
      cell.runs = chars;
      return;
    }
  }
}

function tableIn(copy: WordCopy): WordTable {
  const table = copy.blocks.find((block) => block.is === 'table');
  if (table?.is !== 'table') throw new Error('no table');
  return table;
}

function copyWith(pristine: WordCopy, by: string, edits: readonly Edit[]): WordCopy {
  const copy = structuredClone(pristine);
  const mark = { author: by, at: AT };
  const used = new Set<string>();
  const once = (key: string): boolean => !used.has(key) && used.add(key).size > 0;
  let n = 0;
  // What is said first, while all of the words are there.
  for (const one of edits.toSorted((x, y) => Number(y.do === 'comment') - Number(x.do === 'comment'))) {
    switch (one.do) {
      case 'row':
        if (once('row'))
          tableIn(copy).rows.push({
            ...(one.tracked ? { ins: mark } : {}),
            cells: [
              { runs: [{ text: `新增${one.more}`, comments: [] }] },
              { runs: [{ text: by, comments: [] }] },
            ],
          });
        break;
      case 'lose-row': {
        const { rows } = tableIn(copy);
        if (!once('row')) break;
        if (one.tracked && rows[2]) rows[2].del = mark;
        else rows.splice(2, 1);
        break;
      }
      case 'level': {
        if (!once(one.words)) break;
        const block = paragraph(copy, one.words);
        block.form = one.level;
        if (one.tracked) block.format = mark;
        break;
      }
      case 'break': {
        if (!once(one.words)) break;
        const block = paragraph(copy, one.words);
        const place = copy.blocks.indexOf(block);
        copy.blocks.splice(place + 1, 0, {
          is: 'paragraph',
          runs: [{ text: `${one.more}另起一段。`, ins: mark, comments: [] }],
          mark: { ins: mark },
          form: null,
          anchors: [],
        });
        break;
      }
      case 'comment': {
        const id = `${by}${(n += 1)}`;
        copy.comments.push({ id, author: by, at: AT, body: one.body, done: false, parent: null });
        onWords(copy, one.words, (runs, from, to) => {
          for (const run of runs.slice(from, to)) run.comments = [...run.comments, id];
        });
        break;
      }
      case 'answer':
        copy.comments.push({
          id: `${by}${(n += 1)}`,
          author: by,
          at: AT,
          body: one.body,
          done: null,
          parent: rootOf(copy, one.to),
        });
        break;
      case 'done': {
        const root = copy.comments.find(({ id }) => id === rootOf(copy, one.of));
        if (root) root.done = one.done;
        break;
      }
      case 'decide':
        if (!once(one.of)) break;
        at(copy, one.of, (runs, from, to) => {
          // Accepted words that came, and rejected ones that went, are words like all others.
          if (one.accept !== (one.of === '常年')) runs.splice(from, to - from);
          else
            for (const run of runs.slice(from, to))
              for (const key of ['ins', 'del'] as const) delete run[key];
        });
        break;
      default:
        if (!once(one.words)) break;
        onWords(copy, one.words, (runs, from, to) => {
          if (one.do === 'put' || one.do === 'replace') put(by, one.more)(runs, from, to);
          if (one.do === 'cut' || one.do === 'replace') cut(by)(runs, from, to);
          if (one.do === 'drop') drop(runs, from, to);
        });
    }
  }
  return copy;
}

const rootOf = (copy: WordCopy, n: number): string =>
  copy.comments.find(({ body: said }) => said.includes(`请核对t${n + 1}。`))?.id ?? '';

/** What went on here meanwhile. */
const HERE: ((blocks: Block[]) => void)[] = [
  () => undefined,
  (blocks) => {
    const table = blocks[4];
    if (table?.type !== 'table') return;
    const cell = table.children[1]?.children[0];
    if (cell) cell.children = [{ text: '执法和检查' }];
  },
  (blocks) => {
    const table = blocks[4];
    const [row] = table?.type === 'table' ? table.children : [];
    if (table?.type === 'table' && row)
      table.children.push(structuredClone({ type: row.type, children: row.children }));
  },
  (blocks) => void blocks.splice(4, 1),
  (blocks) => {
    const heading = blocks[5];
    if (heading?.type === 'heading') heading.level = 3;
  },
  (blocks) => void blocks.splice(6, 1),
  (blocks) => {
    const last = blocks.at(-1);
    if (last?.type === 'paragraph') last.children = [{ text: '人手很不足，经费有限，编制偏紧。' }];
  },
];

describe('two copies of a report with a table, headings and comments', () => {
  it(
    'give the same in either order, add nothing the second time, and take nothing away',
    async () => {
      const sent = report();
      const pristine = await untouched(sent);
      const edits = fc.array(edit, { maxLength: 6 });
      fc.assert(
        fc.property(edits, edits, fc.nat(HERE.length - 1), (one, other, here) => {
          const a = copyWith(pristine, '张三', one);
          const b = copyWith(pristine, '赵六', other);
          const ours = { blocks: structuredClone(sent.blocks), review: structuredClone(sent.review) };
          HERE[here]?.(ours.blocks);
          const both = (copies: WordCopy[]) =>
            copies.reduce((now, copy) => after(now, merged(sent, copy, now)), ours);
          const ab = both([a, b]);
          const ba = both([b, a]);
          expect(ab.blocks).toEqual(ba.blocks);
          expect(sorted(ab.review)).toEqual(sorted(ba.review));
          expect(documentProblems(ab.blocks)).toEqual([]);
          if (ab.review.decisions.length === 0)
            expect(plainText(originalView(ab.blocks))).toBe(plainText(originalView(ours.blocks)));
          // Every change and every thread that the report carries has its row.
          const ids = new Set(ab.review.revisions.map(({ id }) => id));
          for (const block of ab.blocks)
            for (const id of [block, ...inlinesOf(block)].flatMap((node) => marksOf(node)))
              expect(ids.has(id)).toBe(true);
          // Whatever came in is in the report, though the place that it was for be gone.
          const there = marksIn(ab.blocks).revisions;
          const came = ab.review.revisions.slice(sent.review.revisions.length);
          for (const { id, kind } of came) if (kind === 'insert') expect(there.has(id)).toBe(true);
          for (const copy of [a, b]) {
            const again = merged(sent, copy, ab);
            expect(again.blocks).toEqual(ab.blocks);
            expect({ ...again, blocks: [] }).toMatchObject({
              revisions: [],
              threads: [],
              replies: [],
              states: [],
              decisions: [],
            });
          }
        }),
        { numRuns: draws(100) },
      );
    },
    patience(60_000),
  );
});
