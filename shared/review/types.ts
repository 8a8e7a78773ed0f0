import type { Block, Variables } from '../document/types.ts';

/**
 * Who said and changed what. The marks in the document (`ins`, `del`, `pIns`, `pDel`, `c_<thread>`) carry ids only;
 * author, time and words are rows beside it, which undo never takes away.
 */

/** 起草 · 审阅 · 签发 */
export const personRoles = ['writer', 'reviewer', 'signer'] as const;
export type PersonRole = (typeof personRoles)[number];

/** Somebody who writes, reviews or signs. Rows name people by id: a corrected name shows everywhere. */
export type Person = {
  id: string;
  name: string;
  unit: string;
  role: PersonRole;
  /** Came in with a marked copy from Word, and can't be chosen as who works here. */
  origin?: 'word';
};

/** insert and delete: words, fields, items, paragraph breaks; format: a paragraph became a heading or another level. */
export const revisionKinds = ['insert', 'delete', 'format'] as const;
export type RevisionKind = (typeof revisionKinds)[number];

/** A tracked change: everything that carries its id in one of the slots of its kind. */
export type Revision = {
  id: string;
  /** Person id. */
  author: string;
  /** ISO 8601 UTC. */
  at: string;
  kind: RevisionKind;
  /** Links the deletion and the insertion of one move. */
  move?: string;
  /** Why, in its author's words. */
  reason?: string;
};

export type Comment = {
  id: string;
  thread: string;
  author: string;
  at: string;
  /** Plain text; a mention of a section is `[[block id|heading]]` (see `mentions.ts`). */
  body: string;
  editedAt?: string;
  /** Taken back by its author; the row stays. */
  removed?: true;
};

export const threadStates = ['open', 'resolved'] as const;
export type ThreadState = (typeof threadStates)[number];

