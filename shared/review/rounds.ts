import type { Review } from './types.ts';

/** What one person changed and said up to a version, since the one before. */
export type RoundCount = { person: string; insertions: number; deletions: number; comments: number };

/** By version; `since`: after the newest one. */
export type Rounds = { versions: Record<string, RoundCount[]>; since: RoundCount[] };

/**
 * Told by what each version holds, not by dates: what comes back from Word was written days before it was taken in, by
 * another clock.
 * @param versions oldest first
 */
export function roundsOf(versions: readonly { id: string; review: Review }[], now: Review): Rounds {
  const seen = new Set<string>();
  return {
    versions: Object.fromEntries(versions.map(({ id, review }) => [id, newIn(review, seen)])),
    since: newIn(now, seen),
  };
}

function newIn(review: Review, seen: Set<string>): RoundCount[] {
  const counts = new Map<string, RoundCount>();
  const add = (id: string, person: string, what: 'insertions' | 'deletions' | 'comments'): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const count = counts.get(person) ?? { person, insertions: 0, deletions: 0, comments: 0 };
    count[what] += 1;
    counts.set(person, count);
  };
  for (const { id, author, kind } of review.revisions)
    add(`r${id}`, author, kind === 'delete' ? 'deletions' : 'insertions');
  for (const { comments } of review.threads)
    for (const { id, author } of comments) add(`c${id}`, author, 'comments');
  return [...counts.values()];
}
