import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { numeralsOf } from '../../../shared/privacy/numerals.ts';
import { toChineseNumber } from '../../../shared/text/chinese-number.ts';

const read = (text: string): (number | string)[] =>
  numeralsOf(text).flatMap((one) => (one.countsNothing ? [] : [text.slice(one.at, one.end), one.value]));

describe('numbers in any writing', () => {
  it.each([
    ['7,391宗', '7,391', 7391],
    ['７３９１宗', '７３９１', 7391],
    ['7 391宗', '7 391', 7391],
    ['柒仟叁佰玖拾壹宗', '柒仟叁佰玖拾壹', 7391],
    ['1万2千元', '1万2千', 12000],
    ['三亿五千万元', '三亿五千万', 350_000_000],
    ['三万五', '三万五', 35000],
    ['百分之八十三点一七', '百分之八十三点一七', 83.17],
    ['八成三的群众', '八成三', 83],
    ['二〇二五年', '二〇二五', 2025],
  ])('%s', (text, written, value) => {
    expect(read(text)).toEqual([written, value]);
  });

  it('leaves alone what counts nothing', () => {
    expect(read('“1+3+N”模式、第12次、成立、A12')).toEqual([]);
  });

  it('reads every whole number that is spelled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (n) => {
        expect(read(`${toChineseNumber(n)}件`)).toEqual([toChineseNumber(n), n]);
      }),
    );
  });

  it('reads every number with separators and in full width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 99_999_999 }), (n) => {
        const grouped = n.toLocaleString('en-US');
        const wide = String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
        expect(read(`${grouped}件`)).toEqual([grouped, n]);
        expect(read(`${wide}件`)).toEqual([wide, n]);
      }),
    );
  });
});
