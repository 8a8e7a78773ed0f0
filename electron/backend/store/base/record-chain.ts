import type { Database } from 'better-sqlite3';

import { canonicalJson } from '../../../../shared/signoff/canonical.ts';
import { sha256 } from '../../signing/hash.ts';

/** What an entry of the record says; its hash covers all of it and the hash of the one before. */
export type ChainedEntry = {
  at: string;
  person: string;
  name: string;
  action: string;
  details: string;
  previous: string;
};

/** Hash of an entry of a report's record. */
export function hashOfEntry(report: string, row: ChainedEntry): string {
  const { at, person, name, action, details, previous } = row;
  return sha256(canonicalJson({ report, at, person, name, action, details, previous }));
}

/** Adds an entry behind the last one of a report's record. Call inside a transaction. */
export function appendEntry(db: Database, report: string, entry: Omit<ChainedEntry, 'previous'>): void {
  const last = db
    .prepare<[string], { sha256: string }>(
      'SELECT sha256 FROM record WHERE report_id = ? ORDER BY id DESC LIMIT 1',
    )
    .get(report);
  const row = { ...entry, previous: last?.sha256 ?? '' };
  db.prepare(
    `INSERT INTO record (report_id, at, person, name, action, details, previous, sha256)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    report,
    row.at,
    row.person,
    row.name,
    row.action,
    row.details,
    row.previous,
    hashOfEntry(report, row),
  );
}

/**
 * Takes the details of entries away and chains the record anew: a hash of a few words would tell them to whoever guesses.
 * Who did what kind of thing, and when, stays. Call inside a transaction in which the record is not frozen.
 */
export function blankEntries(db: Database, report: string, isBlank: (details: string) => boolean): void {
  const rows = db
    .prepare<[string], ChainedEntry & { id: number }>(
      'SELECT id, at, person, name, action, details, previous FROM record WHERE report_id = ? ORDER BY id',
    )
    .all(report);
  if (!rows.some(({ details }) => details !== '' && isBlank(details))) return;
  const update = db.prepare('UPDATE record SET details = ?, previous = ?, sha256 = ? WHERE id = ?');
  let previous = '';
  for (const row of rows) {
    const details = isBlank(row.details) ? '' : row.details;
    const hash = hashOfEntry(report, { ...row, details, previous });
    update.run(details, previous, hash, row.id);
    previous = hash;
  }
}
