import type { ReportSummary } from '../../../shared/contract/methods.ts';

/** By last work, by year, by unit. */
export type ListOrder = 'recent' | 'year' | 'unit';
export const LIST_ORDERS = ['recent', 'year', 'unit'] as const;

export type ListedReport = {
  report: ReportSummary;
  /** Head of the group that begins here. */ group?: string;
};

/** Reports whose title, unit or year hold all the words, in the order asked for, with a head where a group begins. */
export function listed(reports: readonly ReportSummary[], words: string, order: ListOrder): ListedReport[] {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const found = reports.filter(({ title, unit, year }) => {
    const text = `${title} ${unit} ${year}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  if (order === 'recent') return found.map((report) => ({ report }));
  const sorted = [...found].sort((a, b) =>
    order === 'year'
      ? b.year - a.year || a.unit.localeCompare(b.unit, 'zh-CN')
      : a.unit.localeCompare(b.unit, 'zh-CN') || b.year - a.year,
  );
  let last: string | null = null;
  return sorted.map((report) => {
    const name = order === 'year' ? `${report.year}年` : report.unit;
    const begins = name !== last;
    last = name;
    return begins ? { report, group: name } : { report };
  });
}
