import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { commentKey, threadsOn } from '../../../shared/document/marks.ts';
import { inlinesOf } from '../../../shared/document/guards.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { collect } from '../../../shared/review/collect.ts';
import { track } from '../../../shared/review/track.ts';
import type { Thread } from '../../../shared/review/types.ts';
import { WordModel } from '../../attack/word-model.ts';
import { isElement, within } from '../../attack/word-xml.ts';
import { editInOffice } from '../../office/libre-office.ts';
import { schemaProblems } from '../../office/schema-check.ts';
import { cell, row } from '../../rich-report.ts';
import { brought, merged, writtenCopy, type Sent } from './returned.ts';

// What is moved here while suggesting goes to Word as a move, and comes back as one change.

const ids = countingIds('b');
const text = (nodes: Inline[]): Block => makeParagraph(padInlines(nodes), 'body', ids);
const figure = (value: string, unit: string): Inline =>
  makeField({ value, unit, label: value, indicator: value, sensitivity: 'public' }, ids);

const REPORT: readonly Block[] = [
  makeTitle('青禾镇工作总结', ids),
  makeHeading(1, '规范性文件管理', 'files', ids),
  text([{ text: '审查规范性文件' }, figure('31', '件'), { text: '，均已公布。' }]),
  text([{ text: '清理旧文件若干。' }]),
  makeHeading(1, '普法宣传', 'law', ids),
  text([
    makeOrdinal(),
    { text: '开展法治宣讲' },
    figure('87', '场'),
    { text: '。' },
    makeOrdinal(),
    { text: '调解矛盾纠纷' },
    figure('964', '宗'),
    { text: '。' },
  ]),
  {
    type: 'table',
    id: 't1',
    columns: [{}, {}],
    children: [
      row([cell('项目'), cell('数量')], { header: true }),
      row([cell('行政处罚'), cell('112')]),
      row([cell('行政许可'), cell('7')]),
    ],
  },
  text([{ text: '群众普遍满意。' }]),
  text([{ text: '全年工作到此结束。' }]),
];

/** These blocks, taken out and put in before the block of this number. */
function movedTo(blocks: readonly Block[], from: number, count: number, to: number): Block[] {
  const left = [...blocks];
  const part = left.splice(from, count);
  left.splice(to > from ? to - count : to, 0, ...part);
  return left;
}

const MOVES: Record<string, [from: number, count: number, to: number]> = {
  'a paragraph over its neighbour': [2, 1, 4],
  'a paragraph to the end': [2, 1, 9],
  'the last paragraph': [8, 1, 2],
  'a paragraph to before a table': [2, 1, 6],
  'a paragraph to behind a table': [2, 1, 7],
  'a paragraph from behind a table': [7, 1, 3],
  'a section': [1, 3, 6],
  'a section to the end': [1, 3, 9],
  'two paragraphs': [2, 2, 8],
  'a table up': [6, 1, 2],
  'a table to the end': [6, 1, 9],
};

function sentWith(before: readonly Block[], edited: readonly Block[], threads: Thread[] = []): Sent {
  const newId = countingIds('r');
  const { blocks, revisions } = track(before, edited, {
    author: 'zhao',
    authorOf: () => undefined,
    joinable: () => false,
    newId,
    at: '2025-12-01T02:00:00.000Z',
  });
  return {
    blocks,
    variables: {},
    review: { revisions, threads, decisions: [] },
    people: [{ id: 'zhao', name: '赵六', unit: '', role: 'reviewer' }],
  };
}

const movedReport = (name: string): Sent =>
  sentWith(REPORT, movedTo(REPORT, ...(MOVES[name] as [number, number, number])));

const NOTHING = Object.fromEntries(
  Object.keys(brought(merged(movedReport('a section'), { blocks: [], comments: [], savedAt: null }))).map(
    (key) => [key, 0],
  ),
);

const changesIn = ({ blocks, review }: Sent) =>
  collect(blocks, {}, new Map(review.revisions.map((one) => [one.id, one])), []).changes;

/** Decides one end of a move of whole paragraphs, as somebody does who goes from change to change. */
function decideIn(file: Uint8Array, names: RegExp, keep: boolean): Uint8Array {
  const word = new WordModel(file);
  for (const paragraph of word.paragraphs) {
    const found = within(paragraph, names);
    if (found.length > 0 && !keep) word.removeParagraph(paragraph);
    else
      for (const { holder, element } of found) {
        const kept = holder.localName === 'rPr' ? [] : element.children;
        holder.children.splice(holder.children.indexOf(element), 1, ...kept);
      }
  }
  return word.save();
}

