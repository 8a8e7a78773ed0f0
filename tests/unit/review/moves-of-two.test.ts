import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import { collect } from '../../../shared/review/collect.ts';
import type { Moving } from '../../attack/word-model.ts';
import { WordModel } from '../../attack/word-model.ts';
import { within } from '../../attack/word-xml.ts';
import { cell, row } from '../../rich-report.ts';
import { after } from './marked-copy.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

// What is moved in Word is one change here, also where it was changed on the way, went into a table or out of one, had a
// comment on it, or was moved or deleted by somebody else, too.

const ids = countingIds('b');
const text = (nodes: Inline[]): Block => makeParagraph(padInlines(nodes), 'body', ids);
const figure = (value: string, unit: string): Inline =>
  makeField({ value, unit, label: value, indicator: value, sensitivity: 'public' }, ids);

const SENT: Sent = {
  blocks: [
    makeTitle('青禾镇工作总结', ids),
    makeHeading(1, '规范性文件管理', 'files', ids),
    text([{ text: '全年审查规范性文件' }, figure('31', '件'), { text: '，均已公布。' }]),
    text([{ text: '清理历年旧规若干，其中废止两项。' }]),
    makeHeading(1, '普法宣传', 'law', ids),
    text([{ text: '开展法治宣讲' }, figure('87', '场'), { text: '，群众普遍满意。' }]),
    {
      type: 'table',
      id: 't1',
      columns: [{}, {}],
      children: [
        row([cell('项目'), cell('情况')], { header: true }),
        row([cell('行政处罚'), cell('全部按时办结归档')]),
        row([cell('行政许可'), cell('网上办理')]),
      ],
    },
    text([{ text: '全年工作到此结束。' }]),
  ],
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
};

type Edit = (word: WordModel) => void;

async function back(edit: Edit, author?: string) {
  const word = new WordModel(await writtenCopy(SENT), author);
  edit(word);
  return readReviewCopy('稿.docx', word.save());
}

const kindsIn = (blocks: readonly Block[], revisions: Merged['revisions']): string[] =>
  collect(blocks, {}, new Map(revisions.map((one) => [one.id, one])), []).changes.map(({ kind }) => kind);

const end = (word: WordModel) => word.paragraph('全年工作到此');

const away =
  (words: string, way: Moving): Edit =>
  (word) =>
    word.move([word.paragraph(words)], end(word), way);

const MOVES: Record<string, (word: WordModel, way: Moving) => void> = {
  'a paragraph, and a letter put into it': (word, way) => {
    const { paragraph, from } = word.find('旧规若干');
    word.insert(paragraph, from, '的', way !== 'untracked');
    word.move([paragraph], end(word), way);
  },
  'a section': (word, way) =>
    word.move(
      [word.paragraph('普法宣传'), word.paragraph('开展法治')],
      word.paragraph('规范性文件管理'),
      way,
    ),
  'words out of a table': (word, way) =>
    word.moveWords(word.find('全部按时办结归档'), { paragraph: end(word), at: 0 }, way),
  'words into a table': (word, way) =>
    word.moveWords(word.find('其中废止两项'), { paragraph: word.paragraph('网上办理'), at: 4 }, way),
  'words from cell to cell': (word, way) =>
    word.moveWords(word.find('按时办结'), { paragraph: word.paragraph('网上办理'), at: 4 }, way),
  'a sentence within its paragraph': (word, way) => {
    const { paragraph, from, to } = word.find('，其中废止两项');
    word.moveWords({ paragraph, from, to }, { paragraph, at: 2 }, way);
  },
};

