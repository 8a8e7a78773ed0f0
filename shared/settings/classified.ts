import { z } from 'zod';

/**
 * Whether the unit has declared this computer fit for files with the grade of a state secret. It is set by
 * `secrecy.declare` alone, which takes it down in the record.
 */
export const classified = z
  .strictObject({
    fit: z.boolean().default(false),
    /** Who declared or withdrew it, as they were named then, and when (ISO 8601 UTC). */
    by: z.string().max(100).default(''),
    at: z.string().max(40).default(''),
    /** On what ground: 涉密计算机编号, 审批文号. */
    ground: z.string().max(200).default(''),
    /** Which computer: data that are taken to another one don't bring the declaration along. */
    computer: z.string().max(64).default(''),
  })
  .prefault({});

export type ClassifiedSetting = z.output<typeof classified>;
