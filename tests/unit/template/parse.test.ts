import { describe, expect, it } from 'vitest';

import { AppError } from '../../../shared/errors/app-error.ts';
import { parseTemplate } from '../../../shared/template/parse.ts';
import { TEMPLATE } from './template.ts';

/** A template as a careless hand may leave it. */
type Loose = { slots: Record<string, unknown>[] };

function complaint(change: (template: Loose) => void): string {
  const copy = JSON.parse(JSON.stringify(TEMPLATE)) as Loose;
  change(copy);
  return complaintOf(JSON.stringify(copy));
}

function complaintOf(text: string): string {
  try {
    parseTemplate('small.json', text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'template-invalid') return error.message;
    throw error;
  }
  return '';
}

describe('a template file', () => {
  it('is read', () => {
    expect(parseTemplate('small.json', `\uFEFF${JSON.stringify(TEMPLATE)}`)).toEqual(TEMPLATE);
  });

  it('that is broken JSON is named with line and column', () => {
    const message = complaintOf('{\n  "id": "small",\n  "name": 总结\n}');
    expect(message).toContain('small.json');
    expect(message).toContain('第 3 行第 11 列');
    expect(complaintOf('')).toContain('第 1 行第 1 列');
    expect(complaintOf('[1,')).toContain('第 1 行');
  });

  it.each([
    ['a missing key', (t: Loose) => delete t.slots[2]!.level, 'slots[2].level（study） 缺少这一项'],
    [
      'a wrong type',
      (t: Loose) => (t.slots[1]!.required = '是'),
      'slots[1].required（work） 应为true 或 false',
    ],
    [
      'a word that is not known',
      (t: Loose) => (t.slots[1]!.style = 'list'),
      'slots[1].style（work） 只能是 prose',
    ],
    [
      'a key that is not known',
      (t: Loose) => (t.slots[0]!.note = ''),
      'slots[0]（introduction） 不认识 note',
    ],
    ['a number out of range', (t: Loose) => (t.slots[3]!.level = 9), 'slots[3].level（plan） 不能大于 4'],
    ['a key twice', (t: Loose) => (t.slots[3]!.key = 'study'), 'slots[3].key study 重复'],
    [
      'a heading that is missing',
      (t: Loose) => (t.slots[2]!.heading = ''),
      'slots[2].heading（study）缺少标题',
    ],
    ['an introduction in the middle', (t: Loose) => (t.slots[2]!.level = 0), 'slots[2].level 引言'],
    [
      'a variable that is not defined',
      (t: Loose) => (t.slots[3]!.heading = '{month}'),
      '没有定义的变量 {month}',
    ],
    ['no slots', (t: Loose) => (t.slots = []), 'slots 不能小于 1'],
  ])('with %s is named with the place', (_name, change, expected) => {
    const message = complaint(change);
    expect(message).toContain('small.json');
    expect(message).toContain(expected);
  });
});
