import { commonEnds } from '../../../shared/text/common-ends.ts';
import type { Change, Collected, PlacedThread } from '../../../shared/review/collect.ts';
import type { ChangedBlock, Unseen } from '../../../shared/review/types.ts';

/** What somebody decided since the last look. */
export type Decided = { author: string; accepted: number; rejected: number };

/** What came since the last look, of what can still be shown. */
export type News = {
  changes: Change[];
  threads: PlacedThread[];
  decided: Decided[];
  /** In the order of the text, those that are gone last. */
  blocks: ChangedBlock[];
  count: number;
};

export const NO_NEWS: News = { changes: [], threads: [], decided: [], blocks: [], count: 0 };

/** @param order ids of the blocks as they stand now */
export function newsOf(
  { changes, threads }: Collected,
  unseen: Unseen | null,
  order: readonly string[],
): News {
  if (!unseen || unseen.since === null) return NO_NEWS;
  const revisions = new Set(unseen.revisions);
  const said = new Set(unseen.threads);
  const place = new Map(order.map((id, at) => [id, at]));
  const decided = new Map<string, Decided>();
  for (const { author, accepted } of unseen.decisions) {
    const own = decided.get(author) ?? { author, accepted: 0, rejected: 0 };
    decided.set(author, own);
    if (accepted) own.accepted += 1;
    else own.rejected += 1;
  }
  const found = {
    changes: changes.filter((change) => change.revisions.some((id) => revisions.has(id))),
    threads: threads.filter(({ thread }) => said.has(thread.id)),
    decided: [...decided.values()],
    blocks: unseen.blocks
      .map((block): ChangedBlock => (place.has(block.id) ? block : { ...block, gone: true }))
      .sort((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length)),
  };
  const { length: many } = [...found.changes, ...found.threads, ...found.decided, ...found.blocks];
  return { ...found, count: many };
}

/** Everything on the page that is to be marked as new. */
export function newIds({ changes, threads, blocks }: News): Set<string> {
  return new Set([
    ...changes.flatMap(({ revisions }) => revisions),
    ...threads.map(({ thread }) => thread.id),
    ...blocks.map(({ id }) => id),
  ]);
}

/** Characters before and behind what differs, so that one sees where it stands. */
const BESIDE = 8;
const MOST = 120;

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

/** Where two texts differ: what stands before, what went and what came, and what stands behind. */
export function differenceOf(
  was: string,
  now: string,
): { before: string; removed: string; added: string; behind: string } {
  const { head, tail } = commonEnds(was, now);
  const behind = now.slice(now.length - tail);
  return {
    before: `${head > BESIDE ? '…' : ''}${now.slice(Math.max(0, head - BESIDE), head)}`,
    removed: cut(was.slice(head, was.length - tail)),
    added: cut(now.slice(head, now.length - tail)),
    behind: behind.length > BESIDE ? `${behind.slice(0, BESIDE)}…` : behind,
  };
}
