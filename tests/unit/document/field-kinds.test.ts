import { expect, it } from 'vitest';

import { FIELD_KINDS, FIELD_KIND_NAMES, type FieldKind } from '../../../shared/document/field-kinds.ts';
import {
  FORMATS,
  COMPARISON_FORMATS,
  MARKED_FORMATS,
  formatOfName,
} from '../../../shared/contract/formats.ts';
import { templateSchema } from '../../../shared/template/schema.ts';

it('field kinds are offered in their own order, and a template takes each of them and no other', () => {
  expect(FIELD_KIND_NAMES.map((kind) => FIELD_KINDS[kind].label).join('、')).toBe(
    '数量、金额、比例、日期、年份、人名、单位、地名、文件',
  );
  const kind = templateSchema.shape.variables.element.shape.kind;
  for (const name of FIELD_KIND_NAMES) expect(kind.safeParse(name).success).toBe(true);
  expect(kind.safeParse('toString').success).toBe(false);
});

it('figures have a number for their value, and names hold words', () => {
  for (const kind of Object.values(FIELD_KINDS)) {
    if (kind.figure) expect(kind.value).toBe('number');
    if (kind.name) expect(kind.value).toBe('words');
  }
});

it('the compiler refuses a list that lacks a kind of field', () => {
  // @ts-expect-error -- all the others are missing
  const labels: Record<FieldKind, string> = { count: '数量' };
  expect(labels).toBeTruthy();
});

it('formats say which of them show marks and comparisons, and a name says its format', () => {
  expect(Object.keys(FORMATS)).toEqual(['docx', 'pdf', 'txt']);
  expect(MARKED_FORMATS).toEqual(['docx', 'pdf']);
  expect(COMPARISON_FORMATS).toEqual(['docx', 'pdf']);
  expect(['年报.DOCX', '.pdf', 'a.b.txt', 'docx', 'a.doc', ''].map(formatOfName)).toEqual([
    'docx',
    'pdf',
    'txt',
    'docx',
    undefined,
    undefined,
  ]);
});
