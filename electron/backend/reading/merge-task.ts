import type { Block, Variables } from '../../../shared/document/types.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import { fromStored, type StoredPolicy } from '../../../shared/edition/stored-policy.ts';
import { mergeCopy, type Merged } from '../../../shared/merge/merge.ts';
import { takeLooks, type FoundLook, type LookChoice } from '../../../shared/merge/looks.ts';
import { lostText, type LostText } from '../../../shared/merge/lost-text.ts';
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
  /** What becomes of words that were struck out or coloured by hand. */
  looks: LookChoice;
};

export type MergeResult = {
  merged: Merged;
  /** Whoever is named in the copy and was not known. */
  newPeople: Person[];
  /** Where the merge is not what it must be (`proveMerge`); null where it is. */
  unproven: Unproven | null;
  /** Words that look otherwise than they were sent. */
  looks: FoundLook[];
  /** How much of what was sent the copy lacks, where that is more than an edit takes. */
  lost: LostText | null;
};

export function mergeReturned({
  copy: returned,
  base,
  report,
  people,
  looks: choice,
}: MergeTask): MergeResult {
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
  const at = returned.savedAt ?? base.at;
  const { copy, found } = takeLooks(returned, source, choice, { author: saverOf(returned, content), at });
  const merged = mergeCopy(source, report, copy, {
    authorOf: (who) => byName.idOf(who),
    unknown: byName.take(UNKNOWN),
    at,
  });
  const unproven = proveMerge({
    sent: { blocks, spell: source.spell, revisions: content.review.revisions },
    report,
    copy,
    at,
    merged,
    spell: spellerOf(merged.blocks, report.variables, policy),
  });
  const lost = lostText(source, merged, UNKNOWN.id);
  return { merged, newPeople: byName.added(), unproven, looks: found, lost };
}

/** Who saved a copy. It goes out under the unit's name, which is nobody's. */
function saverOf({ savedBy = '' }: WordCopy, { variables }: VersionContent): string {
  return Object.values(variables).includes(savedBy) ? '' : savedBy;
}
