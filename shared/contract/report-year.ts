import { z } from 'zod';

import { FIRST_YEAR, LAST_YEAR } from '../document/report-year.ts';

/** The year of a report, as a parameter. */
export const reportYear = z.int().min(FIRST_YEAR).max(LAST_YEAR);
