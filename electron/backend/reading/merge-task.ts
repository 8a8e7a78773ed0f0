import type { Block, Variables } from '../../../shared/document/types.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import { fromStored, type StoredPolicy } from '../../../shared/edition/stored-policy.ts';
import { mergeCopy, type Merged } from '../../../shared/merge/merge.ts';
import { PeopleByName, UNKNOWN } from '../../../shared/merge/people-by-name.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { proveMerge, type Unproven } from '../../../shared/proof/prove-merge.ts';
import type { Person, Review, VersionContent } from '../../../shared/review/types.ts';

/**
 * A returned copy, with what it is merged into. Whoever wrote the copy decides how long that takes, so that it is done
 * where the copy was read, and never on the thread that serves every window.
 */
export type MergeTask = {
  kind: 'merge';
  file: { name: string };
  copy: WordCopy;
  /** The version that the copy is of, and how its values were masked. */
  base: { id: string; at: string; content: VersionContent; policy: StoredPolicy };
  /** The report as it is now. */
  report: { blocks: readonly Block[]; variables: Variables; review: Review };
  /** Everybody who is known. */
  people: readonly Person[];
};

export type MergeResult = {
  merged: Merged;
  /** Whoever is named in the copy and was not known. */
  newPeople: Person[];
  /** Where the merge is not what it must be (`proveMerge`); null where it is. */
  unproven: Unproven | null;
};

export function mergeReturned({ copy, base, report, people }: MergeTask): MergeResult {
  const byName = new PeopleByName(people);
  const { content } = base;
  const { blocks } = content.document;
  const policy = fromStored(base.policy);
  const source = {
    version: base.id,
    at: base.at,
    blocks,
    variables: content.variables,
    review: content.review,
    people: content.people,
    spell: spellerOf(blocks, content.variables, policy),
    say: sayerOf(blocks, content.variables, policy),
  };
  const merged = mergeCopy(source, report, copy, {
    authorOf: (who) => byName.idOf(who),
    unknown: byName.take(UNKNOWN),
    at: copy.savedAt ?? base.at,
  });
  const unproven = proveMerge({
    sent: { blocks, spell: source.spell, revisions: content.review.revisions },
    report,
    copy,
    at: copy.savedAt ?? base.at,
    merged,
    spell: spellerOf(merged.blocks, report.variables, policy),
  });
  return { merged, newPeople: byName.added(), unproven };
}
