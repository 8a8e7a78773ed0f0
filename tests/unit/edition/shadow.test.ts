import { expect, it } from 'vitest';

import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { Sentinels } from '../../attack/worked/sentinels.ts';
import { Shadow } from '../../attack/worked/shadow.ts';

// The attack on reports that are worked on would find out what it looks for.

const words = new Sentinels();
const [open, shut, value] = [words.public(8), words.hidden(8), words.value('masked')];
const report = (...paragraphs: Block[]): Block[] => [makeTitle('总结'), ...paragraphs];
const before = report(makeParagraph(`${open}。`), { ...makeParagraph(`${shut}。`), secret: true });

it('a hidden word that is read, and a masked value that is typed', () => {
  const shadow = new Shadow(words, before);
  const now = report(
    makeParagraph(`${open}。`),
    makeParagraph(`${shut.slice(0, 1)}。`),
    makeParagraph(value),
  );
  const found = shadow.after(now, null).problems.map(({ words: said }) => said);
  expect(new Set(found)).toEqual(new Set([shut.slice(0, 1), value]));
});

it('a text of which all is hidden without anybody’s decision', () => {
  const shadow = new Shadow(words, before);
  const now = before.map((block): Block => (block.type === 'title' ? block : { ...block, secret: true }));
  expect(shadow.after(now, null)).toMatchObject({ problems: [], over: 8, open: 8 });
  expect(shadow.overHidden.size).toBe(8);
});

it('but not what somebody hides, which must not be read from then on', () => {
  const shadow = new Shadow(words, before);
  const now = before.map((block): Block => (block.type === 'title' ? block : { ...block, secret: true }));
  expect(shadow.after(now, 'hides')).toMatchObject({ problems: [], over: 0, open: 0 });
  expect(shadow.after(before, null).problems).not.toEqual([]);
  expect(shadow.after(before, 'undoes').problems).toEqual([]);
});
