import { describe, expect, it } from 'vitest';

import { padInlines } from '../../shared/document/make.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import type { Thread } from '../../shared/review/types.ts';
import { AUTHORS, blocksOf, desk, run, sample, step, type Step } from './review-desk.ts';
import { brought, merged, untouched, type Sent } from '../unit/review/returned.ts';
import { draws, fc, patience } from '../random.ts';

const PEOPLE = AUTHORS.map((name) => ({ id: name, name, unit: '', role: 'reviewer' as const }));
const AT = '2024-01-02T03:04:05.000Z';

const thread = (id: string): Thread => ({
  id,
  author: '甲',
  at: AT,
  quote: '',
  section: '',
  state: 'open',
  comments: [{ id: `c${id}`, thread: id, author: '甲', at: AT, body: `批注${id}` }],
});

/** A report that several people have marked already. */
function sentAfter(steps: readonly Step[]): Sent {
  const office = desk(sample());
  run(office, steps);
  return {
    blocks: blocksOf(office.editor),
    variables: {},
    people: PEOPLE,
    review: { revisions: [...office.rows.values()], threads: ['t1', 't2', 't3'].map(thread), decisions: [] },
  };
}

/** Blocks that go as a whole, one behind the other or where others were moved to: their breaks have no mark of their own. */
const WHOLE_BLOCKS: Step[][] = [
  [
    { author: 2, kind: 'value', a: 3, b: 7287, text: '人法' },
    { author: 0, kind: 'range', a: 1703, b: 0, text: '' },
  ],
  [
    { author: 0, kind: 'range', a: 6, b: 139, text: '' },
    { author: 0, kind: 'move', a: 9996, b: 0, text: '' },
  ],
  [
    { author: 2, kind: 'replace', a: 5244, b: 8215, text: '法𠮷法' },
    { author: 0, kind: 'type', a: 1465, b: 9083, text: '治' },
  ],
];

describe('a review copy', () => {
  it(
    'brings nothing back when nobody has touched it',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const sent = sentAfter(steps);
          const result = merged(sent, await untouched(sent));
          expect(brought(result)).toEqual({
            revisions: 0,
            threads: 0,
            replies: 0,
            states: 0,
            decisions: 0,
            conflicts: 0,
            partly: 0,
            missing: 0,
            unplaced: 0,
            overruled: 0,
            guessed: 0,
            hidden: 0,
            moves: 0,
            leftOut: 0,
            masked: 0,
          });
          expect(result.blocks.map((block) => tidied(block))).toEqual(
            sent.blocks.map((block) => tidied(block)),
          );
          expect(documentProblems(result.blocks)).toEqual([]);
        }),
        { numRuns: draws(12), endOnFailure: true, examples: WHOLE_BLOCKS.map((steps) => [steps]) },
      );
    },
    patience(120_000),
  );
});

function tidied(block: Sent['blocks'][number]): unknown {
  return block.type === 'table' ? block : { ...block, children: padInlines(block.children) };
}
