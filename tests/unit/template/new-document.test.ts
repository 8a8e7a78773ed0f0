import { describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { newDocument } from '../../../shared/template/instantiate.ts';
import { TEMPLATE } from './template.ts';

const variables = { unit: '青禾镇' };
const facts = { year: 2025, unit: '青禾镇', variables };

describe('a new report', () => {
  const { blocks } = newDocument(TEMPLATE, facts, countingIds('b'));

  it('has every slot with its heading, in order, and a place to write in', () => {
    expect(documentProblems(blocks)).toEqual([]);
    expect(plainText(blocks, { variables })).toBe(
      [
        '青禾镇2025年工作总结和2026年计划',
        '青禾镇报告如下：',
        '一、2025年工作情况',
        '（一）学习',
        '一是',
        '二、2026年计划',
        '',
        '青禾镇',
        '',
      ].join('\n'),
    );
    expect(blocks.flatMap((block) => (block.type === 'heading' ? [block.slot] : []))).toEqual([
      'work',
      'study',
      'plan',
    ]);
  });

  it('names the unit by a variable, everywhere', () => {
    expect(plainText(blocks, { variables: { unit: '白石街道' } })).toContain('白石街道2025年');
    expect(plainText(blocks, { variables: { unit: '白石街道' } })).not.toContain('镇');
  });

  it('leaves the date of issue to be filled in', () => {
    const date = inlinesOf(blocks[blocks.length - 1]!).find((node) => isField(node));
    expect(date).toMatchObject({ kind: 'date', value: '', sensitivity: 'public' });
  });
});
