import { describe, expect, it } from 'vitest';

import { documentProblems } from '../../../shared/document/validate.ts';
import type { WordCopy, WordTable } from '../../../shared/merge/word-copy.ts';
import { padInlines } from '../../../shared/document/make.ts';
import type { Inline } from '../../../shared/document/types.ts';
import { cell, image, paragraph, richBlocks, row } from '../../rich-report.ts';
import { after, AT } from './marked-copy.ts';
import { brought, merged, untouched, type Sent } from './returned.ts';

const onlyImage = (id: string): Inline[] => padInlines([image(`i-${id}`, '现场')]);
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

describe('a copy with images alone in their blocks', () => {
  it('keeps what the blocks are, and where pages begin', async () => {
    const sent = rich();
    sent.blocks = [
      { type: 'title', id: 't', children: onlyImage('t') },
      { type: 'heading', id: 'h', level: 2, children: onlyImage('h') },
      { ...paragraph('p', onlyImage('p')), pageBreak: true },
      { type: 'signature', id: 's', role: 'unit', children: onlyImage('s') },
      { type: 'annex', id: 'a', children: onlyImage('a') },
      paragraph('q', '附件在此。'),
    ];
    const result = merged(sent, await untouched(sent));
    expect(result.blocks).toEqual(sent.blocks);
    expect(Object.values(brought(result)).every((count) => count === 0)).toBe(true);
  });
});

describe('a row that one copy lets go and another writes into', () => {
  it('is open again, whichever copy comes first, with what was written', async () => {
    const sent = rich();
    sent.people = [{ id: 'wang', name: '王芳', unit: '', role: 'reviewer' }];
    sent.review.revisions = [{ id: 'd1', author: 'wang', at: '2025-12-01T04:00:00.000Z', kind: 'delete' }];
    const table = sent.blocks.find((block) => block.type === 'table');
    table?.children.push(row([cell('行政检查'), cell('十二次'), cell('十四次')], { del: 'd1' }));
    const pristine = await untouched(sent);
    const [gone, written] = [structuredClone(pristine), structuredClone(pristine)];
    tableOf(gone).rows.pop();
    tableOf(written)
      .rows.at(-1)
      ?.cells[2]?.runs.push({ text: '左右', ins: { author: '张三', at: AT }, comments: [] });
    const both = (copies: WordCopy[]) =>
      copies.reduce(
        (now, copy) => ({ ...sent, ...after({ ...sent, ...now }, merged(sent, copy, now)) }),
        sent,
      );
    const one = both([gone, written]);
    expect(one.blocks).toEqual(both([written, gone]).blocks);
    const last = one.blocks.find((block) => block.type === 'table')?.children.at(-1);
    expect(last).toMatchObject({ del: 'd1' });
    expect(JSON.stringify(last)).toContain('左右');
    // Where nobody writes into it, it goes as the copy has it.
    const alone = merged(sent, gone).blocks.find((block) => block.type === 'table');
    expect(JSON.stringify(alone)).not.toContain('行政检查');
  });
});

function tableOf(copy: WordCopy): WordTable {
  const found = copy.blocks.find((block) => block.is === 'table');
  if (found?.is !== 'table') throw new Error('no table');
  return found;
}
