import { describe, expect, it } from 'vitest';

import { changeInPercent, readFigure } from '../../../shared/figures/parse-figure.ts';
import { fc } from '../../random.ts';

describe('a figure', () => {
  it.each([
    ['12', 12, 'exact'],
    [' 0 ', 0, 'exact'],
    ['1,200', 1200, 'exact'],
    ['1.2万', 12_000, 'exact'],
    ['3.14亿', 314_000_000, 'exact'],
    ['98.5%', 98.5, 'exact'],
    ['近300', 300, 'nearly'],
    ['约1.5万', 15_000, 'about'],
    ['200余', 200, 'over'],
    ['2万余', 20_000, 'over'],
    ['2余万', 20_000, 'over'],
    ['逾40', 40, 'over'],
    ['不足10', 10, 'under'],
    ['100左右', 100, 'about'],
    ['-3.5%', -3.5, 'exact'],
  ])('%s', (text, value, exactness) => {
    expect(readFigure(text)).toEqual({ ok: true, figure: { value, exactness }, better: null });
  });

  it.each([
    ['１２', '12'],
    ['９８．５％', '98.5%'],
    ['1 200', '1200'],
  ])('%s is better written %s', (text, better) => {
    expect(readFigure(text)).toMatchObject({ ok: true, better });
  });

  it.each([
    ['', '还没有填'],
    ['十二', '阿拉伯数字'],
    ['12,00', '千分号'],
    ['1.2.3', '小数点'],
    ['12.', '小数点'],
    ['10—20', '一处只填一个数'],
    ['12次', '“次”是单位'],
    ['1.2万人', '“人”是单位'],
    ['约200余', '只用一个'],
    ['若干', '应填一个数'],
  ])('%s is not one, and why', (text, why) => {
    const reading = readFigure(text);
    expect(reading.ok ? '' : reading.why).toContain(why);
  });

  it('of any whole number is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (n) => {
        for (const text of [String(n), n.toLocaleString('en')])
          expect(readFigure(text)).toMatchObject({ figure: { value: n } });
      }),
    );
  });

  it('is compared with last year’s', () => {
    expect(changeInPercent(15, 12)).toBe(25);
    expect(changeInPercent(10, 30)).toBe(-66.7);
    expect(changeInPercent(5, 0)).toBeNull();
  });
});
