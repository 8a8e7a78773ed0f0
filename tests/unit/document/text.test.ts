import { describe, expect, it } from 'vitest';

import { carriedOf, carriedShare, isCarried, sentencesOf } from '../../../shared/document/carried.ts';
import { fromChineseNumber, toChineseNumber } from '../../../shared/text/chinese-number.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
} from '../../../shared/document/make.ts';
import { headingLabels, sectionsOf } from '../../../shared/document/numbering.ts';
import { itemsOf, ordinalLabels, ordinalRuns } from '../../../shared/document/ordinals.ts';
import { fieldText } from '../../../shared/document/field-text.ts';
import { countWords, plainText } from '../../../shared/document/plain-text.ts';
import { readInlines } from '../../../shared/document/reading.ts';
import { upgradeDocument } from '../../../shared/document/upgrade.ts';

describe('Chinese numbers', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [99, '九十九'],
    [101, '一百零一'],
    [110, '一百一十'],
  ])('%i is %s', (n, text) => {
    expect(toChineseNumber(n)).toBe(text);
    expect(fromChineseNumber(text)).toBe(n);
  });

  it('reads back every number that it writes', () => {
    for (let n = 1; n <= 9999; n += 1) expect(fromChineseNumber(toChineseNumber(n))).toBe(n);
  });

  it('refuses what is no ordinal', () => {
    expect(() => toChineseNumber(0)).toThrow(RangeError);
    expect(fromChineseNumber('一是')).toBeNull();
  });
});

describe('numbers of headings', () => {
  it('count by level, begin again under a new parent, and keep a typed number', () => {
    const blocks = [
      makeHeading(1, '工作情况'),
      makeHeading(2, '组织领导'),
      makeHeading(3, '学法'),
      makeHeading(4, '会前学法'),
      makeHeading(2, '依法行政'),
      makeHeading(1, '存在问题'),
      makeHeading(2, '不足'),
      { ...makeHeading(2, '原因'), typedNumber: '（四）' },
    ];
    expect([...headingLabels(blocks).values()]).toEqual([
      '一、',
      '（一）',
      '1.',
      '（1）',
      '（二）',
      '二、',
      '（一）',
      '（四）',
    ]);
  });

  it('a section ends before the next heading of its level or above', () => {
    const blocks = [
      makeTitle('总结'),
      makeHeading(1, '甲'),
      makeHeading(2, '乙'),
      makeParagraph('正文'),
      makeHeading(1, '丙'),
      makeParagraph('正文'),
    ];
    expect(sectionsOf(blocks).map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [2, 4],
      [4, 6],
    ]);
  });
});

describe('items', () => {
  it('a run goes on over paragraphs and ends at a heading, a restart, another scheme', () => {
    const blocks = [
      makeParagraph([makeOrdinal(), { text: '甲。' }, makeOrdinal(), { text: '乙。' }]),
      makeParagraph([makeOrdinal(), { text: '丙。' }]),
      makeParagraph([makeOrdinal('shi', true), { text: '丁。' }]),
      makeParagraph([makeOrdinal('yao'), { text: '戊。' }]),
      makeHeading(1, '下一节'),
      makeParagraph([makeOrdinal('yao'), { text: '己。' }]),
    ];
    expect([...ordinalLabels(blocks).values()]).toEqual(['一是', '二是', '三是', '一是', '一要', '一要']);
    expect(ordinalRuns(blocks).map((run) => run.length)).toEqual([3, 1, 1, 1]);
  });

  it('counts on after ten', () => {
    const blocks = [
      makeParagraph(Array.from({ length: 12 }, () => [makeOrdinal(), { text: '项。' }]).flat()),
    ];
    expect([...ordinalLabels(blocks).values()].slice(9)).toEqual(['十是', '十一是', '十二是']);
  });

  it('the lead-in belongs to no item', () => {
    const { leadIn, items } = itemsOf(makeParagraph([{ text: '2024年，' }, makeOrdinal(), { text: '甲。' }]));
    expect(leadIn).toEqual([{ text: '2024年，' }]);
    expect(items).toHaveLength(1);
  });
});

describe('text of fields', () => {
  it('puts the unit where it belongs and falls back on the mask', () => {
    expect(fieldText(makeField({ value: '12', unit: '次' }), {})).toBe('12次');
    expect(fieldText(makeField({ mask: '***', unit: '宗' }), {})).toBe('***宗');
    expect(fieldText(makeField({ mask: '*', unit: '书记', unitPlace: 'before' }), {})).toBe('书记*');
    expect(fieldText(makeField({ mask: '****', unit: '年', unitPlace: 'none' }), {})).toBe('****');
  });

  it('a variable field shows the variable, whole and once', () => {
    const unit = makeField({ variable: 'unit', unit: '镇', mask: '**' });
    expect(fieldText(unit, {})).toBe('**镇');
    expect(fieldText(unit, { unit: '青禾镇' })).toBe('青禾镇');
    const secretary = makeField({ variable: 'secretary', unit: '书记', unitPlace: 'before', mask: '*' });
    expect(fieldText(secretary, { secretary: '周启明' })).toBe('书记周启明');
  });

  it('the plain text holds numbers, labels and fields', () => {
    const blocks = [
      makeTitle('青禾镇2024年工作总结'),
      makeHeading(1, '工作情况'),
      makeParagraph([
        makeOrdinal(),
        { text: '学法' },
        makeField({ value: '12', unit: '次' }),
        { text: '。' },
      ]),
    ];
    expect(plainText(blocks)).toBe('青禾镇2024年工作总结\n一、工作情况\n一是学法12次。');
  });

  it('counts as officials count: a figure is one, a mark is one', () => {
    expect(countWords('法治，2024年 LED屏')).toBe(7);
  });
});

describe('carried-over text', () => {
  const block = makeParagraph([
    makeOrdinal(),
    { text: '完善制度。' },
    makeOrdinal(),
    { text: '学法' },
    makeField({ unit: '次' }),
    { text: '。' },
  ]);
  const carried = { ...block, carried: carriedOf(block, 2024) ?? { year: 0, keys: [] } };

  it('is unchanged until its words are edited, sentence by sentence', () => {
    expect(carriedShare(carried)).toEqual({ unchanged: 2, total: 2 });
    const edited = structuredClone(carried);
    const leaf = edited.children[2];
    if (leaf && 'text' in leaf) leaf.text = '完善各项制度。';
    expect(carriedShare(edited)).toEqual({ unchanged: 1, total: 2 });
    expect(isCarried(edited)).toBe(true);
  });

  it('filling in a figure does not count as editing', () => {
    const filled = structuredClone(carried);
    for (const node of filled.children) if ('type' in node && node.type === 'field') node.value = '15';
    expect(carriedShare(filled)).toEqual({ unchanged: 2, total: 2 });
  });

  it('splits at sentence ends and at items', () => {
    const nodes = [
      { text: '甲。乙；丙' },
      makeOrdinal(),
      { text: '丁' },
      makeField({ value: '12' }),
      { text: '戊。' },
    ];
    const { text, pieces } = readInlines(nodes, ordinalLabels([makeParagraph(nodes)]));
    const sentences = sentencesOf(pieces).map(({ from, to }) => text.slice(from, to));
    expect(sentences).toEqual(['甲。', '乙；', '丙', '丁12戊。']);
  });
});

describe('stored documents', () => {
  it('one from a newer version is refused by name', () => {
    expect(() => upgradeDocument({ schema: 99, blocks: [] })).toThrow(/更新版本/);
    expect(() => upgradeDocument({ blocks: 1 })).toThrow(/格式不对/);
  });
});
