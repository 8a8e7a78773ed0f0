import { describe, expect, it } from 'vitest';

import { inlinesOf, isImage, isNote, isText, linesOf } from '../../shared/document/guards.ts';
import { countingIds } from '../../shared/document/ids.ts';
import { makeField, makeHeading, makeTitle } from '../../shared/document/make.ts';
import { withoutUnknownMarks } from '../../shared/document/known-marks.ts';
import { marksIn, type MarkKind } from '../../shared/document/marks.ts';
import { textOfNote } from '../../shared/document/notes.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../shared/document/resolve.ts';
import { withRowAt } from '../../shared/document/table-grid.ts';
import type { Block } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import type { WordCell, WordCopy, WordRun, WordTable } from '../../shared/merge/word-copy.ts';
import type { Revision } from '../../shared/review/types.ts';
import { draws, fc, patience } from '../random.ts';
import { cell, image, note, paragraph, row } from '../rich-report.ts';
import { AT, at } from '../unit/review/marked-copy.ts';
import { merged, untouched, type Sent } from '../unit/review/returned.ts';
import { after, marksOf, sorted } from './merged-reports.ts';

const rowOf = (id: string, kind: Revision['kind']): Revision => ({
  id,
  author: 'wang',
  at: '2025-12-01T04:00:00.000Z',
  kind,
});

/** Notes, images, formats, a table with spans, and some of them with changes that are open when it is sent. */
function report(): Sent {
  const ids = countingIds('b');
  return {
    blocks: [
      makeTitle('青禾镇2025年工作总结', ids),
      makeHeading(1, '工作情况', undefined, ids),
      paragraph('p1', [
        { text: '全镇召开会议研究部署，' },
        { text: '压实责任', bold: true },
        note('n1', '据司法所台账。'),
        { text: '，林地12' },
        { text: '2', sup: true },
        { text: '亩，' },
        { text: '全部确权', bold: true, fmt: 'f1', was: '' },
        { text: '到户。' },
        note('n2', '引自实施纲要。', 'end'),
      ]),
      paragraph('p2', [
        { text: '普法宣传' },
        image('i1', '宣传现场'),
        { text: '进村入户。' },
        note('n3', '含夜校。'),
      ]),
      {
        type: 'table',
        id: 'table',
        columns: [{}, { width: 100 }, {}],
        children: [
          row([cell('项目', { rowSpan: 2 }), cell('数量情况', { colSpan: 2 }), cell('')], { header: true }),
          row([cell(''), cell('上一年'), cell('这一年')]),
          row([cell([{ text: '行政处罚' }, note('n4', '含简易程序。')]), cell('六十件'), cell('七十件')]),
          row(
            [
              cell('行政强制'),
              cell([makeField({ value: '3', unit: '件', label: '强制' }, ids)]),
              cell('四件'),
            ],
            {
              ins: 'o1',
            },
          ),
          row([cell('行政检查'), cell('十二次'), cell('十四次')], { del: 'o2' }),
          row([cell('人民调解'), cell('九十起'), cell('八十起')]),
        ],
      },
      paragraph('p3', '人手不足，经费有限。'),
    ],
    variables: {},
    people: [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }],
    review: {
      revisions: [rowOf('o1', 'insert'), rowOf('o2', 'delete'), rowOf('f1', 'format')],
      threads: [],
      decisions: [],
    },
  };
}

const WORDS = ['研究部署', '压实责任', '全部确权', '普法宣传', '进村入户', '人手不足', '经费有限'];
const OTHER = 'ab'.repeat(32);

type Edit = { tracked: boolean; at: number; words: string } & (
  | { do: 'lose-note' | 'say-note' | 'new-note' | 'lose-image' | 'new-image' | 'size-image' }
  | { do: 'bold' | 'sup' | 'replace' }
  | { do: 'row' | 'lose-row' | 'column' | 'lose-column' | 'cell' | 'comment' }
  | { do: 'accept' | 'reject' }
);

