import { z } from 'zod';

const sensitivity = z.enum(['public', 'internal', 'secret']);

/** How values are hidden, and what has been decided about the variables of each template. */
export const editions = z
  .strictObject({
    /** `width`: one mask character for each of the value; `fixed`: always as many, which gives no magnitude away. */
    mask: z.enum(['width', 'fixed']).default('width'),
    /** Mask characters where the width is fixed. */
    maskLength: z.int().min(1).max(8).default(2),
    /** Template id → variable → where it may be printed. What is not here is as the template says. */
    variables: z.record(z.string().max(64), z.record(z.string().max(64), sensitivity)).default({}),
  })
  .prefault({});

export type EditionSettings = z.output<typeof editions>;
