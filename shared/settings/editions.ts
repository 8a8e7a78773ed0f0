import { z } from 'zod';

const sensitivity = z.enum(['public', 'internal', 'secret']);

/** How values are hidden, and what has been decided about the variables of each template. */
export const editions = z
  .strictObject({
    /** `fixed`: as many mask characters for every value; `width`: one for each of the value, which tells how large it is. */
    mask: z.enum(['width', 'fixed']).default('fixed'),
    /** Mask characters where the width is fixed. */
    maskLength: z.int().min(1).max(8).default(2),
    /** A signed version goes out publicly only with a sheet of a review (公开审查单) that is about its very text. */
    requireReview: z.boolean().default(false),
    /** Template id → variable → where it may be printed. What is not here is as the template says. */
    variables: z.record(z.string().max(64), z.record(z.string().max(64), sensitivity)).default({}),
  })
  .prefault({});

export type EditionSettings = z.output<typeof editions>;
