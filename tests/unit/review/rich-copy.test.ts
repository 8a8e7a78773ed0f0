import { describe, expect, it } from 'vitest';

import { documentProblems } from '../../../shared/document/validate.ts';
import { richBlocks } from '../../rich-report.ts';
import { brought, merged, untouched, type Sent } from './returned.ts';

const rich = (): Sent => ({
  blocks: richBlocks(),
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
});

describe('a copy of a report with notes, images, spans, annexes and pages of their own', () => {
  it('brings nothing where nobody has touched it', async () => {
    const sent = rich();
    expect(documentProblems(sent.blocks)).toEqual([]);
    const result = merged(sent, await untouched(sent));
    expect(result.blocks).toEqual(sent.blocks);
    expect(Object.values(brought(result)).every((count) => count === 0)).toBe(true);
  });
});
