import { describe, expect, it } from 'vitest';

import { inlinesOf, isField, isOrdinal } from '../../../shared/document/guards.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  padInlines,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Field, Inline } from '../../../shared/document/types.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';

const roll = { from: 2022, to: 2023, variables: { unit: '青禾镇' } };
const rolled = (...blocks: Block[]): Block[] => rollOver({ schema: 1, blocks }, roll).blocks;
const inlines = (...nodes: Inline[]): Inline[] =>
  rolled(makeParagraph(padInlines(nodes))).flatMap((block) => inlinesOf(block));
const field = (props: Partial<Field>): Field | undefined =>
  inlines(makeField(props)).find((node) => isField(node));

describe('a figure that is rolled over', () => {
  it('has nothing of last year’s but the hint', () => {
    const next = field({
      id: 'f1',
      value: '12',
      unit: '次',
      label: '会议',
      approx: '近',
      cutoff: '截至11月底',
      mask: '**',
      last: { value: '9', unit: '次', year: 2021 },
    });
    expect(next).toEqual({
      ...makeField({ id: 'f1', unit: '次', label: '会议' }),
      last: { value: '12', unit: '次', year: 2022, approx: '近' },
    });
  });

  it('shows no figure of two years ago as last year’s, where last year had none', () => {
    expect(field({ value: '', last: { value: '9', unit: '次', year: 2021 } })).not.toHaveProperty('last');
  });

  it('leaves the comments on it behind', () => {
    expect(field({ value: '12', c_t1: true })).not.toHaveProperty('c_t1');
  });
});

/** A change reckoned from a figure of two years ago. */
const follows = (base: number): Field =>
  makeField({
    id: 'change',
    value: '比上年增长25%',
    sensitivity: 'public',
    computed: {
      kind: 'change',
      source: 'figure',
      base: { value: String(base), unit: '宗', year: 2021, sensitivity: 'public' },
    },
  });

describe('a change that follows a figure', () => {
  it('is reckoned from the figure of the year that is left, which is as secret as it was', () => {
    const figure = makeField({ id: 'figure', value: '120', unit: '宗', sensitivity: 'internal' });
    const next = inlines(figure, { text: '，' }, follows(96)).findLast((node) => isField(node));
    expect(next).toMatchObject({
      value: '',
      computed: { base: { value: '120', unit: '宗', year: 2022, sensitivity: 'internal' } },
    });
  });

  it('is a figure of its own where last year’s was not filled in', () => {
    const figure = makeField({ id: 'figure', value: '', unit: '宗' });
    const next = inlines(figure, { text: '，' }, follows(96)).findLast((node) => isField(node));
    expect(next).toMatchObject({ value: '' });
    expect(next).not.toHaveProperty('computed');
  });
});

describe('what was decided about the text', () => {
  it('stays decided: sentences and items that are not for the public are not', () => {
    const nodes = inlines(
      { ...makeOrdinal(), secret: true },
      { text: '办理信访12件。', secret: true },
      makeOrdinal(),
      { text: '开展宣传。' },
    );
    expect(
      nodes.filter((node) => node.secret).map((node) => ('text' in node ? node.text : node.type)),
    ).toEqual(['ordinal', '办理信访12件。']);
  });

  it('stays: a run of items that begins anew', () => {
    const [first, second] = inlines(makeOrdinal('shi', true), { text: '一' }, makeOrdinal(), {
      text: '二',
    }).filter((node) => isOrdinal(node));
    expect(first).toHaveProperty('restart', true);
    expect(second).not.toHaveProperty('restart');
  });

  it('goes: what a block was carried over from the year before', () => {
    const heading: Block = { ...makeHeading(1, '工作情况'), carried: { year: 2021, keys: ['旧'] } };
    expect(rolled(heading)[0]).not.toHaveProperty('carried');
    const [paragraph] = rolled({ ...makeParagraph('开展宣传。'), carried: { year: 2021, keys: ['旧'] } });
    expect(paragraph?.carried).toMatchObject({ year: 2022 });
    expect(paragraph?.carried?.keys).not.toContain('旧');
  });
});

it('a paragraph stays, and its mark counts as accepted, where the mark was deleted and there is nothing to join it to', () => {
  expect(rolled({ ...makeParagraph('全年有序。'), pDel: 'r1' })).toEqual([
    { ...makeParagraph('全年有序。'), id: expect.any(String), carried: expect.anything() },
  ]);
});

const cell = (text: string) => ({ type: 'table-cell' as const, children: [{ text }] });

it('a table of one year goes on to the next', () => {
  const table: Block = {
    type: 'table',
    id: 't',
    children: [
      { type: 'table-row', children: [cell('事项'), cell('2022年')] },
      { type: 'table-row', children: [cell('检查'), cell('552')] },
    ],
  };
  expect(plainText(rolled(table))).toBe('事项\t2023年\n检查\t552');
});
