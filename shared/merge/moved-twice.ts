import { changeOf } from '../review/tokens.ts';
import type { Conflict, Revision } from '../review/types.ts';
import { blockAt, type Ground } from './ground.ts';
import type { Deletion } from './groups.ts';

/** At most so much of what was moved is quoted. */
const MOST = 300;

/**
 * Words that one person moves away and another one deletes, or moves elsewhere: both changes are kept, and would leave
 * them in two places, or in one that somebody deleted. That is told, whichever copy comes first.
 * @param rows the changes that the report has
 */
export function movedTwice(
  deletions: readonly Deletion[],
  { map, now, tokens, textOf }: Ground,
  rows: ReadonlyMap<string, Revision>,
): ReadonlyMap<Deletion, Conflict> {
  const found = new Map<Deletion, Conflict>();
  for (const deletion of deletions) {
    const { tokens: went, revision } = deletion;
    for (const token of went) {
      const at = map[token] ?? -1;
      const here = now[at];
      const was = tokens[token];
      const del = here && changeOf(here).del;
      const other = del === undefined ? undefined : rows.get(del);
      if (!other || del === (was && changeOf(was).del) || other.author === revision.author) continue;
      if (revision.move === undefined && other.move === undefined) continue;
      const words = went
        .flatMap((one) => tokens[one] ?? [])
        .map((one) => textOf(one))
        .join('')
        .slice(0, MOST);
      found.set(deletion, {
        block: blockAt(now, at) ?? '',
        author: revision.author,
        base: words,
        theirs: saidOf(revision),
        ours: saidOf(other),
      });
      break;
    }
  }
  return found;
}

const saidOf = ({ move }: Revision): string => (move === undefined ? '（删去）' : '（移到别处）');
