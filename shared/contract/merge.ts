import { z } from 'zod';

import type { FoundLook } from '../merge/looks.ts';
import type { LostText } from '../merge/lost-text.ts';
import type { NamedLists } from '../review/merge-lists.ts';
import type { Unproven } from '../proof/prove-merge.ts';
import type { ExportResult } from './export.ts';

const id = z.string().min(1).max(64);
const lookChoice = z.enum(['take', 'ignore']);
/** Base64 of at most 64 MiB of bytes. */
const file = z.strictObject({ name: z.string().min(1).max(1000), bytes: z.string().max(90_000_000) });

export const mergeParams = {
  /**
   * A review copy (送审稿) as a Word file. It is of a version: the newest one that is the report as it stands, or a new
   * one, for which `author` has to be known.
   */
  /** `revision`: the one that the window shows, left out where nothing is shown. */
  'review.export': z.strictObject({
    id,
    author: id.optional(),
    revision: z.int().min(0).optional(),
    /** What reviewers are kept from in Word; left out: nothing. */
    fence: z
      .discriminatedUnion('allow', [
        z.strictObject({ allow: z.enum(['comments', 'tracked']) }),
        z.strictObject({ allow: z.literal('sections'), locked: z.array(id).min(1).max(500) }),
      ])
      .optional(),
  }),
  /**
   * What marked copies bring back; with `apply` it is taken in, as a version of its own. What is not proven is taken in
   * only `knowingly`, and so is a copy that has lost much of its text. `looks`: whether words that were struck out or
   * coloured by hand are taken as deletions and comments, as they are unless told.
   */
  'review.merge': z.strictObject({
    id,
    files: z.array(file).min(1).max(20),
    author: id.optional(),
    apply: z.boolean(),
    knowingly: z.boolean().optional(),
    /** Version that files are held against which don't say what they are a copy of; taking them in needs it. */
    against: id.optional(),
    looks: z.strictObject({ strike: lookChoice, mark: lookChoice }).optional(),
  }),
} as const;

export type ReviewExport = ExportResult & { version: string; number: number };

/** A version, and how much of its text a file has: 0 to 1. */
export type VersionGuess = { id: string; number: number; name: string; likeness: number };

/** What one person said and changed. */
export type MergeCount = {
  person: string;
  name: string;
  comments: number;
  replies: number;
  insertions: number;
  deletions: number;
  formats: number;
};

export type MergeReport = NamedLists & {
  files: {
    name: string;
    /** Number and name of the version that it is a copy of. */
    number: number;
    version: string;
    /** It had been taken in before, just as it is. */
    again: boolean;
    /** Of a file that doesn't say what it is a copy of: the versions it could be of, and the one that it was held against. */
    guess?: { against: VersionGuess; others: VersionGuess[] };
  }[];
  people: MergeCount[];
  /** Totals; changes without a name are in `untracked` only. */
  comments: number;
  replies: number;
  resolved: number;
  reopened: number;
  insertions: number;
  deletions: number;
  untracked: number;
  /** Changes that were accepted or rejected in Word. */
  accepted: number;
  rejected: number;
  /** Where the merge of a file is not what it must be: then nothing was taken in unless somebody knew. */
  unproven: (Unproven & { name: string })[];
  /** Words that were struck out, coloured or underlined by hand. */
  looks: (Omit<FoundLook, 'anchor'> & { id: string; block: string; section: string })[];
  /** Copies that lack much of what was sent: then too nothing was taken in unless somebody knew. */
  lost: (LostText & { name: string })[];
  /** The version that keeps it; null where nothing was taken in. */
  taken: { number: number; name: string } | null;
};

export type MergeResults = { 'review.export': ReviewExport; 'review.merge': MergeReport };
