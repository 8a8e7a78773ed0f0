import { describe, expect, it } from 'vitest';

import { clashWithUnit, typedFigure, typedName } from '../../../shared/structure/typed-figure.ts';

describe('typedFigure', () => {
  it.each([
    ['12', '次', { value: '12', unit: '次' }],
    ['12次', '次', { value: '12', unit: '次' }],
    ['１２ 次', '次', { value: '12', unit: '次' }],
    ['约1.2万元', '万元', { value: '1.2', unit: '万元', approx: '约' }],
    ['1.2万元', '元', { value: '1.2万', unit: '元' }],
    ['98.5％', '%', { value: '98.5', unit: '%' }],
    ['近200余', '人', { value: '200', unit: '人', approx: '近余' }],
    ['1，200', '元', { value: '1,200', unit: '元' }],
    ['12次', '', { value: '12', unit: '次' }],
    ['98.5%', '', { value: '98.5%', unit: '' }],
    ['12', '', { value: '12', unit: '' }],
    ['12次', '件', { value: '12次', unit: '件' }],
    ['若干', '次', { value: '若干', unit: '次' }],
    ['', '次', { value: '', unit: '次' }],
  ])('%s in %s', (typed, unit, { value, unit: own, ...more }) => {
    const approx = 'approx' in more ? more.approx : undefined;
    expect(typedFigure(typed, unit)).toEqual({ value, unit: own, approx });
  });

  it('tells what can not stand together', () => {
    expect(clashWithUnit('98.5%', '件')).toContain('只能用一个');
    expect(clashWithUnit('1.2万', '万元')).toContain('多了一个“万”');
    expect(clashWithUnit('1.2万', '元')).toBeNull();
    expect(clashWithUnit('98.5%', '')).toBeNull();
  });

  it('takes no unit twice into a name', () => {
    expect(typedName(' 青禾镇 ', { unit: '镇' })).toBe('青禾');
    expect(typedName('书记林春生', { unit: '书记', unitPlace: 'before' })).toBe('林春生');
    expect(typedName('镇', { unit: '镇' })).toBe('镇');
    expect(typedName('青禾', { unit: '' })).toBe('青禾');
  });
});
