import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import type { Comment, Thread } from '../../../shared/review/types.ts';
import { samplePolicy } from '../export/sample.ts';

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
