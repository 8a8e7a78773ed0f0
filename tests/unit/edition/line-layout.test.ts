import { describe, expect, it } from 'vitest';

import {
  attachmentIndents,
  signatureIndents,
  titleIndent,
  titleWords,
  widthOf,
} from '../../../shared/edition/line-layout.ts';

describe('widthOf', () => {
  it('counts digits as half', () => {
    expect(widthOf('2025年12月20日')).toBe(7);
  });
});

describe('signatureIndents', () => {
  it('begins the date two characters after the unit', () => {
    // 云川市青禾镇人民政府 is 10 wide and ends 2 from the edge, so it begins at 12; the date of 7 begins at 10.
    expect(signatureIndents(10, 7)).toEqual({ unit: 2, date: 3 });
  });
  it('ends a longer date two from the edge and moves the unit left', () => {
    // The date begins 9 from the edge, the unit 11 from it and ends at 8.
    expect(signatureIndents(3, 7)).toEqual({ unit: 8, date: 2 });
  });
});

describe('attachmentIndents', () => {
  it('lets wrapped lines stand under the name', () => {
    expect(attachmentIndents('附件：1.安排表', true)).toEqual({ left: 6, hanging: 4 });
    expect(attachmentIndents('附件：安排表', true)).toEqual({ left: 5, hanging: 3 });
  });
  it('puts the second name under the first', () => {
    expect(attachmentIndents('2.统计表', false)).toEqual({ left: 6, hanging: 1 });
  });
});

describe('titleIndent', () => {
  it('leaves a title of one line alone', () => {
    expect(titleIndent('青禾镇2025年法治政府建设年度报告')).toBe(0);
  });
  it('gives a longer one lines of about the same length', () => {
    const indent = titleIndent('青禾镇2025年全面依法治市工作总结和2026年工作计划');
    const width = 20 - 2 * indent;
    expect(width).toBeGreaterThanOrEqual(23 / 2);
    expect(width).toBeLessThan(16);
  });
  it('breaks between words', () => {
    const title = '青禾镇2025年全面依法治市工作总结和2026年工作计划';
    expect(titleWords(title).join('')).toBe(title);
    expect(titleWords(title)).toEqual(
      expect.arrayContaining(['2025年', '依法治市', '工作总结', '2026年', '工作计划']),
    );
    // The first line ends with 依法治市, with a little to spare.
    expect(20 - 2 * titleIndent(title)).toBeCloseTo(widthOf('青禾镇2025年全面依法治市') + 0.8);
  });
  it('splits no word of a title whose unit is masked', () => {
    const title = '镇2023年全面依法治市工作总结和2024年工作计划';
    expect(20 - 2 * titleIndent(title)).toBeCloseTo(widthOf('镇2023年全面依法治市工作总结') + 0.8);
  });
  it('splits no word of a later line either', () => {
    const title = '云川市青禾镇人民政府关于2025年度推进全面依法治市工作情况和2026年度工作计划安排的报告';
    const room = 20 - 2 * titleIndent(title);
    let line = 0;
    for (const word of titleWords(title)) {
      const free = room - line;
      if (widthOf(word) <= free) line += widthOf(word);
      else {
        expect(free, word).toBeLessThan(1);
        line = widthOf(word);
      }
    }
  });
  it('never asks for more than the line', () => {
    expect(titleIndent('长'.repeat(400))).toBeGreaterThanOrEqual(0);
  });
});

describe('with a seal', () => {
  it('the date ends four characters from the edge, and the unit stands centred over it', () => {
    expect(signatureIndents(3, 9, true)).toEqual({ unit: 7, date: 4 });
    expect(signatureIndents(15, 9, true)).toEqual({ unit: 1, date: 4 });
    expect(signatureIndents(30, 9, true)).toEqual({ unit: 0, date: 4 });
  });
});
