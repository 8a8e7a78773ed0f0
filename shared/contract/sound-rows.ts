import { z } from 'zod';

import { newId } from '../document/ids.ts';
import type { Comment, Decision, Review, Revision, Thread } from '../review/types.ts';
import { decisionRow, revisionRow, threadRow } from './review.ts';

const lists = z.looseObject({
  revisions: z.array(z.unknown()).catch([]),
  threads: z.array(z.unknown()).catch([]),
  decisions: z.array(z.unknown()).catch([]),
});

/**
 * Of rows that a window could not save those that the store would take: of the right form, of people who are known, with
 * ids that no stored row has. Anything may be given; what is no row is left out.
 */
export function soundRows(given: unknown, stored: Review, people: ReadonlySet<string>): Review {
  const parsed = lists.safeParse(given ?? {});
  if (!parsed.success) return { revisions: [], threads: [], decisions: [] };
  const usedRevisions = new Set(stored.revisions.map(({ id }) => id));
  const usedThreads = new Set(stored.threads.map(({ id }) => id));
  const usedComments = new Set(stored.threads.flatMap(({ comments }) => comments.map(({ id }) => id)));
  const revisions = parsed.data.revisions.flatMap((row): Revision[] => {
    const { data } = revisionRow.safeParse(row);
    if (!data || !people.has(data.author) || !isNew(usedRevisions, data.id)) return [];
    const { move, reason, ...rest } = data;
    return [
      { ...rest, ...(move === undefined ? {} : { move }), ...(reason === undefined ? {} : { reason }) },
    ];
  });
  const threads = parsed.data.threads.flatMap((row): Thread[] => {
    const { data } = threadRow.safeParse(row);
    if (!data || !people.has(data.author) || !isNew(usedThreads, data.id)) return [];
    const comments = data.comments
      .filter(({ author }) => people.has(author))
      .map((comment): Comment => ({
        ...comment,
        thread: data.id,
        id: isNew(usedComments, comment.id) ? comment.id : newId(),
      }));
    const { scope, assignee, due, outcome, outcomeReason, ...rest } = data;
    const isGiven = assignee !== undefined && people.has(assignee);
    const thread: Thread = {
      ...rest,
      comments,
      ...(scope === undefined ? {} : { scope }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(outcomeReason === undefined ? {} : { outcomeReason }),
      ...(isGiven ? { assignee } : {}),
      ...(isGiven && due !== undefined ? { due } : {}),
    };
    return comments.length > 0 ? [thread] : [];
  });
  const decisions = parsed.data.decisions.flatMap((row): Decision[] => {
    const { data } = decisionRow.safeParse(row);
    if (!data || !people.has(data.author) || !usedRevisions.has(data.revision)) return [];
    const { reason, ...rest } = data;
    return [{ ...rest, ...(reason === undefined ? {} : { reason }) }];
  });
  return { revisions, threads, decisions };
}

/** Takes an id; false where it is taken already. */
function isNew(used: Set<string>, id: string): boolean {
  if (used.has(id)) return false;
  used.add(id);
  return true;
}

/** Stored rows and those that come to them. */
export function joinedRows(stored: Review, more: Review): Review {
  return {
    revisions: [...stored.revisions, ...more.revisions],
    threads: [...stored.threads, ...more.threads],
    decisions: [...stored.decisions, ...more.decisions],
  };
}
