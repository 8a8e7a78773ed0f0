import { describe, expect, it } from 'vitest';

import { hashOf, parseRoute } from '../../../renderer/base/route.ts';
import { fitZoom, zoomIn, zoomOut } from '../../../renderer/features/report/zoom.ts';
import {
  defaultSource,
  defaultUnit,
  defaultYear,
  parseYear,
  sourcesFor,
} from '../../../renderer/features/start/defaults.ts';
import { refusalOf } from '../../../renderer/features/start/read-file.ts';
import { whenText } from '../../../renderer/base/when.ts';
import type { ReportSummary } from '../../../shared/contract/methods.ts';

function summary(id: string, year: number, unit: string, more: Partial<ReportSummary> = {}): ReportSummary {
  return {
    id,
    title: `${unit}${year}年报告`,
    year,
    unit,
    template: 'town',
    state: 'drafting',
    updatedAt: `${year}-12-01T00:00:00.000Z`,
    length: 0,
    emptyFields: 0,
    demo: false,
    ...more,
  };
}

const reports = [
  summary('a', 2023, '青禾镇'),
  summary('b', 2024, '青禾镇'),
  summary('c', 2024, '云川市司法局'),
  summary('d', 2030, '示例镇', { demo: true }),
];

describe('defaults of a new report', () => {
  it.each([
    [new Date(2025, 9, 31), 2024],
    [new Date(2025, 10, 1), 2025],
    [new Date(2025, 11, 31), 2025],
    [new Date(2026, 0, 1), 2025],
  ])('reports on the right year: %s', (now, year) => {
    expect(defaultYear(now)).toBe(year);
  });

  it('takes the unit of the latest report that is not a demo', () => {
    expect(defaultUnit(reports)).toBe('青禾镇');
    expect(defaultUnit([])).toBe('');
  });

  it('goes on from the unit’s latest earlier report and from no other unit’s', () => {
    expect(defaultSource(reports, 2025, '青禾镇')?.id).toBe('b');
    expect(defaultSource(reports, 2024, '青禾镇')?.id).toBe('a');
    expect(defaultSource(reports, 2025, '白石镇')).toBeNull();
    expect(sourcesFor(reports, 2025, '青禾镇').map((report) => report.id)).toEqual(['b', 'a', 'c']);
  });

  it.each([
    ['2025', 2025],
    ['２０２５年', 2025],
    [' 2025 ', 2025],
    ['25', null],
    ['1977', null],
    ['二〇二五', null],
  ])('reads the year %s', (text, year) => {
    expect(parseYear(text)).toBe(year);
  });
});

describe('whenText', () => {
  const now = new Date(2025, 11, 3, 10, 30);
  it.each([
    [new Date(2025, 11, 3, 10, 30), '刚刚'],
    [new Date(2025, 11, 3, 10, 25), '5分钟前'],
    [new Date(2025, 11, 3, 8, 5), '今天 08:05'],
    [new Date(2025, 11, 2, 23, 59), '昨天 23:59'],
    [new Date(2025, 10, 20), '11月20日'],
    [new Date(2024, 2, 1), '2024年3月1日'],
  ])('%s', (then, text) => {
    expect(whenText(then.toISOString(), now)).toBe(text);
  });
  it('says nothing about a date that is none', () => expect(whenText('?', now)).toBe(''));
});

describe('refusalOf', () => {
  it('lets Word and text pass and names what to do with the rest', () => {
    expect(refusalOf({ name: '总结.DOCX', size: 1 })).toBeNull();
    expect(refusalOf({ name: '总结.md', size: 1 })).toBeNull();
    expect(refusalOf({ name: '总结.doc', size: 1 })).toContain('另存为 .docx');
    expect(refusalOf({ name: '总结.pdf', size: 1 })).toContain('只能导入');
    expect(refusalOf({ name: '总结.txt', size: 0 })).toContain('空');
    expect(refusalOf({ name: '总结.txt', size: 2 ** 27 })).toContain('64 MB');
  });
});

describe('route', () => {
  it('comes back from the address', () => {
    expect(parseRoute(hashOf({ at: 'report', id: 'a b/c' }))).toEqual({ at: 'report', id: 'a b/c' });
    expect(parseRoute(hashOf({ at: 'start' }))).toEqual({ at: 'start' });
    expect(parseRoute('', '?demo')).toEqual({ at: 'demo' });
    expect(parseRoute('#/report/x', '?demo')).toEqual({ at: 'report', id: 'x' });
    expect(parseRoute('#/report/%zz')).toEqual({ at: 'report', id: '%zz' });
    expect(parseRoute('#/nonsense')).toEqual({ at: 'start' });
  });
});

describe('zoom', () => {
  it('fits the page into the desk and never magnifies it unasked', () => {
    expect(fitZoom(2000)).toBe(1);
    expect(fitZoom(794 * 0.9 + 48)).toBe(0.9);
    expect(fitZoom(100)).toBe(0.5);
  });
  it('steps to the next mark, also from between two', () => {
    expect(zoomIn(0.92)).toBe(1);
    expect(zoomOut(0.92)).toBe(0.9);
    expect(zoomIn(2)).toBe(2);
    expect(zoomOut(0.5)).toBe(0.5);
  });
});
