import { z } from 'zod';

import { outcomes, type Thread } from '../review/types.ts';
import type { Opinion } from '../signoff/opinions.ts';
import type { ExportResult } from './export.ts';

const id = z.string().min(1).max(64);

/** What the table of opinions is exported as. */
export const OPINION_FORMATS = ['docx', 'xlsx'] as const;
export type OpinionFormat = (typeof OPINION_FORMATS)[number];

export const opinionParams = {
  /** What was asked for of a report, and what became of it (征求意见采纳情况表). */
  'opinions.list': z.strictObject({ id }),
  /** Says what became of a comment; null: nobody has decided. */
  'opinions.answer': z.strictObject({
    id,
    thread: id,
    author: id,
    outcome: z.enum(outcomes).nullable(),
    reason: z.string().trim().max(500),
  }),
  'opinions.export': z.strictObject({
    id,
    format: z.enum(OPINION_FORMATS),
    /** Ids of those that are listed. */
    chosen: z.array(id).min(1).max(10_000),
  }),
} as const;

export type OpinionResults = {
  'opinions.list': { opinions: Opinion[] };
  'opinions.answer': Thread;
  'opinions.export': ExportResult;
};
