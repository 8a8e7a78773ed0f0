import { z } from 'zod';

/**
 * Most characters of a report, unit-wide; null: what the template says. Reports to superiors stay within 5,000, and
 * 4,000 in some places (burden-reduction rules of 2024).
 */
export const lengthLimit = z.int().min(500).max(100_000).nullable().default(null);
