/**
 * Ids of passages: 12 bits year, 24 bits report number, 16 bits running number. 52 bits, so that a JavaScript number
 * holds them; SQLite's full-text index takes ranges of ids as whole numbers only, so they are bound as bigint.
 */
const PASSAGES = 2 ** 16;
const REPORTS = 2 ** 24;

export const MOST_PASSAGES = PASSAGES;

/** Years count down, so that the index, which goes from low to high, gives the newest first. */
const LAST_YEAR = 4000;

/** First id of a report's passages; the last one is below that of the next report. */
export function firstOfReport(year: number, no: number): number {
  return ((LAST_YEAR - year) * REPORTS + no) * PASSAGES;
}

export function endOfReport(first: number): number {
  return first + PASSAGES;
}

/** First id of a year; the ids of a later year are lower. */
export function firstOfYear(year: number): number {
  return firstOfReport(year, 0);
}

export function reportOfId(id: number): { no: number; first: number } {
  const report = Math.floor(id / PASSAGES);
  return { no: report % REPORTS, first: report * PASSAGES };
}
