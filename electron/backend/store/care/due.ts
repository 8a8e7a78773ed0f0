import type { Done } from './keeper-state.ts';
import { type Progress, isSameProgress } from '../base/progress.ts';

const HOUR = 3_600_000;
/** Less than a day, so that who starts work a little earlier than yesterday has today's backup, too. */
const DAY = 20 * HOUR;
/** Rows written after which a day is too long to wait; an hour of steady typing is about three times as much. */
const MUCH = 4000;

/**
 * True when a new backup is to be made: something was stored since the last one, and that is a day ago, or an hour and
 * much was stored, or it lies in the future (one of the two clocks is wrong).
 * @param last the last backup, null where there is none
 */
export function isDue(last: Done | null, now: Date, progress: Progress): boolean {
  if (last === null) return true;
  if (isSameProgress(last, progress)) return false;
  const age = now.getTime() - new Date(last.at).getTime();
  if (!(age >= 0 && age < DAY)) return true;
  return age >= HOUR && Math.abs(progress.changes - last.changes) >= MUCH;
}
