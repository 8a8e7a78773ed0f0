import { describe, expect, it } from 'vitest';

import { makeField, makeParagraph, makeTitle, padInlines } from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { canonicalForm, canonicalJson } from '../../../shared/signoff/canonical.ts';

function form(blocks: Block[], more: { variables?: Record<string, string>; year?: number } = {}): string {
  return canonicalForm({
    template: 'work-summary',
    year: more.year ?? 2025,
    unit: '青禾镇',
    document: { schema: 1, blocks },
    variables: more.variables ?? { unit: '青禾镇' },
  });
}
const words = (...nodes: Inline[]): string => form([makeTitle('总结'), makeParagraph(padInlines(nodes))]);

describe('the form that is signed', () => {
  it('is the same for the same words in a copy: ids, hints and comments are no part of it', () => {
    const block = makeParagraph('全年有序。');
    expect(form([{ ...block, id: 'other' }])).toBe(form([block]));
    expect(form([{ ...block, carried: { year: 2024, keys: ['a'] } }])).toBe(form([block]));
    const field = makeField({ value: '12' });
    expect(words({ ...field, id: 'other', last: { value: '9', unit: '', year: 2024 } })).toBe(words(field));
    expect(words({ text: '全年' }, { text: '有序', c_t1: true }, { text: '。' })).toBe(
      words({ text: '全年有序。' }),
    );
  });

  it('is the same in whichever order keys were written', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
    expect(form([makeTitle('总结')], { variables: { unit: '青禾镇', leader: '周立' } })).toBe(
      form([makeTitle('总结')], { variables: { leader: '周立', unit: '青禾镇' } }),
    );
  });

  it('differs with every word, value, variable and year', () => {
    const forms = [
      words({ text: '全年有序。' }),
      words({ text: '全年有序' }),
      words(makeField({ value: '12' })),
      words(makeField({ value: '13' })),
      form([makeTitle('总结')]),
      form([makeTitle('总结')], { year: 2024 }),
      form([makeTitle('总结')], { variables: { unit: '石桥村' } }),
    ];
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('differs with what may be printed, and where that begins and ends', () => {
    const forms = [
      words({ text: '公开。内部。' }),
      words({ text: '公开。' }, { text: '内部。', secret: true }),
      words({ text: '公开。内部。', secret: true }),
      words(makeField({ value: '12', sensitivity: 'internal' })),
      words(makeField({ value: '12', sensitivity: 'public' })),
      form([{ ...makeParagraph('公开。'), secret: true }]),
      form([makeParagraph('公开。')]),
    ];
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('is that of the text with every change accepted', () => {
    expect(words({ text: '旧', del: 'r1' }, { text: '新', ins: 'r1' })).toBe(words({ text: '新' }));
  });
});
