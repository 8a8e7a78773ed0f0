import { describe, expect, it } from 'vitest';

import { countText } from '../../../shared/document/text-counts.ts';

describe('countText', () => {
  it('counts as officials do', () => {
    expect(countText('全年召开会议12次， 覆盖98.5%。\n\n二是 OK')).toEqual({
      words: 16,
      characters: 22,
      withSpaces: 24,
      paragraphs: 2,
    });
    expect(countText('')).toEqual({ words: 0, characters: 0, withSpaces: 0, paragraphs: 0 });
    expect(countText('𠮷村')).toMatchObject({ words: 2, characters: 2 });
  });
});
