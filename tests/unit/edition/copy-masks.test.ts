import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Field, Inline, Variables } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import type { Comment, Thread } from '../../../shared/review/types.ts';
import { fromStored, toStored } from '../../../shared/edition/stored-policy.ts';
import { editions } from '../../../shared/settings/editions.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('m');
const at = '2025-11-01T00:00:00Z';
const secret = (value: string, unit = '宗'): Inline => makeField({ value, unit, sensitivity: 'secret' }, ids);
const blocks: Block[] = [
  makeParagraph(
    padInlines([{ text: '信访' }, secret('48'), { text: '，其中重复' }, secret('1348'), { text: '。' }]),
    'body',
    ids,
  ),
];
const comment = (body: string): Comment => ({ id: 'm1', thread: 't1', author: 'li', at, body });
const thread = (said: Comment, quote = ''): Thread => ({
  id: 't1',
  author: 'li',
  at,
  quote,
  section: '',
  state: 'open',
  comments: [said],
});

describe('what a copy for review says of values that no edition prints', () => {
  const spell = spellerOf(blocks, {}, samplePolicy);
  const say = sayerOf(blocks, {}, samplePolicy);
  const said = (body: string, quote?: string): string => {
    const one = comment(body);
    return say(thread(one, quote), one);
  };

  it('is a mask in the text, while internal values can be read', () => {
    expect(spell(secret('48'))).toEqual([{ text: '**宗' }]);
    expect(spell(makeField({ value: '48', unit: '宗' }, ids))).toEqual([{ text: '48宗' }]);
  });

  it('is a mask in what people say, a longer value as a whole', () => {
    expect(said('1348宗里有48宗要核对')).toBe('【所批的文字已删】\n****宗里有**宗要核对');
  });

  it('is a mask in the quotation of words that are gone', () => {
    expect(said('请核对', '重复1348宗')).toBe('【原文已删：重复****宗】\n请核对');
  });
});

/** A field of a report in which nothing else is hidden, and what is said of it. */
function saidOf(
  field: Partial<Field>,
  body: string,
  variables: Variables = {},
  policy = samplePolicy,
): string {
  const hidden = makeField({ sensitivity: 'secret', unit: '宗', value: '', ...field }, ids);
  const one = [makeParagraph(padInlines([{ text: '办理' }, hidden, { text: '。' }]), 'body', ids)];
  const said = comment(body);
  return sayerOf(one, variables, policy)(thread(said), said).replace('【所批的文字已删】\n', '');
}

describe('a value that no edition prints, in what people say', () => {
  it.each([
    ['7', '去年7宗，今年是7，不是17、7.5', '去年*宗，今年是*，不是17、7.5'],
    ['7', '第7条说的，7月7日，七宗', '第7条说的，7月7日，*宗'],
    ['12', '共12宗，2012年以来', '共**宗，2012年以来'],
    ['7391', '7,391宗、７３９１宗、七千三百九十一宗', '*****宗、****宗、*******宗'],
    ['1.2万', '合12000元', '合*****元'],
    ['12000', '约1.2万元', '约****元'],
    ['戊', '由戊负责', '由*负责'],
  ])('%s is masked in any writing: %s', (value, body, masked) => {
    expect(saidOf({ value }, body)).toBe(masked);
  });

  it('goes for last year’s value, too', () => {
    const last = { value: '48', unit: '宗', year: 2024 };
    expect(saidOf({ value: '51', last }, '从48到51')).toBe('从**到**');
  });

  it('goes for what a change is worked out from, and for the change', () => {
    const base = { value: '48', unit: '宗', year: 2024, sensitivity: 'secret' as const };
    const computed = { kind: 'change' as const, source: 'x', base };
    const open = { sensitivity: 'internal' as const, value: '比上年增长25%', unit: '', computed };
    expect(saidOf(open, '去年48宗，增长25%')).toBe('去年**宗，增长**%');
  });

  it('goes for a variable that no field shows, and for short forms of a unit', () => {
    const settings = editions.parse({
      variables: { [sampleTemplate.id]: { unit: 'secret', leader: 'secret' } },
    });
    const policy = editionPolicy(sampleTemplate, { ...settings, mask: 'fixed' });
    const variables = { unit: '青禾镇', leader: '周立' };
    expect(saidOf({ value: '3' }, '青禾的周立说', variables, policy)).toBe('**的**说');
  });

  it('has as many mask characters as the unit has chosen', () => {
    const policy = { ...samplePolicy, mask: 3 };
    expect(saidOf({ value: '123456' }, '123456宗', {}, policy)).toBe('***宗');
  });

  it('is masked in a copy of before as it was then, so that it is known when it comes back', () => {
    const stored = toStored(samplePolicy, blocks);
    expect(fromStored(stored)).not.toHaveProperty('words');
    const { words: _, ...before } = stored;
    expect(saidOf({ value: '7' }, '今年7宗', {}, fromStored(before))).toBe('今年7宗');
    expect(saidOf({ value: '12' }, '今年12宗', {}, fromStored(before))).toBe('今年**宗');
  });
});
