import { z } from 'zod';

import { EDITIONS } from '../edition/edition.ts';
import { EXPORT_FORMATS, MARKED_FORMATS } from './formats.ts';
import { reportHead, type ReportHead } from '../edition/head.ts';
import type { Leftover } from '../edition/leftovers.ts';
import { LEFTOVER_KINDS } from '../privacy/kinds.ts';
import type { MaskedFact } from '../edition/masked-facts.ts';
import { ANSWER_NAMES } from '../signoff/review-sheet.ts';

const id = z.string().min(1).max(64);
const edition = z.enum(EDITIONS);
/** The revision that the window shows: what goes out is what was seen. Left out where nothing is shown. */
const revision = z.int().min(0).optional();
/** What the file is for: to be kept (left out), or to be printed at once. What may go out is the same. */
const purpose = z.enum(['file', 'print']).optional();

const decision = z.strictObject({
  kind: z.enum(LEFTOVER_KINDS),
  text: z.string().min(1).max(500),
  allowed: z.boolean(),
  /** What was done about it; left out: 'publish' where it is allowed, else the answer is taken back. */
  answer: z.enum(ANSWER_NAMES).optional(),
});

export const exportParams = {
  'export.make': z.strictObject({
    id,
    format: z.enum(EXPORT_FORMATS),
    edition,
    revision,
    /** Somebody has seen what is left in the public edition and lets all of it go out this once. */
    allowLeftovers: z.boolean().optional(),
    purpose,
  }),
  /**
   * The marked-up draft (花脸稿), to be printed. It shows what was struck out, so that there is no public edition of it to
   * ask for.
   */
  'export.marked': z.strictObject({ id, format: z.enum(MARKED_FORMATS), revision, purpose }),
  /** The PDF of an edition as it would be exported now; nothing leaves the program. */
  'export.preview': z.strictObject({ id, edition }),
  /** What of the public edition still looks like a secret, and what was masked though it is public. */
  'edition.leftovers': z.strictObject({ id }),
  /** Lets text go out in the public edition of this report, or takes that back. */
  'edition.decide': z.strictObject({
    id,
    decisions: z.array(decision).min(1).max(1000),
    /** Who decides; left out: whoever is at work here. */
    person: id.optional(),
  }),
  'report.head': z.strictObject({ id }),
  'report.setHead': z.strictObject({ id, head: reportHead }),
} as const;

export type ExportResult = {
  name: string;
  /** Base64. */
  bytes: string;
  /** Null where the format has no pages of its own (text; Word before it is laid out). */
  pages: number | null;
  /** Official font → the free font that stood in for it. */
  substitutedFonts: Record<string, string>;
  /** The side file (核验文件) of a signed report's file, to be kept beside it: its name, and its text (JSON). */
  proof?: { name: string; text: string };
  /** Why the file of a signed report carries no stamp, and what to do, in the user's words. */
  unstamped?: string;
  /** That bytes of images are gone, and what to do, in the user's words. */
  imagesLost?: string;
  /** How many yearly figures a public table leaves out, because no year of them may be printed. */
  leftOut?: number;
  /** That a signed report is masked as it was when it was signed, and not as is chosen now, in the user's words. */
  maskedAsSigned?: string;
};

export type PreviewResult = Omit<ExportResult, 'name' | 'proof'> & {
  pages: number;
  /** Characters of the edition as officials count them. */
  words: number;
};

export type DecidedLeftover = Leftover & { allowed: boolean };
/** What the error 'leftovers' lists in its details. */
export type UndecidedLeftover = Leftover & { report: string; title: string };
export type LeftoversResult = { leftovers: DecidedLeftover[]; maskedFacts: MaskedFact[] };

export type ExportResults = {
  'export.make': ExportResult;
  'export.marked': ExportResult;
  'export.preview': PreviewResult;
  'edition.leftovers': LeftoversResult;
  'edition.decide': LeftoversResult;
  'report.head': ReportHead;
  'report.setHead': ReportHead;
};
