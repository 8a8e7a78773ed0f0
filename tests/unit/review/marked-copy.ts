import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { withKnownMoves } from '../../../shared/merge/known-moves.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import type { WordCopy, WordParagraph, WordRun } from '../../../shared/merge/word-copy.ts';
import type { Sent } from './returned.ts';

// A small report, and what people do to its copies.

export const AT = '2025-12-03T02:03:00.000Z';

export function report(): Sent {
  const ids = countingIds('b');
  return {
    blocks: [
      makeTitle('青禾镇2025年工作总结', ids),
      makeHeading(1, '工作情况', 'work', ids),
      makeParagraph(
        [
          { text: '全镇召开会议' },
          makeField({ value: '12', unit: '次', label: '会议' }, ids),
          { text: '，研究部署法治工作，压实各级责任。' },
        ],
        'body',
        ids,
      ),
      makeParagraph(
        [makeOrdinal(), { text: '完善制度。' }, makeOrdinal(), { text: '加强宣传。' }],
        'body',
        ids,
      ),
      makeHeading(1, '存在问题', 'problems', ids),
      makeParagraph('人手不足，经费有限，办法不多。', 'body', ids),
    ],
    variables: {},
    review: { revisions: [], threads: [], decisions: [] },
    people: [],
  };
}

export const paragraph = (copy: WordCopy, words: string): WordParagraph => {
  const found = copy.blocks.find(
    (block) =>
      block.is === 'paragraph' &&
      block.runs
        .map((run) => run.text)
        .join('')
        .includes(words),
  );
  if (found?.is !== 'paragraph') throw new Error(`no paragraph with “${words}”`);
  return found;
};

/** One character a run, so that a place is an index. */
function split(block: WordParagraph): void {
  block.runs = block.runs.flatMap((run) =>
    run.text === '' ? [run] : Array.from(run.text, (text): WordRun => ({ ...run, text })),
  );
}

/** Does this to a stretch of words of a copy. */
export function at(
  copy: WordCopy,
  words: string,
  edit: (runs: WordRun[], from: number, to: number) => void,
): void {
  const block = paragraph(copy, words);
  split(block);
  const chars = block.runs.flatMap(({ text: char }, index) => (char === '' ? [] : [{ char, index }]));
  const found = chars
    .map(({ char }) => char)
    .join('')
    .indexOf(words);
  const from = chars[found]?.index ?? 0;
  edit(block.runs, from, (chars[found + words.length - 1]?.index ?? from) + 1);
}

export const cut =
  (by: string) =>
  (runs: WordRun[], from: number, to: number): void => {
    for (const run of runs.slice(from, to)) run.del = { author: by, at: AT };
  };
export const put =
  (by: string, text: string) =>
  (runs: WordRun[], _from: number, to: number): void => {
    runs.splice(to, 0, { text, ins: { author: by, at: AT }, comments: [] });
  };
export const drop = (runs: WordRun[], from: number, to: number): void => void runs.splice(from, to - from);

export const text = (blocks: readonly Block[]): string => plainText(finalView(blocks));
/** The report as it stands after a merge, with its rows. */
export const after = (sent: Sent, result: Merged): Partial<Sent> => ({
  blocks: result.blocks,
  review: {
    revisions: withKnownMoves([...sent.review.revisions, ...result.revisions], result.moves),
    threads: [...sent.review.threads, ...result.threads],
    decisions: [...sent.review.decisions, ...result.decisions],
  },
});
