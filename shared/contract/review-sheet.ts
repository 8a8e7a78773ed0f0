import { z } from 'zod';

import {
  CONCLUSION_NAMES,
  GROUND_NAMES,
  type ReviewForm,
  type ReviewFacts,
  type ReviewSheet,
  type ReviewState,
} from '../signoff/review-sheet.ts';
import type { ExportResult } from './export.ts';
import { SHEET_FORMATS } from './formats.ts';

const id = z.string().min(1).max(64);
const name = z.string().trim().max(60);

const reviewForm: z.ZodType<ReviewForm> = z.strictObject({
  clerk: name.min(1),
  reviewer: name.min(1),
  leader: name,
  basis: z.string().trim().min(1).max(500),
  grounds: z.array(z.enum(GROUND_NAMES)).max(GROUND_NAMES.length),
  note: z.string().trim().max(1000),
  conclusion: z.enum(CONCLUSION_NAMES),
  date: z.iso.date(),
});

export const reviewSheetParams = {
  /** The newest sheet (公开审查单) of a report, and what one that is filled in now would be about. */
  'reviewSheet.get': z.strictObject({ id }),
  /** Keeps a sheet for the text as it is now. */
  'reviewSheet.save': z.strictObject({
    id,
    /** The revision that the window shows. */
    revision: z.int().min(0).optional(),
    form: reviewForm,
  }),
  'reviewSheet.export': z.strictObject({ id, format: z.enum(SHEET_FORMATS) }),
} as const;

export type ReviewSheetResult = {
  sheet: ReviewSheet | null;
  state: ReviewState;
  facts: ReviewFacts;
  /** Name of whoever is at work here; '' where nobody has said. */
  person: string;
};

export type ReviewSheetResults = {
  'reviewSheet.get': ReviewSheetResult;
  'reviewSheet.save': ReviewSheetResult;
  'reviewSheet.export': ExportResult;
};
