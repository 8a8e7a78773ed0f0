import { fromChineseNumber } from '../text/chinese-number.ts';
import { CHINESE_DIGITS as CN } from './chars.ts';
import { perView } from './per-view.ts';
import { perStretch, stretchesOf, type Stretch } from './stretches.ts';
import type { BlockView } from './types.ts';

export type ItemScheme = 'shi' | 'yao' | 'di' | 'qi' | 'shouxian';

/** The beginning of an item, typed or an ordinal node: 一是, 一要, 第一，, 首先，. */
export type ItemStart = {
  view: BlockView;
  from: number;
  /** Where the item's own words begin. */
  to: number;
  scheme: ItemScheme;
  n: number;
};

export type Item = ItemStart & {
  /** The item's words, up to the next item of the same paragraph. */
  text: string;
  end: number;
};

const START = new RegExp(
  `(?<=^|[。；：，、！？”）])\\s*(?:([${CN}]{1,3})(是|要)(?![点素求件领])|([第其])([${CN}]{1,3})[，、](?!第)|(首先|其次|再次)[，、])`,
  'g',
);
const WORDS = ['首先', '其次', '再次'];

const startsOf = perView((view: BlockView): ItemStart[] => {
  if (view.type !== 'paragraph' || !/[是要，、]/.test(view.text)) return [];
  const starts: ItemStart[] = [];
  for (const match of view.text.matchAll(START)) {
    const [whole, digits, kind, lead, nth, word] = match;
    const typed = whole.trimStart();
    const from = match.index + whole.length - typed.length;
    const n = word === undefined ? fromChineseNumber(digits ?? nth ?? '') : WORDS.indexOf(word) + 1;
    if (n === null || n < 1) continue;
    const scheme =
      word !== undefined
        ? 'shouxian'
        : nth === undefined
          ? kind === '是'
            ? 'shi'
            : 'yao'
          : lead === '其'
            ? 'qi'
            : 'di';
    starts.push({ view, from, to: from + typed.length, scheme, n });
  }
  return starts;
});

export const itemsOf = perView((view: BlockView): Item[] => {
  const starts = startsOf(view);
  return starts.map((start, at) => {
    const end = starts[at + 1]?.from ?? view.text.length;
    return { ...start, end, text: view.text.slice(start.to, end) };
  });
});

/** Items that are counted together, in one section. */
export type Run = {
  items: Item[];
  /** What leads up to the first item: the words before it in its paragraph, else the paragraph before. */
  lead: { view: BlockView; to: number } | null;
};

/** The runs of a stretch in reading order. A heading ends a run; 一是 begins one. */
export const runsOf = perStretch(({ views }: Stretch): readonly Run[] => {
  const runs: Run[] = [];
  let open = new Map<ItemScheme, Run>();
  let before: BlockView | null = null;
  for (const view of views) {
    if (view.type !== 'paragraph') {
      open = new Map();
      before = null;
      continue;
    }
    for (const item of itemsOf(view)) {
      const run = open.get(item.scheme);
      if (run && item.n !== 1) {
        run.items.push(item);
        continue;
      }
      const lead =
        item.from > 0 ? { view, to: item.from } : before ? { view: before, to: before.text.length } : null;
      const begun: Run = { items: [item], lead };
      runs.push(begun);
      open.set(item.scheme, begun);
    }
    before = view;
  }
  return runs;
});

/** A rule that looks at one run after the other: what it finds is kept as long as the run's stretch is the same. */
export function perRun<T>(find: (run: Run) => readonly T[]): (views: readonly BlockView[]) => T[] {
  const inStretch = perStretch((stretch) => runsOf(stretch).flatMap((run) => find(run)));
  return (views) => {
    const found: T[] = [];
    for (const stretch of stretchesOf(views)) for (const one of inStretch(stretch)) found.push(one);
    return found;
  };
}