const edit: fc.Arbitrary<Edit> = fc.record({
  do: fc.constantFrom(
    ...([
      'lose-note',
      'say-note',
      'new-note',
      'lose-image',
      'new-image',
      'size-image',
      'bold',
      'sup',
      'replace',
      'row',
      'row',
      'lose-row',
      'column',
      'lose-column',
      'cell',
      'comment',
      'accept',
      'reject',
    ] as const),
  ),
  tracked: fc.boolean(),
  at: fc.nat(5),
  words: fc.constantFrom(...WORDS),
});

function tableIn(copy: WordCopy): WordTable {
  const table = copy.blocks.find((block) => block.is === 'table');
  if (table?.is !== 'table') throw new Error('no table');
  return table;
}

const objects = (copy: WordCopy, is: (run: WordRun) => boolean): { runs: WordRun[]; at: number }[] =>
  copy.blocks.flatMap((block) => {
    const lists =
      block.is === 'paragraph' ? [block.runs] : block.rows.flatMap((one) => one.cells.map((c) => c.runs));
    return lists.flatMap((runs) => runs.flatMap((run, n) => (is(run) ? [{ runs, at: n }] : [])));
  });

function copyWith(pristine: WordCopy, by: string, edits: readonly Edit[]): WordCopy {
  const copy = structuredClone(pristine);
  const mark = { author: by, at: AT };
  const used = new Set<string>();
  const once = (key: string): boolean => !used.has(key) && used.add(key).size > 0;
  const lose = (list: WordRun[], n: number, tracked: boolean): void => {
    const run = list[n];
    if (!run || run.ins?.author === by) return;
    if (tracked) run.del = mark;
    else list.splice(n, 1);
  };
  const ins = (tracked: boolean): { ins?: typeof mark } => (tracked ? { ins: mark } : {});
  for (const { do: what, tracked, at: n, words } of edits) {
    const notes = objects(copy, ({ note: one }) => one !== undefined);
    const images = objects(copy, ({ image: one }) => one !== undefined);
    switch (what) {
      case 'lose-note': {
        const found = notes[n % Math.max(1, notes.length)];
        if (found && once(`n${n}`)) lose(found.runs, found.at, tracked);
        break;
      }
      case 'say-note': {
        const found = notes[n % Math.max(1, notes.length)];
        const run = found?.runs[found.at];
        if (!run?.note || run.ins || run.del) break;
        run.note = {
          ...run.note,
          body: [{ text: `${by}另说明。` }],
          ...(tracked ? { by: mark } : {}),
        };
        break;
      }
      case 'new-note':
        if (!once(words)) break;
        at(copy, words, (runs, _from, to) => {
          const made = { kind: n % 2 ? ('end' as const) : ('foot' as const), body: [{ text: `新注${by}` }] };
          runs.splice(to, 0, { text: '', note: made, ...ins(tracked), comments: [] });
        });
        break;
      case 'lose-image': {
        const found = images[0];
        if (found && once('image')) lose(found.runs, found.at, tracked);
        break;
      }
      case 'new-image':
        if (!once(words)) break;
        at(copy, words, (runs, _from, to) => {
          const asset = n % 3 === 0 ? null : OTHER;
          const made = { sent: null, asset, width: 50, height: 40, alt: `${by}的图` };
          runs.splice(to, 0, { text: '', image: made, ...ins(tracked), comments: [] });
        });
        break;
      case 'size-image': {
        const found = images[0];
        const run = found?.runs[found.at];
        if (!run?.image?.sent || run.del || !once('image')) break;
        run.image = {
          ...run.image,
          sent: { ...run.image.sent, isSame: false },
          width: 60 + by.length,
          height: by === '张三' ? 30 : 35,
        };
        break;
      }
      case 'bold':
      case 'sup':
        if (!once(words)) break;
        at(copy, words, (runs, from, to) => {
          for (const run of runs.slice(from, to)) {
            if (what === 'bold' && run.bold) delete run.bold;
            else if (what === 'bold') run.bold = true;
            else run.sup = true;
            if (tracked) run.format = mark;
          }
        });
        break;
      case 'replace':
        if (!once(words)) break;
        at(copy, words, (runs, from, to) => {
          runs.splice(to, 0, { text: `${by}换了词`, ...ins(tracked), comments: [] });
          if (tracked) for (const run of runs.slice(from, to)) run.del = mark;
          else runs.splice(from, to - from);
        });
        break;
      case 'row': {
        const { rows } = tableIn(copy);
        const place = Math.min(rows.length, 2 + n);
        // No row is put in within the cell that spans two of them.
        const cells = (rows[0]?.cells ?? []).map((_, c): WordCell => ({
          runs: c % 2 ? [] : [{ text: `${by}新行${n}`, comments: [] }],
          ...(rows[0]?.cells[c]?.del ? { del: mark } : {}),
        }));
        rows.splice(place, 0, { ...ins(tracked), cells });
        break;
      }
      case 'lose-row': {
        const { rows } = tableIn(copy);
        const place = 2 + (n % Math.max(1, rows.length - 2));
        const found = rows[place];
        if (!found || found.ins?.author === by || found.ins || found.del) break;
        if (tracked) found.del = mark;
        else rows.splice(place, 1);
        break;
      }
      case 'column': {
        if (!once('column')) break;
        const { rows } = tableIn(copy);
        for (const [r, one] of rows.entries())
          one.cells.push({ runs: [{ text: `${by}列${r}`, comments: [] }], ...ins(tracked) });
        break;
      }
      case 'lose-column': {
        if (!once('column')) break;
        const { rows } = tableIn(copy);
        if (tracked) {
          for (const one of rows) if (one.cells[0]) one.cells[0].del = mark;
          break;
        }
        // The one that the heading above two columns also spans.
        for (const one of rows) one.cells.splice(2, 1);
        delete rows[0]?.cells[1]?.colSpan;
        break;
      }
      case 'cell': {
        const { rows } = tableIn(copy);
        const found = rows[2 + (n % Math.max(1, rows.length - 2))]?.cells[2];
        if (!found || found.covered || !once(`c${n}`)) break;
        found.runs.push({ text: by, ...ins(tracked), comments: [] });
        break;
      }
      case 'comment': {
        const id = `${by}${copy.comments.length}`;
        const found = tableIn(copy).rows.at(-1)?.cells[0]?.runs[0];
        if (!found) break;
        found.comments = [...found.comments, id];
        copy.comments.push({ id, author: by, at: AT, body: `请核对${n}。`, done: false, parent: null });
        break;
      }
      case 'accept':
      case 'reject': {
        const { rows } = tableIn(copy);
        const slot = n % 2 ? 'ins' : 'del';
        const place = rows.findIndex((one) => one[slot]?.author === '王芳');
        const found = rows[place];
        if (n % 3 === 0) {
          if (!once('全部确权')) break;
          at(copy, '全部确权', (runs, from, to) => {
            for (const run of runs.slice(from, to)) {
              delete run.format;
              if (what === 'reject') delete run.bold;
            }
          });
        } else if (found) {
          if ((what === 'accept') === (slot === 'del')) rows.splice(place, 1);
          else {
            delete found[slot];
            for (const one of found.cells) for (const run of one.runs) delete run[slot];
          }
        }
      }
    }
  }
  return copy;
}

