import type { Block } from '../document/types.ts';
import { changeOf } from '../review/tokens.ts';
import type { Conflict, MergeLists } from '../review/types.ts';
import { blockAt, stretchFor, type Ground, type MergeContext, type MergeSource } from './ground.ts';
import { person } from './groups.ts';
import type { Theirs } from './their-items.ts';

// What a merge tells of with its place, because it can't be shown in the report.

/** Masks of values that are never printed, which were changed in Word: the values stay. */
export function changedMasks({ masks }: Theirs, ground: Ground, context: MergeContext): Conflict[] {
  return masks.map(({ token, by, mask, words }) => {
    const at = ground.map[token] ?? -1;
    const place = at >= 0 ? at : stretchFor(ground, token).from - 1;
    return {
      block: blockAt(ground.now, place) ?? '',
      author: person(by, context).author,
      base: mask,
      theirs: words,
      ours: at >= 0 ? `${mask}（隐去的内容没有改，请核对）` : '',
    };
  });
}

/** Changes that were open when the copy was sent, and of which Word has decided only some words. */
export function partlyDecided(
  ids: readonly string[],
  ground: Ground,
  { review }: MergeSource,
): MergeLists['partly'] {
  const wanted = new Map(ids.map((id) => [id, { words: '', block: '' }]));
  ground.tokens.forEach((token, at) => {
    const { ins, del } = changeOf(token);
    for (const id of new Set([ins, del])) {
      const found = id === undefined ? undefined : wanted.get(id);
      if (!found) continue;
      found.words += ground.textOf(token);
      const place = ground.map[at] ?? -1;
      if (place >= 0) found.block ||= blockAt(ground.now, place) ?? '';
    }
  });
  return [...wanted].map(([id, { words, block }]) => ({
    id,
    block,
    author: review.revisions.find((row) => row.id === id)?.author ?? '',
    text: words.slice(0, MOST),
  }));
}

/** At most so much of a change that somebody should look at. */
const MOST = 300;

/** What is said of a paragraph that was joined to the one before it, by a decision in the copy, is said of that one. */
export function standing<T extends { block: string }>(
  notes: readonly T[],
  before: readonly Block[],
  left: readonly Block[],
): T[] {
  const there = new Set(left.map(({ id }) => id));
  return notes.map((note) => {
    if (note.block === '' || there.has(note.block)) return note;
    const at = before.findIndex(({ id }) => id === note.block);
    const home = before.slice(0, Math.max(0, at)).findLast(({ id }) => there.has(id));
    return { ...note, block: home?.id ?? note.block };
  });
}
