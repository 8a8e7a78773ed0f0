import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { SearchQuery } from '../../electron/backend/store/search/search-store.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../shared/document/make.ts';
import type { Block } from '../../shared/document/types.ts';

const table = (rows: string[][]): Block => ({
  type: 'table',
  id: `t${rows.flat().join('')}`,
  children: rows.map((row) => ({
    type: 'table-row' as const,
    children: row.map((text) => ({ type: 'table-cell' as const, children: [{ text }] })),
  })),
});

const blocksOf = (year: number): Block[] => [
  makeTitle(`青禾镇${year}年工作总结`),
  makeHeading(1, '法治建设工作情况', 'work'),
  makeHeading(2, '推进依法行政', 'government'),
  makeParagraph(
    padInlines([
      makeOrdinal(),
      { text: '召开会议' },
      makeField({ value: String(year - 2000), unit: '次', label: '会议' }),
      { text: '。' },
      makeOrdinal(),
      { text: '开展“乡音普法”活动，培训法律明白人。' },
    ]),
  ),
  makeHeading(1, '存在问题', 'problems'),
  makeParagraph('普法针对性不强，**镇合同审查不及时。'),
  table([
    ['指标', '数量'],
    ['调解成功率', '98.5%'],
  ]),
];

const long = (word: string): Block[] =>
  Array.from({ length: 300 }, (_, n) => makeParagraph(`${word}推进第${n}项任务，群众满意。`));

