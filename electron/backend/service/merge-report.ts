import type { MergeCount, MergeReport } from '../../../shared/contract/merge.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import type { Block } from '../../../shared/document/types.ts';
import { namedLists, sectionNames } from '../../../shared/review/merge-lists.ts';
import type { MergeLists } from '../../../shared/review/types.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import { UNKNOWN, type PeopleByName } from '../../../shared/merge/people-by-name.ts';

/**
 * What was brought, counted by person.
 * @param lists what somebody should look at
 * @param looks words that look otherwise than they were sent
 * @param blocks the report with all of it
 */
export function count(
  all: readonly Merged[],
  lists: MergeLists,
  looks: readonly (Omit<MergeReport['looks'][number], 'section'> & { anchor: string })[],
  people: PeopleByName,
  report: ReportDetail,
  blocks: readonly Block[],
): Omit<MergeReport, 'files' | 'taken' | 'unproven' | 'lost'> {
  const byPerson = new Map<string, MergeCount>();
  const of = (person: string): MergeCount => {
    let one = byPerson.get(person);
    if (!one) {
      const name = people.nameOf(person);
      const zero = {
        comments: 0,
        replies: 0,
        insertions: 0,
        deletions: 0,
        formats: 0,
      };
      byPerson.set(person, (one = { person, name, ...zero }));
    }
    return one;
  };
  let untracked = 0;
  for (const { revisions, threads, replies } of all) {
    for (const { author, kind } of revisions) {
      if (author === UNKNOWN.id) untracked += 1;
      else if (kind === 'insert') of(author).insertions += 1;
      else if (kind === 'delete') of(author).deletions += 1;
      else of(author).formats += 1;
    }
    for (const thread of threads) {
      of(thread.author).comments += 1;
      for (const reply of thread.comments.slice(1)) of(reply.author).replies += 1;
    }
    for (const { author } of replies) of(author).replies += 1;
  }
  const states = all.flatMap((merged) => merged.states);
  const decisions = all.flatMap((merged) => merged.decisions);
  const sum = (key: 'comments' | 'replies' | 'insertions' | 'deletions'): number =>
    [...byPerson.values()].reduce((total, one) => total + one[key], 0);
  const sections = sectionNames(blocks, report.variables);
  return {
    people: [...byPerson.values()],
    comments: sum('comments'),
    replies: sum('replies'),
    insertions: sum('insertions'),
    deletions: sum('deletions'),
    // New ones too that were resolved before the copy came back.
    resolved: [...states, ...all.flatMap(({ threads }) => threads)].filter(
      ({ state }) => state === 'resolved',
    ).length,
    reopened: states.filter(({ state }) => state === 'open').length,
    untracked,
    accepted: decisions.filter(({ accepted }) => accepted).length,
    rejected: decisions.filter(({ accepted }) => !accepted).length,
    looks: looks.map(({ anchor: _anchor, ...look }) => ({
      ...look,
      section: sections.get(look.block) ?? '',
    })),
    ...namedLists(lists, blocks, report.variables, (person) => people.nameOf(person)),
  };
}
