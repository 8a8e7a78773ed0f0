import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { isReportYear } from '../../../shared/document/report-year.ts';

/** The year to report on: in November and December this year's summary is due, before that last year's. */
export function defaultYear(now: Date): number {
  return now.getMonth() >= 10 ? now.getFullYear() : now.getFullYear() - 1;
}

/** The unit of the report that was worked on last. Demo reports don't count while there are others. */
export function defaultUnit(reports: readonly ReportSummary[]): string {
  const sorted = [...reports].sort(
    (a, b) => Number(a.demo) - Number(b.demo) || b.updatedAt.localeCompare(a.updatedAt),
  );
  return sorted[0]?.unit ?? '';
}

/** Reports that a report of `year` can go on from: earlier ones, the unit's own first, newest first. */
export function sourcesFor(reports: readonly ReportSummary[], year: number, unit: string): ReportSummary[] {
  return reports
    .filter((report) => report.year < year)
    .sort(
      (a, b) =>
        Number(b.unit === unit) - Number(a.unit === unit) ||
        b.year - a.year ||
        b.updatedAt.localeCompare(a.updatedAt),
    );
}

/** The report to go on from unless the writer says otherwise: the unit's latest earlier one. */
export function defaultSource(
  reports: readonly ReportSummary[],
  year: number,
  unit: string,
): ReportSummary | null {
  const [first] = sourcesFor(reports, year, unit);
  return first && first.unit === unit ? first : null;
}

/** A year as typed, also in full-width digits; null where it is none that the program accepts. */
export function parseYear(text: string): number | null {
  const digits = text.trim().normalize('NFKC').replace(/年$/, '');
  if (!/^\d{4}$/.test(digits)) return null;
  const year = Number(digits);
  return isReportYear(year) ? year : null;
}