/** 采纳 · 部分采纳 · 未采纳 */
export const outcomes = ['taken', 'partly', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a thread is on where it is not on words. */
export const threadScopes = ['section'] as const;
export type ThreadScope = (typeof threadScopes)[number];

/**
 * A comment with its replies. Without a leaf that carries `c_<id>` it is orphaned, and listed with its quote.
 *
 * A comment on a whole section is a thread like others: its mark lies on the words of the section's heading, and `scope`
 * says that the section is meant. So it moves with its heading, is orphaned when the heading's words are gone, and goes
 * to Word and comes back as a comment on the heading.
 */
export type Thread = {
  id: string;
  author: string;
  at: string;
  /** The words that it was put on. */
  quote: string;
  /** Heading of the section that it was put in, with its number; '' before the first heading. */
  section: string;
  state: ThreadState;
  /** What it is on; left out: the words that carry its mark. */
  scope?: ThreadScope;
  /** Person id: who is to see to it. */
  assignee?: string;
  /** The day by which: YYYY-MM-DD. */
  due?: string;
  resolvedBy?: string;
  resolvedAt?: string;
  /** Opened again after it had been resolved. */
  reopenedBy?: string;
  reopenedAt?: string;
  /** What became of what it asks for; left out: nobody has said. */
  outcome?: Outcome;
  /** Why. */
  outcomeReason?: string;
  /** Oldest first; the first one is the comment itself. */
  comments: Comment[];
};

/** Somebody accepted or rejected a change. Kept when the decision is undone: the marks say what is still open. */
export type Decision = {
  revision: string;
  accepted: boolean;
  author: string;
  at: string;
  /** Why it was taken or not. */
  reason?: string;
};

/** A block that others changed without leaving a tracked change, or by accepting and rejecting. */
export type ChangedBlock = {
  id: string;
  /** Person ids of who changed it; '' where nobody had said who they are. */
  authors: string[];
  /** It is no longer there. */
  gone?: true;
  /** What it read before; '' for one that came in. */
  was: string;
};

/** What others did to a report since somebody last looked at it. One's own is never in it. */
export type Unseen = {
  /** When this person looked last, ISO 8601 UTC; null where they never did, and then nothing is told as new. */
  since: string | null;
  /** How far this answer reaches: give it to `review.look` once it was seen. */
  upTo: { revision: number; seen: number };
  /** Ids of tracked changes that came, or were given another reason. */
  revisions: string[];
  /** Ids of threads that came, were answered, resolved, opened again or given to somebody. */
  threads: string[];
  decisions: Decision[];
  blocks: ChangedBlock[];
};

/** Everything beside the document of a report. */
export type Review = { revisions: Revision[]; threads: Thread[]; decisions: Decision[] };

/** Rows that are made with a batch of operations and stored in its transaction. */
export type ReviewRows = {
  revisions?: readonly Revision[];
  /** New threads with their comments. */
  threads?: readonly Thread[];
  decisions?: readonly Decision[];
  /** Comments in threads that are there: what came back from Word. */
  replies?: readonly Comment[];
  /** Threads resolved or opened again elsewhere. */
  states?: readonly { thread: string; state: ThreadState; author: string; at: string }[];
  /** Changes that are there and turn out to be halves of a move. */
  moves?: readonly { revision: string; move: string }[];
};

/** 送审 · 退回 · 签发 · 自存 */
export const versionKinds = ['sent', 'returned', 'signed', 'saved'] as const;
export type VersionKind = (typeof versionKinds)[number];

/** A report as it stood when something was done with it. Never changed. */
export type Version = {
  id: string;
  /** Counts the versions of a report from 1. */
  number: number;
  /** Counts how often it was sent for review: the round that this version opens or belongs to; 0 before the first. */
  round: number;
  kind: VersionKind;
  name: string;
  author: string;
  at: string;
  /** Revision of the report that it froze. */
  revision: number;
};

/** Words that were changed both in Word and here since the copy was sent. Both changes are kept. */
export type Conflict = {
  /** Block in which it stands now. */
  block: string;
  /** Person id of who changed it in Word. */
  author: string;
  /** As it was sent, as it came back, as it is here. */
  base: string;
  theirs: string;
  ours: string;
};

/** Something of a copy that somebody should look at: a comment, a change. */
export type MergeNote = {
  /** Of the comment, the thread or the change. */
  id: string;
  /** Block at which it stands now; '' where there is none. */
  block: string;
  /** Person id: who said or changed it. */
  author: string;
  text: string;
  /** Where it stands, in words, if that is no block: 整份文件. */
  place?: string;
};

/** What a merge could not settle by itself, or settled in a way that somebody should know of. */
export type MergeLists = {
  conflicts: Conflict[];
  /** Words that came in among hidden ones, or were hidden and moved: they are hidden. */
  hidden: MergeNote[];
  /** Figures that are not public and came back as words: they are fields again. */
  masked: MergeNote[];
  /** Comments that were deleted in Word: they stay. */
  missing: MergeNote[];
  /** Changes of which only a part was accepted or rejected in Word: they stay open. */
  partly: MergeNote[];
  /** Comments on words that are gone here: they stay listed, with the words that they were on. */
  unplaced: MergeNote[];
  /** Comments that were resolved or opened again in Word, and decided otherwise here since the copy was sent. */
  overruled: MergeNote[];
  /** Comments that are taken for answers by what they lie on: the copy no longer says what answers what. */
  guessed: MergeNote[];
  /** What a copy holds that a report has no place for, a sentence each. */
  leftOut: MergeNote[];
};

/** Copies that were brought back from Word, and what is to be looked at. Older ones have the conflicts only. */
export type MergedFiles = { files: { name: string; sha256: string }[] } & Pick<MergeLists, 'conflicts'> &
  Partial<MergeLists>;

/** What a version holds. People as they were named then. */
export type VersionContent = {
  /** Of a version that took in marked copies: which. */
  merged?: MergedFiles;
  document: { schema: number; blocks: Block[] };
  variables: Variables;
  review: Review;
  people: Person[];
};

export const EMPTY_REVIEW: Review = { revisions: [], threads: [], decisions: [] };
