import { describe, expect, it } from 'vitest';

import { scoreInWords, scoreLeftovers, type LeftoverCase } from '../../corpus/leftover-score.ts';

const figure = { type: 'figure', name: '行政检查', value: '7391', unit: '宗' } as const;

const one = (id: string, text: string, secret: string | null): LeftoverCase => ({
  id,
  kind: 'figure',
  fields: [figure],
  text,
  secret,
});

describe('scoreLeftovers', () => {
  it('counts what the gate found of the secrets, and what it asked about without one', () => {
    const score = scoreLeftovers([
      one('found', '全年开展行政检查7391宗。', '7391宗'),
      one('missed', '全年开展行政检查若干宗。', '若干宗'),
      one('quiet', '全年开展普法活动36场。', null),
      one('false', '由周明远同志负责。', null),
    ]);
    expect(score).toMatchObject({ secrets: 2, lookalikes: 2, recall: 0.5, falseAlarms: 0.5 });
    expect(score.missed.map(({ id }) => id)).toEqual(['missed']);
    expect(score.alarms.map(({ one: { id }, shown }) => [id, shown])).toEqual([['false', ['name 周明远']]]);
    expect(scoreInWords(score)).toContain('recall 50.0% (1 of 2)');
  });

  it('refuses a case whose secret does not stand in its text', () => {
    expect(() => scoreLeftovers([one('wrong', '没有。', '7391宗')])).toThrow('wrong');
  });
});
