import type { Comment, Revision, Thread } from './types.ts';

// What Word has no place for goes there as words of comments, and is known again when it comes back unchanged.

const REASON_THREAD = 'reason-';
const REASON = '理由：';

/** Whether a thread is none of the report's, but the reason of a change on its way to Word. */
export const isReasonThread = (thread: string): boolean => thread.startsWith(REASON_THREAD);

export const reasonThreadOf = (revision: string): string => REASON_THREAD + revision;

export const revisionOfReason = (thread: string): string => thread.slice(REASON_THREAD.length);

/**
 * The reasons of changes as comments on them, by the author and of the time of the change.
 * @param open ids of the changes that are still in the text; reasons of others don't go out
 */
export function reasonThreads(
  revisions: readonly Revision[],
  open: { has: (revision: string) => boolean },
): Thread[] {
  return revisions.flatMap(({ id, author, at, reason }): Thread[] => {
    if (!reason || !open.has(id)) return [];
    const thread = reasonThreadOf(id);
    const comment: Comment = { id: thread, thread, author, at, body: REASON + reason };
    return [{ id: thread, author, at, quote: '', section: '', state: 'open', comments: [comment] }];
  });
}

/**
 * What a comment's first words in Word say beside it: that it is on the whole section, who is to see to it, by when.
 * '' for answers, and where there is nothing to say.
 */
export function openingOf(
  thread: Pick<Thread, 'scope' | 'assignee' | 'due' | 'at' | 'comments'>,
  comment: Pick<Comment, 'id'>,
  nameOf: (person: string) => string | undefined,
): string {
  if (thread.comments.find(({ removed }) => !removed)?.id !== comment.id) return '';
  return (thread.scope === 'section' ? '【对本节】' : '') + assignmentOf(thread, nameOf);
}

function assignmentOf(
  { assignee, due, at }: Pick<Thread, 'assignee' | 'due' | 'at'>,
  nameOf: (person: string) => string | undefined,
): string {
  if (assignee === undefined) return '';
  return `【请${nameOf(assignee) ?? '不详'}${due === undefined ? '' : `于${dayOf(due, at)}前`}办】`;
}

/** A day as it is said: with its year where that is not the one in which it is said. */
export function dayOf(day: string, said: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${said.startsWith(year) ? '' : `${year}年`}${Number(month)}月${Number(date)}日`;
}
