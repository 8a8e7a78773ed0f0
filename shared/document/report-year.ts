/** Years that a report may be about: from the beginning of reform and opening up (改革开放) to far enough ahead. */
export const FIRST_YEAR = 1978;
export const LAST_YEAR = 2200;

export function isReportYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
}
