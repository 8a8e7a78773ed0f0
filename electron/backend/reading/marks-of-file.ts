import { changesOfCopy, lostChanges } from '../../../shared/merge/changes-of-copy.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { sayerOf, spellerOf } from '../../../shared/edition/review-copy.ts';
import { mergeCopy } from '../../../shared/merge/merge.ts';
import { PeopleByName, UNKNOWN } from '../../../shared/merge/people-by-name.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { EMPTY_REVIEW, type Person, type Revision, type Thread } from '../../../shared/review/types.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';

/** The tracked changes and comments of a Word file, laid on the report that was recognised in it. */
export type FileMarks = {
  blocks: Block[];
  revisions: Revision[];
  threads: Thread[];
  /** Whoever is named in them. */
  people: Person[];
  /** Tracked changes and comments that the file has, answers among them. */
  changes: number;
  comments: number;
  /** A sentence for each kind that could not be kept. */
  notKept: string[];
};

/**
 * Lays the marks of a file on the text as it was before them. The one engine that brings reviewers' copies back does it:
 * the file is a copy of its own text.
 * @param original the report recognised in the file with all of its changes rejected
 * @param version a name for the file by which the ids of its changes are made
 * @param savedAt for what has no date of its own. ISO 8601 UTC
 */
export function marksOfFile(
  copy: WordCopy,
  original: { blocks: Block[]; variables: Variables },
  version: string,
  savedAt: string,
): FileMarks {
  const { blocks, variables } = original;
  const policy = editionPolicy(undefined);
  const byName = new PeopleByName([]);
  const at = copy.savedAt ?? savedAt;
  const merged = mergeCopy(
    {
      version,
      at,
      blocks,
      variables,
      review: EMPTY_REVIEW,
      people: [],
      spell: spellerOf(blocks, variables, policy),
      say: sayerOf(blocks, variables, policy),
    },
    { blocks, variables, review: EMPTY_REVIEW },
    copy,
    {
      authorOf: (who) => byName.idOf(who),
      unknown: byName.take(UNKNOWN),
      at,
      onlyTracked: true,
    },
  );
  const answers = new Map<string, Thread['comments']>();
  for (const reply of merged.replies)
    answers.set(reply.thread, [...(answers.get(reply.thread) ?? []), reply]);
  const threads = merged.threads.map((thread) => ({
    ...thread,
    comments: [...thread.comments, ...(answers.get(thread.id) ?? [])],
  }));
  const used = new Set([
    ...merged.revisions.map(({ author }) => author),
    ...threads.flatMap(({ author, resolvedBy, comments }) => [
      author,
      resolvedBy,
      ...comments.map((comment) => comment.author),
    ]),
  ]);
  const changes = changesOfCopy(copy);
  const kept = threads.reduce((sum, { comments }) => sum + comments.length, 0);
  const lost = lostChanges(changes, merged.blocks, spellerOf(merged.blocks, variables, policy));
  const places = lost
    .slice(0, PLACES)
    .map(({ text }) => `“${text.slice(0, PLACE)}${text.length > PLACE ? '…' : ''}”`);
  return {
    blocks: merged.blocks,
    revisions: merged.revisions,
    threads,
    people: byName.added().filter(({ id }) => used.has(id)),
    changes: changes.length,
    comments: copy.comments.length,
    notKept: [
      ...(lost.length > 0
        ? [`有 ${lost.length} 处修订没有收入：${places.join('、')}${lost.length > PLACES ? '等' : ''}`]
        : []),
      ...(kept < copy.comments.length ? [`有 ${copy.comments.length - kept} 条批注没有收入`] : []),
      ...merged.unplaced.map(({ text }) => `批注“${text.slice(0, PLACE)}”所批的文字没有收入，批注留在列表里`),
    ],
  };
}

/** Changes that are named, and characters of each. */
const PLACES = 3;
const PLACE = 12;
