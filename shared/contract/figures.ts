import { z } from 'zod';

import { EDITIONS } from '../edition/edition.ts';
import type { Series } from '../indicators/types.ts';

const unit = z.string().max(500);
const edition = z.enum(EDITIONS);
/** Somebody has seen what is left in the names of public figures and lets all of it go out this once. */
const allowLeftovers = z.boolean().optional();

export const figureParams = {
  /** The yearly figures of a unit; left out: of the unit with the newest report. The public ones are to go out. */
  'figures.series': z.strictObject({
    unit: unit.optional(),
    edition: edition.default('internal'),
    allowLeftovers,
  }),
  /** The same as an .xlsx workbook. */
  'figures.export': z.strictObject({ unit: unit.optional(), edition, allowLeftovers }),
} as const;

export type FigureTable = {
  /** Units that have reports, the one with the newest first. */
  units: string[];
  unit: string;
  /** As it may be called in this edition. */
  unitName: string;
  years: number[];
  series: Series[];
  /** How many the public edition leaves out, because no year of them may be printed. */
  leftOut?: number;
};
