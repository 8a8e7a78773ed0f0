import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { WordModel, type Moving } from '../../attack/word-model.ts';
import { after } from './marked-copy.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

// What was moved in Word is one change here, however it was moved there.

const ids = countingIds('b');

function report(): Sent {
  return {
    blocks: [
      makeTitle('工作总结', ids),
      makeHeading(1, '工作情况', 'work', ids),
      makeParagraph('开展法治宣传教育活动，群众反响良好。', 'body', ids),
      makeParagraph(
        padInlines([
          { text: '全年办理行政复议案件' },
          makeField(
            { value: '12', unit: '件', label: '案件', indicator: 'cases', sensitivity: 'public' },
            ids,
          ),
          { text: '，依法纠正不当行为。' },
        ]),
        'body',
        ids,
      ),
      makeParagraph(
        [makeOrdinal(), { text: '完善制度机制。' }, makeOrdinal(), { text: '加强队伍建设。' }],
        'body',
        ids,
      ),
      makeHeading(1, '存在问题', 'problems', ids),
      makeParagraph('执法力量不足，办法不多。', 'body', ids),
      makeParagraph('下一步将逐项整改。', 'body', ids),
    ],
    variables: {},
    review: { revisions: [], threads: [], decisions: [] },
    people: [{ id: 'li', name: '李明', unit: '青禾镇', role: 'writer' }],
  };
}

const text = (blocks: readonly Block[]): string => plainText(blocks, { variables: {} });

const WAYS: Moving[] = ['move', 'tracked', 'untracked'];

describe('what was moved in Word', () => {
  it.each(WAYS)('is one change with two halves, for a paragraph: %s', async (way) => {
    const sent = report();
    const word = new WordModel(await writtenCopy(sent));
    word.move([word.paragraph('行政复议')], word.paragraph('执法力量'), way, way !== 'untracked');
    const copy = await readReviewCopy('稿.docx', word.save());
    const result = merged(sent, copy);
    expect(result.revisions.map(({ kind }) => kind).toSorted()).toEqual(['delete', 'insert']);
    const [one, other] = result.revisions;
    expect(one?.move).toBeDefined();
    expect(other?.move).toBe(one?.move);
    expect(text(originalView(result.blocks))).toBe(text(sent.blocks));
    expect(text(finalView(result.blocks))).toMatch(/存在问题\n全年办理行政复议案件12件/);
    expect(JSON.stringify(finalView(result.blocks))).toContain('"indicator":"cases"');
    expect(merged(sent, copy, after(sent, result)).revisions).toEqual([]);
  });

  it.each(WAYS)('is one change with two halves, for words: %s', async (way) => {
    const sent = report();
    const word = new WordModel(await writtenCopy(sent));
    const from = word.find('，依法纠正不当行为');
    const to = word.find('群众反响良好');
    word.moveWords(from, { paragraph: to.paragraph, at: to.to }, way);
    const result = merged(sent, await readReviewCopy('稿.docx', word.save()));
    expect(new Set(result.revisions.map(({ move }) => move)).size).toBe(1);
    expect(result.revisions).toHaveLength(2);
    expect(result.revisions[0]?.move).toBeDefined();
  });

  it('is no move where the words came twice', async () => {
    const sent = report();
    const word = new WordModel(await writtenCopy(sent));
    word.copy([word.paragraph('行政复议')], word.paragraph('执法力量'));
    word.move([word.paragraph('行政复议')], null, 'tracked');
    const result = merged(sent, await readReviewCopy('稿.docx', word.save()));
    expect(result.revisions.every(({ move }) => move === undefined)).toBe(true);
  });
});
