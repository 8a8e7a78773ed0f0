import { PeopleByName } from '../../../shared/merge/people-by-name.ts';
import { NO_DATE } from '../reading/no-date.ts';
import type { Person, Review, Revision, Thread } from '../../../shared/review/types.ts';

type Marks = { revisions: readonly Revision[]; threads: readonly Thread[]; people: readonly Person[] };

/**
 * Changes and comments of a file with those of its authors who are known here in their own name; `people`: those who are
 * not, and are to be stored.
 * @param now the time of what has none in its file
 */
export function asKnownHere(
  { revisions, threads, people }: Marks,
  known: readonly Person[],
  now: string,
): { people: Person[]; review: Review } {
  const timeOf = (at: string): string => (at === NO_DATE ? now : at);
  const byName = new PeopleByName(known);
  const ids = new Map(people.map(({ id, name }) => [id, byName.idOf(name)]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  const review = {
    decisions: [],
    revisions: revisions.map((row) => ({ ...row, at: timeOf(row.at), author: idOf(row.author) })),
    threads: threads.map(({ resolvedBy, resolvedAt, ...thread }) => ({
      ...thread,
      at: timeOf(thread.at),
      ...(resolvedAt === undefined ? {} : { resolvedAt: timeOf(resolvedAt) }),
      author: idOf(thread.author),
      ...(resolvedBy === undefined ? {} : { resolvedBy: idOf(resolvedBy) }),
      comments: thread.comments.map((comment) => ({
        ...comment,
        at: timeOf(comment.at),
        author: idOf(comment.author),
      })),
    })),
  };
  return { people: byName.added(), review };
}
