import type { BackupFile } from './catalogue.ts';

/** The newest ones of all, whatever their times. */
const LATEST = 5;
/** Of copies of before an upgrade, and of before a restore, the newest of each. */
const OF_AN_OCCASION = 3;

/** So many hours, days, weeks and months with a backup keep the best one of theirs. */
const PERIODS: readonly { count: number; of: (time: Date) => string }[] = [
  { count: 12, of: (time) => time.toISOString().slice(0, 13) },
  { count: 14, of: (time) => time.toISOString().slice(0, 10) },
  { count: 8, of: (time) => String(Math.floor(time.getTime() / (7 * 86_400_000))) },
  { count: 24, of: (time) => time.toISOString().slice(0, 7) },
];

/**
 * Which backups may go, so that there are many of late and few of long ago. Stay:
 * - the newest five; the newest of each of the last 12 hours, 14 days, 8 weeks and 24 months that have one (a computer
 *   that was off for a month loses none of it, and a clock that was wrong for a day costs one place in each row);
 * - the newest three of before an upgrade, and of before a restore;
 * - whatever somebody made by hand, of a later program, and what can't be read: a person decides about those;
 * - and all of them, unless one of those that stay is known to be sound.
 * @param files as the catalogue orders them, the best first
 * @param sound files in which a check has found nothing wrong
 */
export function toThin(files: readonly BackupFile[], sound: ReadonlySet<string>): BackupFile[] {
  const usable = files.filter(({ facts }) => facts !== null && !facts.newer);
  const daily = usable.filter(({ kind }) => kind === 'daily');
  const stay = new Set(daily.slice(0, LATEST));
  for (const { count, of } of PERIODS) {
    const seen = new Set<string>();
    for (const file of daily) {
      const period = of(new Date(file.madeAt));
      if (seen.has(period)) continue;
      if (seen.size === count) break;
      seen.add(period);
      stay.add(file);
    }
  }
  for (const kind of ['before-upgrade', 'before-restore'] as const)
    for (const file of usable.filter((one) => one.kind === kind).slice(0, OF_AN_OCCASION)) stay.add(file);
  const go = usable.filter((file) => file.kind !== 'by-hand' && !stay.has(file));
  const left = usable.some((file) => !go.includes(file) && sound.has(file.file));
  return left ? go : [];
}
