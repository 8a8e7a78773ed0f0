import { z } from 'zod';

import { EDITIONS } from '../edition/edition.ts';
import type { Series } from '../indicators/types.ts';

const unit = z.string().max(500);
const edition = z.enum(EDITIONS);

export const figureParams = {
  /** The yearly figures of a unit; left out: of the unit with the newest report. */
  'figures.series': z.strictObject({ unit: unit.optional(), edition: edition.default('internal') }),
  /** The same as an .xlsx workbook. */
  'figures.export': z.strictObject({ unit: unit.optional(), edition }),
} as const;

export type FigureTable = {
  /** Units that have reports, the one with the newest first. */
  units: string[];
  unit: string;
  /** As it may be called in this edition. */
  unitName: string;
  years: number[];
  series: Series[];
};
