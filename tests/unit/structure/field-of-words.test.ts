import { describe, expect, it } from 'vitest';

import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { fieldOfWords } from '../../../shared/structure/field-of-words.ts';

describe('fieldOfWords', () => {
  it.each([
    ['12次', { kind: 'count', value: '12', unit: '次' }],
    ['12', { kind: 'count', value: '12', unit: '' }],
    ['约1.2万元', { kind: 'money', value: '1.2', unit: '万元', approx: '约' }],
    ['1.2亿元', { kind: 'money', value: '1.2', unit: '亿元' }],
    ['近200余人次', { kind: 'count', value: '200', unit: '人次', approx: '近余' }],
    ['300余万人次', { kind: 'count', value: '300余万', unit: '人次' }],
    ['98.5%', { kind: 'percentage', value: '98.5', unit: '%' }],
    ['12个村（社区）', { kind: 'count', value: '12', unit: '个村（社区）' }],
    ['2025年', { kind: 'year', value: '2025', unit: '年' }],
    ['12月5日', { kind: 'date', value: '12月5日' }],
    ['2024年12月5日', { kind: 'date', value: '2024年12月5日' }],
    ['11月底', { kind: 'date', value: '11月底' }],
    ['法治〔2024〕3号', { kind: 'document', value: '法治〔2024〕3号' }],
    ['《行政处罚法》', { kind: 'document', value: '《行政处罚法》' }],
    ['李华', { kind: 'person', value: '李华' }],
    ['李华律师', { kind: 'person', value: '李华', unit: '律师' }],
    ['书记林春生', { kind: 'person', value: '林春生', unit: '书记', unitPlace: 'before' }],
    ['青禾镇', { kind: 'place', value: '青禾', unit: '镇' }],
    ['云川司法所', { kind: 'organisation', value: '云川', unit: '司法所' }],
    ['**次', { kind: 'count', unit: '次', mask: '**', sensitivity: 'internal' }],
    ['xx宗', { kind: 'count', unit: '宗', mask: 'xx', sensitivity: 'internal' }],
    ['某镇', { kind: 'place', unit: '镇', mask: '某', sensitivity: 'internal' }],
    ['三重清单', { kind: 'organisation', value: '三重清单' }],
  ])('%s', (words, field) => {
    expect(fieldOfWords(words)).toEqual(field);
    expect(plainText([makeParagraph([makeField(fieldOfWords(words))])])).toBe(words);
  });

  it('writes figures of a wide input method narrow', () => {
    expect(fieldOfWords('１２次')).toEqual({ kind: 'count', value: '12', unit: '次' });
    expect(fieldOfWords('98．5％')).toEqual({ kind: 'percentage', value: '98.5', unit: '%' });
  });
});
