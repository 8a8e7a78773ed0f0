import type { Person, Review, Version } from '../../../shared/review/types.ts';

export type Count = { name: string; insertions: number; deletions: number; comments: number };

/** What was changed between two moments, by person: of the version before, and of this one (ISO 8601; open: now). */
export function changesBetween(
  review: Review,
  people: ReadonlyMap<string, Person>,
  from: string,
  to: string | null,
): Count[] {
  const counts = new Map<string, Count>();
  const of = (author: string): Count => {
    let count = counts.get(author);
    if (!count) {
      count = { name: people.get(author)?.name ?? '不详', insertions: 0, deletions: 0, comments: 0 };
      counts.set(author, count);
    }
    return count;
  };
  const within = (at: string): boolean => at > from && (to === null || at <= to);
  for (const row of review.revisions) {
    if (!within(row.at)) continue;
    if (row.kind === 'delete') of(row.author).deletions += 1;
    else of(row.author).insertions += 1;
  }
  for (const { comments } of review.threads) {
    for (const comment of comments) if (within(comment.at)) of(comment.author).comments += 1;
  }
  return [...counts.values()];
}

/** `王芳 增改3处、删2处、批注1条；李明 批注2条` */
export function countsText(counts: readonly Count[]): string {
  return counts
    .map(({ name, insertions, deletions, comments }) => {
      const parts = [
        insertions > 0 ? `增改${insertions}处` : '',
        deletions > 0 ? `删${deletions}处` : '',
        comments > 0 ? `批注${comments}条` : '',
      ].filter(Boolean);
      return `${name} ${parts.join('、')}`;
    })
    .join('；');
}

/** The end of the version before this one; '' where there is none. Versions come newest first. */
export function before(versions: readonly Version[], version: Version): string {
  return versions.find((one) => one.number === version.number - 1)?.at ?? '';
}