describe('a move in Word', () => {
  for (const way of ['move', 'tracked', 'untracked'] as const)
    for (const [name, move] of Object.entries(MOVES))
      it(`is one change: ${name}, ${way}`, async () => {
        const word = new WordModel(await writtenCopy(SENT));
        move(word, way);
        const copy = await readReviewCopy('稿.docx', word.save());
        const { blocks, revisions, conflicts } = merged(SENT, copy);
        expect(kindsIn(blocks, revisions)).toEqual(['move']);
        expect(conflicts).toEqual([]);
        expect(originalView(blocks)).toEqual(SENT.blocks);
        const again = merged(SENT, copy, after(SENT, merged(SENT, copy)));
        expect(again.revisions).toEqual([]);
      });

  it('is none where only a few letters are the same', async () => {
    const copy = await back((word) => {
      const { paragraph, from } = word.find('旧规若');
      word.delete(paragraph, from, from + 3);
      word.insert(word.paragraph('群众普遍'), 2, '旧规若');
    });
    const { blocks, revisions } = merged(SENT, copy);
    expect(kindsIn(blocks, revisions).toSorted()).toEqual(['delete', 'insert']);
  });

  it('goes back to Word as a move, and comes back as nothing new', async () => {
    const first = merged(SENT, await back(away('清理历年', 'untracked'), '张三'));
    const people = [{ id: 'unknown', name: '未署名', unit: '', role: 'reviewer' as const }];
    const next: Sent = { ...SENT, ...after(SENT, first), people };
    const word = new WordModel(await writtenCopy(next));
    expect(word.paragraphs.flatMap((one) => within(one, /^move(?:From|To)RangeStart$/))).toHaveLength(2);
    word.decideAll(true);
    const second = merged(next, await readReviewCopy('稿.docx', word.save()));
    expect(second.blocks).toEqual(finalView(next.blocks));
    expect(second.revisions).toEqual([]);
  });
});

/** The second merge of two copies, in either order. */
const inBothOrders = async (one: Edit, other: Edit) => {
  const [a, b] = [await back(one, '张三'), await back(other, '李四')];
  const [first, second] = [merged(SENT, a), merged(SENT, b)];
  return [merged(SENT, b, after(SENT, first)), merged(SENT, a, after(SENT, second))] as const;
};

describe('two people', () => {
  it.each(['move', 'tracked', 'untracked'] as const)(
    'who move the same to two places are told: %s',
    async (way) => {
      const [one, other] = await inBothOrders(away('清理历年', way), (word) =>
        word.move([word.paragraph('清理历年')], word.paragraph('规范性文件管理'), way),
      );
      expect(other.blocks).toEqual(one.blocks);
      for (const { conflicts } of [one, other])
        expect(conflicts).toMatchObject([{ theirs: '（移到别处）', ours: '（移到别处）' }]);
    },
  );

  it('are told where one moves what the other deletes', async () => {
    const [one, other] = await inBothOrders(away('清理历年', 'move'), (word) => {
      const paragraph = word.paragraph('清理历年');
      word.delete(paragraph, 0, word.textOf(paragraph).length);
    });
    expect(other.blocks).toEqual(one.blocks);
    expect(one.conflicts).toMatchObject([{ theirs: '（删去）', ours: '（移到别处）' }]);
    expect(other.conflicts).toMatchObject([{ theirs: '（移到别处）', ours: '（删去）' }]);
  });

  it('are told where one moves what the other changes', async () => {
    const [one, other] = await inBothOrders(away('清理历年', 'move'), (word) => {
      const { paragraph, from } = word.find('若干');
      word.replace(paragraph, from, from + 2, '三十件');
    });
    expect(other.blocks).toEqual(one.blocks);
    expect(one.conflicts.length).toBeGreaterThan(0);
    expect(other.conflicts.length).toBeGreaterThan(0);
  });

  it('who move different things have both', async () => {
    const [one, other] = await inBothOrders(away('清理历年', 'move'), (word) =>
      word.move([word.paragraph('开展法治')], word.paragraph('规范性文件管理'), 'untracked'),
    );
    expect(other.blocks).toEqual(one.blocks);
    expect(one.conflicts).toEqual([]);
    expect(plainText(finalView(one.blocks), {})).toMatch(/清理历年[\s\S]*开展法治|开展法治[\s\S]*清理历年/);
  });
});
