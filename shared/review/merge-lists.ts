import { headingLabels, sectionsOf } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import { textOfBlock } from '../document/plain-text.ts';
import type { Block, Variables } from '../document/types.ts';
import type { MergeLists } from './types.ts';

/** The lists as they are read: with the heading of the section, and the name of who it is from. */
export type NamedLists = { [K in keyof MergeLists]: (MergeLists[K][number] & Named)[] };
type Named = { section: string; name: string };

/** Lists of notes, in the order in which they are shown. */
export const noteKinds = [
  'hidden',
  'masked',
  'unplaced',
  'partly',
  'overruled',
  'missing',
  'guessed',
  'leftOut',
] as const;
export type NoteKind = (typeof noteKinds)[number];

/** What a note of each list says, and what was done. */
export const mergeNoteTitles: Record<NoteKind, string> = {
  hidden: '改动落在不公开的文字里，或是把它移了位置，仍不公开',
  masked: '不公开的数据在 Word 中成了普通文字，已改回数据，请核对',
  unplaced: '所批的文字这里已经没有，批注列在最后',
  partly: '修订在 Word 中只接受或拒绝了一部分，这里仍待定',
  overruled: '批注在 Word 中解决或重开过，送审后这里另有处理，按这里的',
  missing: '批注在 Word 中删去了，这里仍保留',
  leftOut: '没有收入，请对照送回的文件另行处理',
  guessed: '文件没有记下谁回复谁，按所在文字认作回复',
};

/** Where an entry stands, in words: what has no place is not at the beginning. */
export function placeName({
  block,
  section,
  place,
}: {
  block: string;
  section: string;
  place?: string;
}): string {
  return place ?? (section || (block === '' ? '原文已不在' : '正文开头'));
}

/** Those of several copies as one: what two of them say of the same comment or change is listed once. */
export function joinLists(all: readonly MergeLists[]): MergeLists {
  const once = (key: Exclude<keyof MergeLists, 'conflicts'>): MergeLists['missing'] => [
    ...new Map(all.flatMap((lists) => lists[key]).map((note) => [note.id, note])).values(),
  ];
  return {
    conflicts: all.flatMap(({ conflicts }) => conflicts),
    hidden: once('hidden'),
    masked: once('masked'),
    missing: once('missing'),
    partly: once('partly'),
    unplaced: once('unplaced'),
    overruled: once('overruled'),
    guessed: once('guessed'),
    leftOut: once('leftOut'),
  };
}

/** Whether a merge left anything that somebody should look at. */
export function hasNotes(lists: MergeLists): boolean {
  return lists.conflicts.length > 0 || noteKinds.some((kind) => lists[kind].length > 0);
}

/** Whether there is anything in the lists that was not told of before. */
export function hasNews(lists: MergeLists, before: readonly Partial<MergeLists>[]): boolean {
  const isNews = (kind: NoteKind): boolean => {
    const known = new Set(before.flatMap((old) => (old[kind] ?? []).map(({ id }) => id)));
    return lists[kind].some(({ id }) => !known.has(id));
  };
  // Conflicts have no name; they come with changes, which are taken in once only.
  return lists.conflicts.length > 0 || noteKinds.some((kind) => isNews(kind));
}

/** @param blocks the report in which the places are looked up */
export function namedLists(
  lists: Partial<MergeLists>,
  blocks: readonly Block[],
  variables: Variables,
  nameOf: (person: string) => string,
): NamedLists {
  const sections = sectionNames(blocks, variables);
  const named = <T extends { block: string; author: string }>(list: readonly T[] = []): (T & Named)[] =>
    list.map((one) => ({ ...one, section: sections.get(one.block) ?? '', name: nameOf(one.author) }));
  return {
    conflicts: named(lists.conflicts),
    hidden: named(lists.hidden),
    masked: named(lists.masked),
    missing: named(lists.missing),
    partly: named(lists.partly),
    unplaced: named(lists.unplaced),
    overruled: named(lists.overruled),
    guessed: named(lists.guessed),
    leftOut: named(lists.leftOut),
  };
}

/** By block: the heading of the innermost section that it stands in. */
export function sectionNames(blocks: readonly Block[], variables: Variables): Map<string, string> {
  const numbers = headingLabels(blocks);
  const labels = ordinalLabels(blocks);
  const names = new Map<string, string>();
  for (const { heading, from, to } of sectionsOf(blocks)) {
    const name = (numbers.get(heading.id) ?? '') + textOfBlock(heading, labels, { variables, view: 'final' });
    for (const block of blocks.slice(from, to)) names.set(block.id, name);
  }
  return names;
}
