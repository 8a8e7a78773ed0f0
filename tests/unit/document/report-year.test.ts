import { expect, test } from 'vitest';

import { reportYear } from '../../../shared/contract/report-year.ts';
import { isReportYear } from '../../../shared/document/report-year.ts';

test.each([
  [1977, false],
  [1978, true],
  [2200, true],
  [2201, false],
  [2025.5, false],
  [Number.NaN, false],
])('what the page takes for a year the backend takes too: %s', (year, is) => {
  expect(isReportYear(year)).toBe(is);
  expect(reportYear.safeParse(year).success).toBe(is);
});
