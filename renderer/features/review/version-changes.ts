import type { RoundCount } from '../../../shared/review/rounds.ts';
import type { Person } from '../../../shared/review/types.ts';

/** `王芳 增改3处、删2处、批注1条；李明 批注2条` */
export function countsText(counts: readonly RoundCount[], people: ReadonlyMap<string, Person>): string {
  return counts
    .map(({ person, insertions, deletions, comments }) => {
      const parts = [
        insertions > 0 ? `增改${insertions}处` : '',
        deletions > 0 ? `删${deletions}处` : '',
        comments > 0 ? `批注${comments}条` : '',
      ].filter(Boolean);
      return `${people.get(person)?.name ?? '不详'} ${parts.join('、')}`;
    })
    .join('；');
}