/** What went on here meanwhile. */
const HERE: ((blocks: Block[]) => void)[] = [
  () => undefined,
  (blocks) => {
    const table = blocks[4];
    if (table?.type === 'table')
      blocks[4] = withRowAt(table, 3, row([cell('行政许可'), cell('两件'), cell('一件')]));
  },
  (blocks) => {
    const table = blocks[4];
    if (table?.type === 'table') table.children.splice(5, 1);
  },
  (blocks) => {
    const table = blocks[4];
    const found = table?.type === 'table' ? table.children[2]?.children[2] : undefined;
    if (found) found.children = [{ text: '七十五件' }];
  },
  (blocks) => {
    const found = blocks[2]?.type === 'paragraph' ? blocks[2].children.find(isNote) : undefined;
    if (found) found.body = [{ text: '这里另写。' }];
  },
  (blocks) => {
    const block = blocks[2];
    if (block?.type === 'paragraph')
      block.children = block.children.map((node) =>
        isText(node) && node.text === '压实责任' ? { text: node.text } : node,
      );
  },
  (blocks) => void blocks.splice(3, 1),
  (blocks) => void blocks.splice(4, 1),
];

/** Without the comments that were put on it. */
const unsaid = (blocks: readonly Block[]): Block[] =>
  withoutUnknownMarks(blocks, { revisions: marksOfAll(blocks), threads: new Set() }).blocks;
