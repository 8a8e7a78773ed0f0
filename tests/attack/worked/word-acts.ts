import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import type { Draw } from '../../endurance/draw.ts';
import type { Moving, WordModel } from '../word-model.ts';
import type { Sentinels } from './sentinels.ts';

type Act = (word: WordModel, draw: Draw, words: Sentinels) => void;

/** So many characters in a row say where they are from (`shared/merge/origins.ts`). */
const TELLING = 6;

/** A heading's number and two letters. */
const NUMBERED = 5;

const WAYS: readonly Moving[] = ['move', 'tracked', 'untracked'];

const place = (word: WordModel, draw: Draw): { paragraph: Element; from: number; to: number } => {
  const all = [...word.paragraphs, ...word.cells];
  const paragraph = draw.pick(all);
  const { length } = word.textOf(paragraph);
  const from = draw.below(length + 1);
  return { paragraph, from, to: Math.min(length, from + 1 + draw.below(12)) };
};

const blocks = (word: WordModel, draw: Draw): { some: Element[]; before: Element | null } => {
  const { paragraphs } = word;
  const at = 1 + draw.below(paragraphs.length - 1);
  const some = paragraphs.slice(at, at + 1 + draw.below(3));
  const others = paragraphs.filter((one) => !some.includes(one)).slice(1);
  return { some, before: others.length > 0 && draw.chance(0.9) ? draw.pick(others) : null };
};

const table = (word: WordModel, draw: Draw, act: (table: Element, rows: number) => void): void => {
  const { tables } = word;
  if (tables.length === 0) return;
  const one = draw.pick(tables);
  act(one, word.rowsOf(one).length);
};

/** What reviewers do to a copy in Word. */
export const WORD_ACTS = {
  'word: insert': (word, draw, words) => {
    const { paragraph, from } = place(word, draw);
    word.insert(paragraph, from, words.public(3), draw.chance(0.6));
  },
  'word: delete': (word, draw) => {
    const { paragraph, from, to } = place(word, draw);
    word.delete(paragraph, from, to, draw.chance(0.6));
  },
  'word: replace': (word, draw, words) => {
    const { paragraph, from, to } = place(word, draw);
    word.replace(paragraph, from, to, words.public(3), draw.chance(0.6));
  },
  'word: split': (word, draw, words) => {
    const paragraph = draw.pick(word.paragraphs.slice(1));
    const rest = word.split(paragraph, draw.below(word.textOf(paragraph).length + 1), draw.chance(0.6));
    if (draw.chance(0.5)) word.insert(rest, 0, words.public(4), draw.chance(0.6));
  },
  'word: join': (word, draw) => word.join(draw.pick(word.paragraphs.slice(1)), draw.chance(0.6)),
  'word: move paragraphs': (word, draw) => {
    const { some, before } = blocks(word, draw);
    word.move(some, before, draw.pick(WAYS), draw.chance(0.5));
  },
  'word: copy paragraphs': (word, draw) => {
    const { some, before } = blocks(word, draw);
    word.copy(some, before, draw.chance(0.6));
  },
  'word: move words': (word, draw) => {
    const to = place(word, draw);
    const words = place(word, draw);
    // With a heading's number, which is counted anew, it may be one letter that is left: that may be anybody's.
    if (words.to - words.from >= NUMBERED)
      word.moveWords(words, { paragraph: to.paragraph, at: to.from }, draw.pick(WAYS));
  },
  'word: copy words': (word, draw) => {
    const to = place(word, draw);
    const words = place(word, draw);
    // A copy of fewer words can't be told from words that somebody has typed.
    if (words.to - words.from >= TELLING)
      word.moveWords(words, { paragraph: to.paragraph, at: to.from }, draw.pick(WAYS), true);
  },
  'word: format': (word, draw) => {
    const { paragraph, from, to } = place(word, draw);
    word.format(paragraph, from, to, draw.chance(0.6));
  },
  'word: add row': (word, draw, words) =>
    table(word, draw, (one, rows) =>
      word.addRow(one, draw.below(rows), [words.public(3), '12', words.public(3)], draw.chance(0.6)),
    ),
  'word: remove row': (word, draw) =>
    table(word, draw, (one, rows) => word.removeRow(one, draw.below(rows), draw.chance(0.6))),
  'word: move row': (word, draw) =>
    table(word, draw, (one, rows) =>
      word.moveRow(one, draw.below(rows), draw.below(rows), draw.chance(0.6), draw.chance(0.3)),
    ),
  'word: sort rows': (word, draw) => table(word, draw, (one) => word.sort(one, 1)),
  'word: add column': (word, draw, words) =>
    table(word, draw, (one) => word.addColumn(one, draw.below(3), [words.public(3), '1', '2', '3'])),
  'word: remove column': (word, draw) => table(word, draw, (one) => word.removeColumn(one, draw.below(3))),
  'word: join cells': (word, draw) =>
    table(word, draw, (one, rows) => void word.mergeCells(one, draw.below(rows), draw.below(2))),
  'word: split cell': (word, draw) =>
    table(word, draw, (one, rows) => void word.splitCell(one, draw.below(rows), draw.below(3))),
  'word: move table': (word, draw) =>
    table(word, draw, (one) => word.moveTable(one, draw.pick(word.paragraphs.slice(1)))),
  'word: accept all': (word) => word.decideAll(true),
  'word: reject all': (word) => word.decideAll(false),
  'word: lose bookmarks': (word) => word.dropBookmarks(),
} as const satisfies Record<string, Act>;

export type WordActName = keyof typeof WORD_ACTS;
