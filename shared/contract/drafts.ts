import { z } from 'zod';

import type { ReportDocument, Variables } from '../document/types.ts';
import type { Review, ReviewRows } from '../review/types.ts';
import type { NotKept } from './not-kept.ts';

const id = z.string().min(1).max(64);

/**
 * Why something could not be stored in its report: another window changed it, it was removed, it was signed, there was
 * something wrong with a change, the disk or the folder took nothing, or the program behind the window was gone.
 */
export const draftReasons = ['changed', 'removed', 'signed', 'refused', 'failed', 'offline'] as const;
export type DraftReason = (typeof draftReasons)[number];

export const draftParams = {
  /** Keeps what a window could not store in its report. Kept again under the same id, it takes the old one's place. */
  'draft.keep': z.strictObject({
    draft: id,
    report: id,
    reason: z.enum(draftReasons),
    /** Revision of the report that it began from. */
    base: z.int().min(0),
    /** As the window holds it; whatever it is. */
    document: z.custom<{ schema: number; blocks: unknown[] }>(),
    variables: z.custom<Variables>(),
    review: z.custom<ReviewRows>().optional(),
    about: z.strictObject({ title: z.string(), template: z.string(), year: z.int(), unit: z.string() }),
    /** ISO 8601 UTC; left out: now. */
    at: z.iso.datetime().optional(),
  }),
  /** Newest first; those of one report, or all. */
  'draft.list': z.strictObject({ report: id.optional() }),
  'draft.open': z.strictObject({ draft: id }),
  /** Stores a draft as a report of its own, and takes it off the list. */
  'draft.copy': z.strictObject({ draft: id }),
  'draft.discard': z.strictObject({ draft: id }),
} as const;

export type DraftAbout = { title: string; template: string; year: number; unit: string };

export type DraftSummary = {
  id: string;
  report: string;
  reason: DraftReason;
  base: number;
  title: string;
  /** ISO 8601 UTC: when it was kept last. */
  at: string;
  /** Characters as officials count them. */
  length: number;
  /** The report that it belongs to is there, and takes changes. */
  open: boolean;
};

/** A draft as it can be read and put back: mended, with the rows of its changes and comments that are not stored. */
export type DraftContent = DraftSummary & {
  document: ReportDocument;
  variables: Variables;
  review: Review;
};

export type DraftResults = {
  'draft.keep': Record<string, never>;
  'draft.list': DraftSummary[];
  'draft.open': DraftContent;
  'draft.copy': { id: string; takenOff: NotKept };
  'draft.discard': Record<string, never>;
};

export type DraftEvents = { 'drafts.changed': Record<string, never> };
