import type { BlockView } from './types.ts';

/**
 * A heading, a signature or an annex with what follows it up to the next of any, or what stands before the first. The same
 * object as before where nothing in it has changed: what follows from it may be kept beside it (`perStretch`).
 */
export type Stretch = {
  /** The heading that it begins with; null before the first, and for a signature. */
  heading: BlockView | null;
  signature: boolean;
  /** It begins an annex, or lies in one: then it is no part of the report's own outline. */
  annex: 'begins' | 'inside' | null;
  /** All of it, the heading too. */
  views: readonly BlockView[];
  /** Its paragraphs and cells, without captions and units of tables (题注、单位行). */
  body: readonly BlockView[];
};

const byFirst = new WeakMap<BlockView, Stretch>();
const known = new WeakMap<readonly BlockView[], readonly Stretch[]>();

/** The report in stretches: a change of a block makes only its own anew. */
export function stretchesOf(views: readonly BlockView[]): readonly Stretch[] {
  const found = known.get(views);
  if (found) return found;
  const stretches: Stretch[] = [];
  let from = 0;
  for (let at = 1; at <= views.length; at += 1) {
    const view = views[at];
    if (view && view.type !== 'heading' && view.type !== 'signature' && view.type !== 'annex') continue;
    stretches.push(stretchAt(views, from, at, stretches.at(-1)?.annex != null));
    from = at;
  }
  known.set(views, stretches);
  return stretches;
}

function stretchAt(all: readonly BlockView[], from: number, to: number, isAnnexed: boolean): Stretch {
  const first = all[from];
  const before = first && byFirst.get(first);
  const annex = first?.type === 'annex' ? 'begins' : isAnnexed ? 'inside' : null;
  if (before?.annex === annex && isSame(before.views, all, from, to)) return before;
  const views = all.slice(from, to);
  const stretch: Stretch = {
    heading: first?.type === 'heading' ? first : null,
    signature: first?.type === 'signature',
    annex,
    views,
    body: views.filter(({ type, role }) =>
      type === 'paragraph' ? role !== 'caption' && role !== 'measure' : type === 'cell',
    ),
  };
  if (first) byFirst.set(first, stretch);
  return stretch;
}

function isSame(views: readonly BlockView[], all: readonly BlockView[], from: number, to: number): boolean {
  if (views.length !== to - from) return false;
  for (let at = 0; at < views.length; at += 1) if (views[at] !== all[from + at]) return false;
  return true;
}

/** Keeps what follows from a stretch beside it. */
export function perStretch<T>(make: (stretch: Stretch) => T): (stretch: Stretch) => T {
  const kept = new WeakMap<Stretch, { value: T }>();
  return (stretch) => {
    const found = kept.get(stretch);
    if (found) return found.value;
    const value = make(stretch);
    kept.set(stretch, { value });
    return value;
  };
}

/** The stretches of the report itself, without those of its annexes. */
export const ownStretches = (views: readonly BlockView[]): readonly Stretch[] =>
  stretchesOf(views).filter(({ annex }) => annex === null);