describe('searching the archive', () => {
  let folder: string;
  let store: Store;
  const add = (year: number, unit = '青禾镇', blocks = blocksOf(year)): string =>
    store.reports.insert({
      template: 'work-summary',
      year,
      unit,
      document: { schema: 1, blocks },
      variables: {},
    });
  const find = (query: string, filter: Partial<SearchQuery> = {}) => {
    while (!store.search.catchUp(1000));
    return store.search.find({ query, ...filter }).groups;
  };
  const texts = (query: string, filter: Partial<SearchQuery> = {}): string[] =>
    find(query, filter).flatMap(({ year, hits }) =>
      hits.map(({ snippet, marks }) => `${year} ${marks.map(([a, b]) => snippet.slice(a, b)).join('|')}`),
    );

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianshu-search-'));
    store = await openStore(folder, () => new Date('2025-12-01T00:00:00Z'));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds from one character up, the newest year first, with the words marked', () => {
    for (const year of [2021, 2023, 2022]) add(year);
    expect(texts('审查')).toEqual(['2023 审查', '2022 审查', '2021 审查']);
    expect(texts('审')).toEqual(['2023 审', '2022 审', '2021 审']);
    expect(texts('21次')).toEqual(['2021 21次']);
    expect(texts('会议21次')).toEqual(['2021 会议21次']);
    expect(texts('一是召开')).toHaveLength(3);
    expect(texts('找不到的')).toEqual([]);
  });

  it('takes several words in any order, quotes as one, marks as they are', () => {
    add(2022);
    expect(texts('明白人 活动')).toEqual(['2022 活动|明白人']);
    expect(texts('“乡音普法”')).toEqual(['2022 乡音普法']);
    expect(texts('**镇')).toEqual(['2022 **镇']);
    expect(texts('**')).toEqual(['2022 **']);
    expect(texts('活动培训')).toEqual([]);
    expect(texts('９８.5％')).toEqual(['2022 98.5%']);
  });

  it('filters by year, unit, section and kind', () => {
    for (const year of [2020, 2021, 2022]) add(year);
    add(2021, '白石乡');
    const years = (filter: Partial<SearchQuery>) =>
      find('普法', filter).map(({ year, unit }) => `${year}${unit}`);
    expect(years({ fromYear: 2021, toYear: 2021 })).toEqual(['2021青禾镇', '2021白石乡']);
    expect(years({ unit: '青禾镇' })).toEqual(['2022青禾镇', '2021青禾镇', '2020青禾镇']);
    expect(find('普法', { toYear: 2020, slot: 'government' })[0]?.hits.map((hit) => hit.section)).toEqual([
      '推进依法行政',
    ]);
    // A section holds the sections in it.
    expect(find('普法', { toYear: 2020, slot: 'work' })[0]?.total).toBe(1);
    expect(find('普法', { toYear: 2020, kinds: ['item'] })[0]?.total).toBe(1);
    expect(find('普法', { toYear: 2020, kinds: ['body', 'item'] })[0]?.total).toBe(2);
    expect(find('成功', { toYear: 2020 })[0]?.hits[0]?.kind).toBe('table');
    expect(find('**', { toYear: 2020, kinds: ['heading'] })).toEqual([]);
  });

  it('follows what is typed, corrected, thrown away and taken back', () => {
    const id = add(2022);
    expect(texts('新词语')).toEqual([]);
    const apply = (base: number, text: string) =>
      store.reports.apply({
        id,
        base,
        batch: `b${base}`,
        ops: [{ type: 'insert_text', path: [5, 0], offset: 0, text }],
      });
    apply(0, '新词');
    apply(1, '写上');
    expect(texts('写上新词')).toEqual(['2022 写上新词']);
    store.reports.setMeta(id, { year: 2019, unit: '白石乡' });
    expect(texts('新词', { unit: '白石乡' })).toEqual(['2019 新词']);
    expect(texts('新词', { unit: '青禾镇' })).toEqual([]);
    store.reports.remove(id);
    expect(texts('新词')).toEqual([]);
    store.reports.restore(id);
    expect(texts('新词')).toEqual(['2019 新词']);
  });

  it('goes on behind the last report of an answer', () => {
    for (let year = 2001; year <= 2010; year += 1) add(year);
    const first = find('审查', { reports: 4 });
    expect(first.map(({ year }) => year)).toEqual([2010, 2009, 2008, 2007]);
    const { next } = store.search.find({ query: '审查', reports: 4 });
    const rest = store.search.find({ query: '审查', after: next ?? 0 });
    expect(rest.groups.map(({ year }) => year)).toEqual([2006, 2005, 2004, 2003, 2002, 2001]);
    expect(rest.next).toBeNull();
  });

  it('takes a long report in piece by piece, and begins anew where it has changed or the program has ended', async () => {
    const id = add(2024, '青禾镇', long('扎实'));
    // Without any time, a turn makes a few changes.
    for (let turn = 0; turn < 20; turn += 1) expect(store.search.catchUp(0)).toBe(false);
    expect(store.search.pending()).toBe(1);
    const some = store.search.find({ query: '扎实', passages: 500 }).groups[0]?.total ?? 0;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(300);
    await store.close();
    store = await openStore(folder, () => new Date('2025-12-01T00:00:00Z'));
    store.search.catchUp(0);
    store.reports.setMeta(id, { year: 2023 });
    expect(find('扎实', { passages: 500 }).map(({ year, total }) => [year, total])).toEqual([[2023, 300]]);
    for (let n = 0; n < 3; n += 1) add(2022, '白石乡', long('稳步'));
    for (let turn = 0; turn < 20; turn += 1) store.search.catchUp(0);
    store.reports.setMeta(id, { unit: '红石镇' });
    expect(find('推进', { passages: 500 }).map(({ unit, total }) => [unit, total])).toEqual([
      ['红石镇', 300],
      ...Array.from({ length: 3 }, () => ['白石乡', 300]),
    ]);
    expect(store.search.pending()).toBe(0);
  });

  it('agrees with a look through all texts', () => {
    for (let year = 2001; year <= 2008; year += 1) add(year);
    for (const query of ['法', '普法', '审查不', '1次', '乡音', '，', '镇', '工作总结', '98']) {
      const found = find(query, { passages: 100 });
      const every = found.reduce((sum, { total }) => sum + total, 0);
      const expected = blocksOf(2001)
        .map((block) => JSON.stringify(block))
        .filter((text) => text.includes(query)).length;
      if (!/\d/.test(query)) expect([query, every]).toEqual([query, expected * 8]);
    }
  });

  it('shows a gap where a figure is not filled in', () => {
    const draft = makeParagraph(
      padInlines([{ text: '培养法律明白人达到' }, makeField({ unit: '名' }), { text: '。' }]),
    );
    add(2026, '青禾镇', [draft]);
    while (!store.search.catchUp(50));
    const [group] = store.search.find({ query: '明白人达到' }).groups;
    expect(group?.hits.map(({ snippet }) => snippet)).toEqual(['培养法律明白人达到＿名。']);
    expect(store.search.find({ query: '达到名' }).groups).toEqual([]);
  });
});