const marksOfAll = (blocks: readonly Block[]): Map<string, MarkKind> =>
  new Map([...marksIn(blocks).revisions].flatMap(([id, [kind]]) => (kind ? [[id, kind]] : [])));

const bare = (text: string): string => text.replaceAll(/\s/g, '');

/** What a copy says once its changes are accepted: words, notes, images, and the words in bold. */
function said(copy: WordCopy): { words: string; notes: string[]; images: number; bold: string } {
  const runs = copy.blocks.flatMap((block): WordRun[] => {
    if (block.is === 'paragraph') return block.runs;
    return block.rows.flatMap((one) => (one.del ? [] : one.cells.flatMap((c) => (c.del ? [] : c.runs))));
  });
  const left = runs.filter(({ del }) => !del);
  return {
    words: bare(left.map(({ text }) => text).join('')),
    notes: left.flatMap(({ note: one }) => (one ? [textOfNote(one.body)] : [])),
    images: left.filter(({ image: one }) => one && one.asset !== null).length,
    bold: left.flatMap(({ text, bold }) => (bold ? [text] : [])).join(''),
  };
}

function saidHere(blocks: readonly Block[]): ReturnType<typeof said> {
  const nodes = finalView(blocks).flatMap((block) => inlinesOf(block));
  return {
    words: bare(plainText(finalView(blocks))),
    notes: nodes.flatMap((node) => (isNote(node) ? [textOfNote(node.body)] : [])),
    images: nodes.filter(isImage).length,
    bold: nodes.flatMap((node) => (isText(node) && node.bold ? [node.text] : [])).join(''),
  };
}

describe('copies of a report with notes, images, formats and a table with spans', () => {
  it(
    'give the same in either order, add nothing the second time, and lead back when all is rejected',
    async () => {
      const sent = report();
      expect(documentProblems(sent.blocks)).toEqual([]);
      const pristine = await untouched(sent);
      const edits = fc.array(edit, { maxLength: 5 });
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
            expect(originalView(unsaid(ab.blocks))).toEqual(originalView(ours.blocks));
          const ids = new Set(ab.review.revisions.map(({ id }) => id));
          for (const block of ab.blocks)
            for (const id of [block, ...linesOf(block), ...inlinesOf(block)].flatMap((node) => marksOf(node)))
              expect(ids.has(id)).toBe(true);
          const there = marksIn(ab.blocks).revisions;
          for (const { id, kind } of ab.review.revisions.slice(sent.review.revisions.length))
            if (kind === 'insert') expect(there.has(id)).toBe(true);
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

  it(
    'say what the copy says when all of it is accepted',
    async () => {
      const sent = report();
      const pristine = await untouched(sent);
      fc.assert(
        fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
          const copy = copyWith(pristine, '张三', edits);
          const result = merged(sent, copy);
          expect(saidHere(result.blocks)).toEqual(said(copy));
        }),
        { numRuns: draws(150) },
      );
    },
    patience(60_000),
  );
});
