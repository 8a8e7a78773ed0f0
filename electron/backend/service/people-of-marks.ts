import { PeopleByName } from '../../../shared/merge/people-by-name.ts';
import type { Person, Review, Revision, Thread } from '../../../shared/review/types.ts';

type Marks = { revisions: readonly Revision[]; threads: readonly Thread[]; people: readonly Person[] };

/**
 * Changes and comments of a file with those of its authors who are known here in their own name; `people`: those who are
 * not, and are to be stored.
 */
export function asKnownHere(
  { revisions, threads, people }: Marks,
  known: readonly Person[],
): { people: Person[]; review: Review } {
  const byName = new PeopleByName(known);
  const ids = new Map(people.map(({ id, name }) => [id, byName.idOf(name)]));
  const idOf = (id: string): string => ids.get(id) ?? id;
  const review = {
    decisions: [],
    revisions: revisions.map((row) => ({ ...row, author: idOf(row.author) })),
    threads: threads.map(({ resolvedBy, ...thread }) => ({
      ...thread,
      author: idOf(thread.author),
      ...(resolvedBy === undefined ? {} : { resolvedBy: idOf(resolvedBy) }),
      comments: thread.comments.map((comment) => ({ ...comment, author: idOf(comment.author) })),
    })),
  };
  return { people: byName.added(), review };
}
