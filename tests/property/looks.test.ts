import { beforeAll, describe, expect, it } from 'vitest';

import { editionPolicy } from '../../shared/edition/mask.ts';
import { spellerOf } from '../../shared/edition/review-copy.ts';
import { takeLooks, type LookChoice } from '../../shared/merge/looks.ts';
import type { LookKind, WordCopy, WordRun } from '../../shared/merge/word-copy.ts';
import { proveMerge } from '../../shared/proof/prove-merge.ts';
import { draws, fc } from '../random.ts';
import { richBlocks } from '../rich-report.ts';
import { merged, SAVED, untouched, type Sent } from '../unit/review/returned.ts';

// Words struck out and coloured anywhere, also within figures and cells, by anybody, tracked or not.

const sent: Sent = {
  blocks: richBlocks(),
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
};
const { blocks, variables } = sent;
const spell = spellerOf(blocks, variables, editionPolicy(undefined));
let pristine: WordCopy;
beforeAll(async () => {
  pristine = await untouched(sent);
});

const runsOf = (copy: WordCopy): WordRun[][] =>
  copy.blocks.flatMap((block) =>
    block.is === 'table' ? block.rows.flatMap(({ cells }) => cells.map(({ runs }) => runs)) : [block.runs],
  );

type Dress = { list: number; from: number; length: number; look: LookKind; by: string };
const dress: fc.Arbitrary<Dress> = fc.record({
  list: fc.nat(60),
  from: fc.nat(20),
  length: fc.integer({ min: 1, max: 12 }),
  look: fc.constantFrom<LookKind>('strike', 'red', 'highlight', 'underline'),
  by: fc.constantFrom('', '张三', '李四'),
});

/** Makes characters of a paragraph or a cell look so; runs are parted where they have to be. */
function dressed(all: readonly Dress[]): WordCopy {
  const copy = structuredClone(pristine);
  const lists = runsOf(copy);
  for (const { list, from, length, look, by } of all) {
    const runs = lists[list % lists.length] ?? [];
    let at = 0;
    const parts = runs.flatMap((run): WordRun[] =>
      run.text === ''
        ? [run]
        : Array.from(run.text, (text): WordRun => {
            const isIn = at >= from && at < from + length;
            at += 1;
            const tracked = by ? { looksBy: { author: by, at: SAVED } } : {};
            return { ...run, text, ...(isIn ? { looks: [...(run.looks ?? []), look], ...tracked } : {}) };
          }),
    );
    runs.splice(0, runs.length, ...parts);
  }
  return copy;
}

describe('words that somebody made look otherwise', () => {
  it('lead back to what was sent, and on to what is left of it, whatever is chosen', () => {
    fc.assert(
      fc.property(
        fc.array(dress, { maxLength: 6 }),
        fc.record<LookChoice>({
          strike: fc.constantFrom('take', 'ignore'),
          mark: fc.constantFrom('take', 'ignore'),
        }),
        (all, choice) => {
          const { copy, found } = takeLooks(dressed(all), { blocks, spell }, choice, {
            author: '王芳',
            at: SAVED,
          });
          const result = merged(sent, copy);
          const proof = proveMerge({
            sent: { blocks, spell, revisions: [] },
            report: sent,
            copy,
            at: SAVED,
            merged: result,
            spell: spellerOf(result.blocks, variables, editionPolicy(undefined)),
          });
          expect(proof).toBeNull();
          // Each is a deletion or a comment, or is named.
          const isTaken = (kind: LookKind): boolean =>
            choice[kind === 'strike' ? 'strike' : 'mark'] === 'take';
          const marks = found.filter(({ kind }) => kind !== 'strike');
          if (choice.mark === 'take') expect(copy.comments).toHaveLength(marks.length);
          if (found.some(({ kind }) => kind === 'strike' && isTaken(kind)))
            expect(result.revisions.length + result.conflicts.length).toBeGreaterThan(0);
          else expect(result.revisions).toEqual([]);
          if (found.some(({ kind }) => !isTaken(kind))) expect(result.leftOut.length).toBeGreaterThan(0);
          // A second time nothing comes.
          const again = merged(sent, copy, {
            blocks: result.blocks,
            review: { ...sent.review, revisions: result.revisions, threads: result.threads },
          });
          expect([again.blocks, again.revisions, again.threads]).toEqual([result.blocks, [], []]);
        },
      ),
      { numRuns: draws(60) },
    );
  });
});
