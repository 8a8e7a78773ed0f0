import { describe, expect, it } from 'vitest';

import { countingIds } from '../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../shared/document/make.ts';
import { inlinesOf, isNote } from '../../shared/document/guards.ts';
import { MAX_NOTE } from '../../shared/document/limits.ts';
import { textOfNote } from '../../shared/document/notes.ts';
import { repairBlocks } from '../../shared/document/repair.ts';
import type { Block } from '../../shared/document/types.ts';
import { documentProblems } from '../../shared/document/validate.ts';
import { draws, fc } from '../random.ts';

const sound = (): Block[] => {
  const ids = countingIds('s');
  return [
    makeTitle('青禾镇总结', ids),
    makeHeading(1, '工作情况', 'work', ids),
    makeParagraph(
      padInlines([
        makeOrdinal(),
        { text: '宣讲', secret: true, c_t1: true },
        makeField({ value: '12', unit: '次', computed: undefined as never }, ids),
        { text: '。', ins: 'r1' },
      ]).map((node) => JSON.parse(JSON.stringify(node)) as typeof node),
      'body',
      ids,
    ),
    {
      type: 'table',
      id: ids(),
      children: [{ type: 'table-row', children: [{ type: 'table-cell', children: [{ text: '事项' }] }] }],
    },
    makeSignature('unit', '青禾镇人民政府', ids),
  ];
};

/** All words of nodes of any kind, values of fields included. */
function words(node: unknown): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (typeof node !== 'object' || node === null) return '';
  const { text, value, type, children } = node as Record<string, unknown>;
  if (typeof text === 'string') return text;
  const isValue = typeof value === 'string' || typeof value === 'number';
  const own = type === 'field' && isValue ? String(value) : '';
  return own + (Array.isArray(children) ? children.map((child: unknown) => words(child)).join('') : '');
}

/** How often each character comes. */
function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

describe('the repair of a document', () => {
  it('leaves a sound one as it is', () => {
    const blocks = sound();
    const repaired = repairBlocks(blocks);
    expect(repaired.mended).toBe(0);
    expect(repaired.blocks).toBe(blocks);
  });

  it.each([
    ['a figure that follows nothing', { computed: 5 }],
    ['a value that is a number', { value: 12 }],
    ['a kind that nobody knows', { kind: 'telephone' }],
    ['an openness that nobody knows', { sensitivity: 'open' }],
  ])('mends %s', (_, props) => {
    const field = { ...makeField({ value: '12' }), ...props };
    const { blocks, mended } = repairBlocks([makeTitle('标题'), makeParagraph(padInlines([field as never]))]);
    expect(documentProblems(blocks)).toEqual([]);
    expect(mended).toBe(1);
    expect(JSON.stringify(blocks)).not.toContain('telephone');
  });

  it('keeps hidden what it takes out of a field, and what is hidden in a way that it does not know', () => {
    const long = makeField({ value: '九'.repeat(2001), sensitivity: 'internal' });
    const { blocks } = repairBlocks([
      makeParagraph(padInlines([long])),
      { ...makeParagraph('不公开的段落'), secret: 5 },
    ]);
    const hidden = blocks[0]?.children.find((node) => 'text' in node && node.text !== '');
    expect(hidden).toEqual({ text: '九'.repeat(2001), secret: true });
    expect(blocks[1]).toMatchObject({ secret: true });
  });

  it('keeps the words of a note of which a stretch is not sound, as hidden as the note', () => {
    const note = { type: 'note', id: 'n', kind: 'foot', secret: true, children: [{ text: '' }] };
    const body = [{ text: '据台账', size: 9 }, 5, { text: '。'.repeat(MAX_NOTE) }];
    const given = { type: 'paragraph', id: 'p', children: [{ text: '' }, { ...note, body }, { text: '' }] };
    const { blocks } = repairBlocks([given]);
    expect(documentProblems(blocks)).toEqual([]);
    const found = blocks.flatMap((block) => inlinesOf(block)).find((one) => isNote(one));
    expect(found).toMatchObject({ id: 'n', secret: true });
    expect(textOfNote(found!.body)).toBe(`据台账5${'。'.repeat(MAX_NOTE)}`);
  });

  it('gives out anew an id that is used twice', () => {
    const { blocks } = repairBlocks([
      makeParagraph('甲', 'body', () => 'a'),
      makeParagraph('乙', 'body', () => 'a'),
    ]);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(2);
  });

  it('makes a document of nothing, too', () => {
    for (const nothing of [undefined, null, [], {}, 5, [null]])
      expect(documentProblems(repairBlocks(nothing).blocks)).toEqual([]);
  });

  it('makes a sound document of any nodes, without losing a word', async () => {
    const leaf = fc.record(
      { text: fc.string({ maxLength: 5 }), ins: fc.anything(), secret: fc.anything(), c_t: fc.anything() },
      { requiredKeys: ['text'] },
    );
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.record(
          {
            type: fc.constantFrom(
              'title',
              'heading',
              'paragraph',
              'table',
              'table-row',
              'table-cell',
              'field',
              'ordinal',
              'x',
            ),
            id: fc.constantFrom('a', 'b', '', 5),
            level: fc.constantFrom(1, 9, 'x'),
            value: fc.oneof(fc.string({ maxLength: 5 }), fc.anything()),
            typedNumber: fc.anything(),
            computed: fc.anything(),
            last: fc.anything(),
            carried: fc.anything(),
            children: fc.array(tie('node'), { maxLength: 4 }),
          },
          { requiredKeys: [] },
        ),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(node, { maxLength: 6 }), async (nodes) => {
        const given = JSON.parse(JSON.stringify(nodes)) as unknown;
        const { blocks } = repairBlocks(given);
        expect(documentProblems(blocks)).toEqual([]);
        expect(repairBlocks(blocks).blocks).toBe(blocks);
        const kept = counted(words({ children: blocks }));
        for (const [char, times] of counted(words({ children: given })))
          expect(kept.get(char) ?? 0).toBeGreaterThanOrEqual(times);
        await Promise.resolve();
      }),
      { numRuns: draws(300) },
    );
  });
});
