import { z } from 'zod';

import type { Rounds } from '../review/rounds.ts';
import {
  outcomes,
  personRoles,
  revisionKinds,
  threadScopes,
  threadStates,
  type Person,
  type Review,
  type Revision,
  type Thread,
  type Unseen,
  type Version,
  type VersionContent,
} from '../review/types.ts';
import type { NotKept } from './not-kept.ts';

const id = z.string().min(1).max(64);
const at = z.iso.datetime();
const words = z.string().max(500);
export const MAX_COMMENT = 5000;
export const MAX_REASON = 500;
const day = z.iso.date();
const reason = z.string().trim().max(MAX_REASON);
const givenReason = z.string().trim().min(1).max(MAX_REASON).optional();
const body = z.string().trim().min(1).max(MAX_COMMENT);

const person = z.strictObject({
  id,
  name: z.string().trim().min(1).max(40),
  unit: z.string().trim().max(100),
  role: z.enum(personRoles),
});
export const revisionRow = z.strictObject({
  id,
  author: id,
  at,
  kind: z.enum(revisionKinds),
  move: id.optional(),
  reason: givenReason,
});
const comment = z.strictObject({ id, thread: id, author: id, at, body });
export const threadRow = z.strictObject({
  id,
  author: id,
  at,
  quote: z.string().max(10_000),
  section: words,
  state: z.enum(threadStates),
  scope: z.enum(threadScopes).optional(),
  assignee: id.optional(),
  due: day.optional(),
  outcome: z.enum(outcomes).optional(),
  outcomeReason: givenReason,
  comments: z.array(comment).min(1).max(1000),
});
export const decisionRow = z.strictObject({
  revision: id,
  accepted: z.boolean(),
  author: id,
  at,
  reason: givenReason,
});

/** Rows that travel with a batch of operations. */
export const reviewRows = z.strictObject({
  revisions: z.array(revisionRow).max(100_000).optional(),
  threads: z.array(threadRow).max(10_000).optional(),
  decisions: z.array(decisionRow).max(100_000).optional(),
});

export const reviewParams = {
  'people.list': z.strictObject({}),
  /** Adds a person, or changes the one of that id. */
  'people.save': z.strictObject({ person }),
  /** Everything beside the document of a report. */
  'review.get': z.strictObject({ id }),
  'review.reply': z.strictObject({ id, thread: id, comment: id, author: id, body }),
  /** Only one's own. */
  'review.editComment': z.strictObject({ id, comment: id, author: id, body }),
  /** Only one's own. The row stays, marked as removed. */
  'review.removeComment': z.strictObject({ id, comment: id, author: id }),
  'review.setThreadState': z.strictObject({ id, thread: id, author: id, state: z.enum(threadStates) }),
  /** Gives a thread to a person, until a day or without one; `assignee: null` takes both back. */
  'review.assign': z.strictObject({
    id,
    thread: id,
    author: id,
    assignee: id.nullable(),
    due: day.nullable(),
  }),
  /** Why of one's own change; '' takes it back. */
  'review.setReason': z.strictObject({ id, revision: id, author: id, reason }),
  /** Why of the latest decision about each of these changes; '' takes it back. */
  'review.explain': z.strictObject({
    id,
    revisions: z.array(id).min(1).max(10_000),
    author: id,
    reason,
  }),
  /** What others did since this person last looked. */
  'review.unseen': z.strictObject({ id, person: id }),
  /** This person has seen what an answer of `review.unseen` reaches up to. */
  'review.look': z.strictObject({
    id,
    person: id,
    upTo: z.strictObject({ revision: z.int().min(0), seen: z.int().min(0) }),
  }),
  'version.list': z.strictObject({ id }),
  /** What each version brought, counted by person. */
  'version.rounds': z.strictObject({ id }),
  /** Freezes the report as it is stored; 'signed' is signing's own. 'sent' opens the next round and sets the report's state to in-review. */
  'version.create': z.strictObject({
    id,
    kind: z.enum(['sent', 'returned', 'saved']),
    name: words,
    author: id,
  }),
  'version.open': z.strictObject({ id, version: id }),
  /** Makes a new report of a version, changes and comments included. */
  'version.copy': z.strictObject({ id, version: id }),
} as const;

export type ReviewResults = {
  'people.list': Person[];
  'people.save': Person;
  'review.get': Review;
  'review.reply': Thread;
  'review.editComment': Thread;
  'review.removeComment': Thread;
  'review.setThreadState': Thread;
  'review.assign': Thread;
  'review.setReason': Revision;
  'review.explain': null;
  'review.unseen': Unseen;
  'review.look': null;
  'version.list': Version[];
  'version.rounds': Rounds;
  'version.create': Version;
  'version.open': Version & VersionContent;
  'version.copy': { id: string; takenOff: NotKept };
};

export type ReviewEvents = {
  'people.changed': Record<string, never>;
  /** Threads, comments or changes of a report were added or changed. `session` as in report.changed. */
  'review.changed': { id: string; session: string };
  'versions.changed': { id: string };
};
