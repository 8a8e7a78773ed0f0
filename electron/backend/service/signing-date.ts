import { AppError } from '../../../shared/errors/app-error.ts';
import { localDay } from '../../../shared/text/local-time.ts';

/**
 * Throws AppError('bad-request') for a date that no approval of the report can have: before the report's year, before a
 * step that it stands on, or after today on this machine's calendar.
 */
export function mustBeSensible(
  date: string,
  { today, year, after }: { today: Date; year: number; after: readonly string[] },
): void {
  const latest = after.toSorted().at(-1) ?? '';
  if (date > localDay(today.toISOString()))
    throw new AppError('bad-request', `日期 ${date} 还没有到，没有签。请写实际签的那一天。`);
  if (date < `${year}-01-01`)
    throw new AppError('bad-request', `日期 ${date} 比报告的年度（${year}年）还早，没有签。请核对日期。`);
  if (date < latest)
    throw new AppError('bad-request', `日期 ${date} 比前一步（${latest}）还早，没有签。请核对日期。`);
}
