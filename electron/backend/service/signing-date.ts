import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Throws AppError('bad-request') for a date that no approval of the report can have: before the report's year, before a
 * step that it stands on, or after today on this machine's calendar.
 */
export function mustBeSensible(
  date: string,
  { today, year, after }: { today: Date; year: number; after: readonly string[] },
): void {
  const latest = after.toSorted().at(-1) ?? '';
  if (date > dayOf(today))
    throw new AppError('bad-request', `日期 ${date} 还没有到，没有签。请写实际签的那一天。`);
  if (date < `${year}-01-01`)
    throw new AppError('bad-request', `日期 ${date} 比报告的年度（${year}年）还早，没有签。请核对日期。`);
  if (date < latest)
    throw new AppError('bad-request', `日期 ${date} 比前一步（${latest}）还早，没有签。请核对日期。`);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The day on this machine's calendar, `2025-12-20`. */
function dayOf(time: Date): string {
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
