import { z } from 'zod';

import { EDITIONS } from '../edition/edition.ts';
import { COMPARISON_FORMATS } from './formats.ts';

const id = z.string().min(1).max(64);
/** A report as it stands, or one of its versions. */
const side = z.strictObject({ report: id, version: id.optional() });
const edition = z.enum(EDITIONS);
/** Somebody has seen what is left in the public edition and lets all of it go out this once. */
const allowLeftovers = z.boolean().optional();

export const compareParams = {
  /** `a` is the older one. Cancellable; tells its progress. The public edition is compared to go out. */
  'compare.run': z.strictObject({
    a: side,
    b: side,
    edition: edition.default('internal'),
    allowLeftovers,
  }),
  /** The comparison as a Word file with tracked changes, or as PDF. */
  'compare.export': z.strictObject({
    a: side,
    b: side,
    edition,
    format: z.enum(COMPARISON_FORMATS),
    allowLeftovers,
  }),
} as const;

export type CompareSide = z.input<typeof side>;