describe('a move that was made here', () => {
  it('is written as the standard has it', async () => {
    const files = Object.keys(MOVES).map(async (name) => ({
      name,
      bytes: await writtenCopy(movedReport(name)),
    }));
    expect(await schemaProblems(await Promise.all(files))).toEqual([]);
  });

  for (const name of Object.keys(MOVES)) {
    it(`is one change in the file: ${name}`, async () => {
      const sent = movedReport(name);
      expect(changesIn(sent).map(({ kind }) => kind)).toEqual(['move']);
      const bytes = await writtenCopy(sent);
      const isTable = name.startsWith('a table');
      const ends = namesOfRanges(new WordModel(bytes));
      expect(ends.from).toEqual(ends.to);
      expect(ends.from).toHaveLength(isTable ? 0 : 1);
      expect(brought(merged(sent, await readReviewCopy('稿.docx', bytes)))).toEqual(NOTHING);
    });

    for (const accepted of [true, false])
      it(`is ${accepted ? 'accepted' : 'rejected'} there as a whole: ${name}`, async () => {
        const sent = movedReport(name);
        const word = new WordModel(await writtenCopy(sent));
        word.decideAll(accepted);
        const result = merged(sent, await readReviewCopy('稿.docx', word.save()));
        const wanted = accepted ? finalView(sent.blocks) : originalView(sent.blocks);
        expect(result.blocks).toEqual(wanted);
        expect(result.partly).toEqual([]);
        expect(result.conflicts).toEqual([]);
        expect(result.decisions.map((one) => one.accepted)).toEqual([accepted, accepted]);
      });
  }

  it.each([
    ['moveFrom', false, true],
    ['moveFrom', true, false],
    ['moveTo', true, true],
    ['moveTo', false, false],
  ])('is decided with the one end that was decided there: %s, kept: %s', async (end, keep, accepted) => {
    const sent = movedReport('a paragraph to behind a table');
    const file = decideIn(await writtenCopy(sent), new RegExp(`^${end}$`), keep);
    const result = merged(sent, await readReviewCopy('稿.docx', file));
    expect(result.blocks).toEqual(accepted ? finalView(sent.blocks) : originalView(sent.blocks));
    expect(result.revisions).toEqual([]);
  });

  it('stays open, and is named, where its ends were decided against each other', async () => {
    const sent = movedReport('a paragraph to behind a table');
    const once = decideIn(await writtenCopy(sent), /^moveFrom$/, false);
    const file = decideIn(once, /^moveTo$/, false);
    const result = merged(sent, await readReviewCopy('稿.docx', file));
    expect(finalView(result.blocks)).toEqual(finalView(sent.blocks));
    expect(originalView(result.blocks)).toEqual(originalView(sent.blocks));
    expect(result.partly).toHaveLength(2);
  });

  it('takes its comment back to where it stays when it was rejected there', async () => {
    const said = REPORT.map((block, at) => {
      const [node] = block.type === 'paragraph' ? block.children : [];
      if (at !== 3 || !node || block.type !== 'paragraph') return block;
      return { ...block, children: [{ ...node, [commentKey('c1')]: true as const }] };
    });
    const thread: Thread = {
      id: 'c1',
      author: 'zhao',
      at: '2025-12-01T01:00:00.000Z',
      quote: '清理旧文件若干。',
      section: '',
      state: 'open',
      comments: [{ id: 'k1', thread: 'c1', author: 'zhao', at: '2025-12-01T01:00:00.000Z', body: '几件？' }],
    };
    const sent = sentWith(said, movedTo(said, 3, 1, 8), [thread]);
    const word = new WordModel(await writtenCopy(sent));
    word.decideAll(false);
    const { blocks } = merged(sent, await readReviewCopy('稿.docx', word.save()));
    const on = blocks.find((block) => inlinesOf(block).some((node) => threadsOn(node).includes('c1')));
    expect(on).toMatchObject({ id: REPORT[3]?.id });
  });
});

/** Names of the ranges of a file, by side, in order. */
function namesOfRanges(word: WordModel): { from: string[]; to: string[] } {
  const found = { from: [] as string[], to: [] as string[] };
  const add = (element: Element): void => {
    const side = { moveFromRangeStart: 'from', moveToRangeStart: 'to' }[element.localName];
    if (side === 'from' || side === 'to') found[side].push(element.attributes['w:name'] ?? '');
  };
  for (const paragraph of word.paragraphs) for (const one of paragraph.children) if (isElement(one)) add(one);
  return { from: found.from.toSorted(), to: found.to.toSorted() };
}

describe('a move that LibreOffice has saved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-'));
  const out = (at: number): string => join(folder, `${at}-back.docx`);
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(async () => {
    const jobs = await Promise.all(
      Object.keys(MOVES).map(async (name, at) => {
        const file = join(folder, `${at}.docx`);
        writeFileSync(file, await writtenCopy(movedReport(name)));
        return { file, out: out(at), steps: [] };
      }),
    );
    await editInOffice(jobs);
  }, 120_000);

  for (const [at, name] of Object.keys(MOVES).entries())
    it(`brings nothing: ${name}`, async () => {
      const copy = await readReviewCopy('稿.docx', readFileSync(out(at)));
      expect(brought(merged(movedReport(name), copy))).toEqual(NOTHING);
    });
});
