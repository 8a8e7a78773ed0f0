import { openDb } from '../../sqlite/driver.ts';

/** Reports of one kind of difference: how many, and the titles of the first ones. */
export type Some = { count: number; titles: string[] };

/** What is different in a backup from what is there now, by report; the bin doesn't count. */
export type Difference = {
  /** Only there now: putting the backup in takes them away. */
  onlyNow: Some;
  /** In both, and not the same. */
  changed: Some;
  /** Only in the backup. */
  onlyInBackup: Some;
};

const NAMED = 20;

/**
 * SQL: the name of the last batch of a report. Two databases went on from the same text where it is the same.
 * @param report name of a table or alias with the report's `id`
 */
export const lastBatch = (schema: string, report: string): string =>
  `(SELECT batch FROM ${schema}.batches l WHERE l.report_id = ${report}.id ORDER BY l.revision DESC LIMIT 1)`;

/** Compares a backup with the database that is there. Both may be of earlier versions. Throws SQLite's errors. */
export function differenceOf(backup: string, present: string): Difference {
  const db = openDb(backup, { readonly: true, fileMustExist: true });
  try {
    db.prepare('ATTACH ? AS present').run(present);
    const some = (sql: string): Some => {
      const titles = db.prepare<[], string>(sql).pluck().all();
      return { count: titles.length, titles: titles.slice(0, NAMED) };
    };
    const without = (one: string, other: string): Some =>
      some(
        `SELECT title FROM ${one}.reports r WHERE removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM ${other}.reports o WHERE o.id = r.id AND o.removed_at IS NULL)
         ORDER BY updated_at DESC`,
      );
    return {
      onlyNow: without('present', 'main'),
      changed: some(
        `SELECT r.title FROM present.reports r JOIN main.reports b ON b.id = r.id
         WHERE r.removed_at IS NULL AND b.removed_at IS NULL
           AND (r.revision <> b.revision OR r.state <> b.state OR ${lastBatch('main', 'r')} IS NOT ${lastBatch('present', 'r')})
         ORDER BY r.updated_at DESC`,
      ),
      onlyInBackup: without('main', 'present'),
    };
  } finally {
    db.close();
  }
}
