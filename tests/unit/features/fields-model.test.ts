import { describe, expect, it } from 'vitest';

import { fieldRows, variableRows } from '../../../renderer/features/fields/fields-model.ts';
import { MAX_LENGTH } from '../../../renderer/features/fields/value-input.tsx';
import { MAX_FIELD_VALUE } from '../../../shared/contract/methods.ts';
import { countReport } from '../../../shared/document/count-report.ts';
import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import type { Field } from '../../../shared/document/types.ts';
import { templateSchema } from '../../../shared/template/schema.ts';

const study: Field = makeField({ id: 'study', unit: '次', label: '学法次数', value: '12' });
const fine: Field = makeField({
  id: 'fine',
  kind: 'money',
  unit: '万元',
  last: { value: '18.6', unit: '万元', year: 2024 },
});
const town: Field = makeField({
  id: 'town',
  kind: 'organisation',
  unit: '镇',
  variable: 'unit',
  label: '单位',
});
const lawyer: Field = makeField({ id: 'lawyer', variable: 'lawyer', label: '律师' });
const blocks = [
  makeParagraph([town, { text: '全年学法' }, study, { text: '，其中罚没' }, fine, { text: '。' }]),
  makeParagraph([town, lawyer]),
];
const template = templateSchema.parse({
  id: 'town',
  name: '镇报告',
  title: '{unit}{year}年报告',
  variables: [
    { key: 'unit', label: '单位名称', kind: 'organisation' },
    { key: 'year', label: '年', kind: 'year' },
    { key: 'city', label: '市', kind: 'place', example: '云川市' },
  ],
  slots: [{ key: 'work', heading: '工作', level: 1, required: true, style: 'prose' }],
});

describe('fieldRows', () => {
  it('lists fields with a value of their own, with last year’s value, and names the unnamed by their words', () => {
    const rows = fieldRows(blocks, { study: { value: '10', unit: '次', year: 2024 } });
    expect(rows.map(({ label, last, lastYear, empty }) => ({ label, last, lastYear, empty }))).toEqual([
      { label: '学法次数', last: '10', lastYear: 2024, empty: false },
      { label: '其中罚没', last: '18.6', lastYear: 2024, empty: true },
    ]);
  });

  it('says the unit of last year where it was another', () => {
    const [row] = fieldRows(blocks, { study: { value: '10', unit: '场', year: 2024 } });
    expect(row?.last).toBe('10场');
  });
});

describe('variableRows', () => {
  it('shows the template’s variables without the years, then those that only the text uses', () => {
    const rows = variableRows(blocks, { unit: '青禾镇' }, template);
    expect(rows.map(({ key, value, uses }) => ({ key, value, uses }))).toEqual([
      { key: 'unit', value: '青禾镇', uses: 2 },
      { key: 'city', value: '', uses: 0 },
      { key: 'lawyer', value: '', uses: 1 },
    ]);
  });
});

describe('countReport', () => {
  it('counts places without a value, variables included', () => {
    expect(countReport(blocks, { unit: '青禾镇' }).emptyFields).toBe(2);
    expect(countReport(blocks, {}).emptyFields).toBe(4);
  });
});

describe('a cell', () => {
  it('takes as much as the contract lets through', () => expect(MAX_LENGTH).toBe(MAX_FIELD_VALUE));
});
