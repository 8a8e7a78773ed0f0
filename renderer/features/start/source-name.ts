import type { ReportSummary } from '../../../shared/contract/methods.ts';

/** A report's name in a list to choose from. Most titles say year and unit themselves. */
export function sourceName(report: ReportSummary): string {
  const year = report.title.includes(String(report.year)) ? '' : `${report.year}年 · `;
  const unit = report.title.includes(report.unit) ? '' : `${report.unit} · `;
  return year + unit + report.title;
}
