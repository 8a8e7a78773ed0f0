import type { Block } from '../../shared/document/types.ts';
import { withKnownMoves } from '../../shared/merge/known-moves.ts';
import type { Merged } from '../../shared/merge/merge.ts';
import type { Review } from '../../shared/review/types.ts';
import { SAVED } from '../unit/review/returned.ts';

/** The report with what a merge brought, as it is stored. */
export function after(
  ours: { blocks: Block[]; review: Review },
  result: Merged,
): { blocks: Block[]; review: Review } {
  const states = new Map(result.states.map(({ thread, state }) => [thread, state]));
  const { review } = ours;
  return {
    blocks: result.blocks,
    review: {
      revisions: withKnownMoves([...review.revisions, ...result.revisions], result.moves),
      decisions: [...review.decisions, ...result.decisions],
      threads: [...review.threads, ...result.threads].map((thread) => {
        const state = states.get(thread.id);
        const comments = [...thread.comments, ...result.replies.filter((one) => one.thread === thread.id)];
        if (!state) return { ...thread, comments };
        const when = state === 'resolved' ? { resolvedAt: SAVED } : { reopenedAt: SAVED };
        return { ...thread, ...when, state, comments };
      }),
    },
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** Rows have no order but that of time. */
export function sorted({ revisions, threads, decisions }: Review): unknown {
  return {
    revisions: revisions.toSorted(byId),
    decisions: decisions.map((one) => JSON.stringify(one)).toSorted(),
    threads: threads
      .map((thread) => ({ ...thread, comments: thread.comments.toSorted(byId) }))
      .toSorted(byId),
  };
}

/** Ids of the changes that a node carries. */
export function marksOf(node: object): string[] {
  return ['ins', 'del', 'fmt', 'pIns', 'pDel', 'pFmt'].flatMap((key) => {
    const id = (node as Record<string, unknown>)[key];
    return typeof id === 'string' ? [id] : [];
  });
}
