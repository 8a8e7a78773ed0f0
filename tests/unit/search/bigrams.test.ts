import { describe, expect, it } from 'vitest';

import { indexTokens, phrasesOf, wordsOf } from '../../../shared/text/bigrams.ts';
import { fc } from '../../random.ts';

describe('tokens for the index', () => {
  it('takes pairs, the last character alone, numbers whole, and each character once', () => {
    expect(indexTokens('召开会议12次，开会。')).toEqual(
      '召开 开会 会议 议 12 次 开会 会 召 开 会 议 次'.split(' '),
    );
    expect(indexTokens('ＡＢ 3.5％')).toEqual(['ab', '3', '5']);
    expect(indexTokens('，。**')).toEqual([]);
  });

  it('makes phrases of what is typed', () => {
    expect(phrasesOf('会议')).toEqual(['"会议"']);
    expect(phrasesOf('开会议')).toEqual(['"开会 会议"']);
    expect(phrasesOf('法')).toEqual(['"法"']);
    expect(phrasesOf('会议12次')).toEqual(['"会议 议 12"', '"次"']);
    expect(phrasesOf('12')).toEqual(['"12" *']);
    // The beginning of a number behind other words costs nothing.
    expect(phrasesOf('会议1')).toEqual(['"会议 议"']);
    expect(phrasesOf('会议12')).toEqual(['"会议 议 12" *']);
    expect(phrasesOf('会议2025')).toEqual(['"会议 议 2025" *']);
    expect(phrasesOf('**')).toEqual([]);
  });

  it('a phrase of pairs is in the tokens of every text that holds the words', () => {
    const han = fc.string({
      unit: fc.constantFrom(...Array.from('法治建设工作一是，。１2 A')),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(han, han, han, (before, word, after) => {
        const tokens = ` ${indexTokens(before + word + after).join(' ')}`;
        const [phrase] = phrasesOf(word.replace(/^[\d１A]+/, ''));
        if (phrase === undefined) return;
        expect(tokens).toContain(` ${phrase.replace(/["*]/g, '').trim()}`);
      }),
    );
  });
});

describe('words of a query', () => {
  it.each([
    ['普法 宣传', ['普法', '宣传']],
    ['“群众 满意” 普法', ['群众 满意', '普法']],
    ['"没有写完', ['没有写完']],
    ['  ', []],
    ['普法　普法', ['普法']],
  ])('%s', (query, words) => expect(wordsOf(query)).toEqual(words));
});
