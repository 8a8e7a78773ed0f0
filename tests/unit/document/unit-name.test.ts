import { describe, expect, it } from 'vitest';

import { UNKNOWN_UNIT, unitNames } from '../../../shared/document/unit-name.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { sampleTemplate } from '../export/sample.ts';

describe('the names of a report’s unit', () => {
  it.each([
    ['青禾镇', '青禾镇人民政府', '中共青禾镇委员会', '青禾镇', '青府'],
    ['柳林街道', '柳林街道办事处', '中共柳林街道工作委员会', '柳林街道', '柳办'],
    ['青禾县', '青禾县人民政府', '中共青禾县委员会', '青禾县', '青府'],
    ['青禾镇人民政府', '青禾镇人民政府', '中共青禾镇委员会', '青禾镇', '青府'],
    ['青禾县司法局', '青禾县司法局', '', '青禾县司法局', '青司'],
    ['青禾集团', '青禾集团', '', '青禾集团', ''],
  ])('%s is %s, %s, %s and %s', (name, government, party, short, sign) => {
    expect(unitNames({ unit: name })).toEqual({ name, short, sign, government, party });
  });

  it('are those that somebody typed in, where anybody did', () => {
    const typed = {
      unit: '青禾镇',
      unitShort: '青禾',
      unitSign: '青府',
      unitParty: '青禾镇党委',
      unitGovernment: '',
    };
    expect(unitNames(typed)).toEqual({
      name: '青禾镇',
      short: '青禾',
      sign: '青府',
      party: '青禾镇党委',
      government: '青禾镇人民政府',
    });
  });

  it('are none where nobody knows the unit, and those of the list where the text does not say it', () => {
    expect(unitNames({}, UNKNOWN_UNIT)).toMatchObject({ name: '', government: '', party: '' });
    expect(unitNames({}, '青禾镇').government).toBe('青禾镇人民政府');
  });

  it('are as public as the unit’s name, until somebody decides otherwise', () => {
    const { unit, ...decided } = { unit: 'public', unitSign: 'internal' } as const;
    const policy = editionPolicy(sampleTemplate, {
      mask: 'width',
      maskLength: 2,
      requireReview: false,
      variables: { [sampleTemplate.id]: { unit, ...decided } },
    });
    expect(policy.variable('unitGovernment')).toBe('public');
    expect(policy.variable('unitSign')).toBe('internal');
    expect(policy.variable('anything')).toBe('internal');
  });
});
