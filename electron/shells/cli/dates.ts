import { localDay } from '../../../shared/text/local-time.ts';
import { usage } from './command.ts';

/** The value of `--date`: a day that there is, as `2025-12-20`. */
export function readDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const isDay = at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  if (!isDay) throw usage('--date 要写完整的日期，如 2025-12-20。');
  return text;
}

/** Today on this machine's calendar, `2025-12-20`. */
export const today = (): string => localDay(new Date().toISOString());
