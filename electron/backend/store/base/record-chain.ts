import type { Db } from '../../sqlite/port.ts';
import { canonicalJson } from '../../../../shared/signoff/canonical.ts';
import { commitmentOf, randomSalt, sha256 } from '../../signing/hash.ts';

/**
 * What an entry of the record says; its hash covers all of it and the hash of the one before. The details are in it by a
 * commitment with a random salt, so that they can be taken away without breaking the chain.
 */
export type ChainedEntry = {
  at: string;
  person: string;
  name: string;
  action: string;
  details: string;
  /** '' for entries of before there were commitments: their hash is over the details. */
  commitment: string;
  /** Null where the details were taken away, and for entries of before. */
  salt: string | null;
  previous: string;
};

/** Hash of an entry of a report's record. */
export function hashOfEntry(report: string, row: ChainedEntry): string {
  const { at, person, name, action, details, commitment, previous } = row;
  const said = commitment === '' ? { details } : { commitment };
  return sha256(canonicalJson({ report, at, person, name, action, ...said, previous }));
}

/** True where the entry's hash is its own, and the details are those that it was made with, or were taken away. */
export function isEntryIntact(report: string, row: ChainedEntry & { sha256: string }): boolean {
  const { details, commitment, salt } = row;
  const isSaid =
    commitment === '' || (salt === null ? details === '' : commitmentOf(salt, details) === commitment);
  return isSaid && row.sha256 === hashOfEntry(report, row);
}

/** Adds an entry behind the last one of a report's record. Call inside a transaction. */
export function appendEntry(
  db: Db,
  report: string,
  entry: Omit<ChainedEntry, 'previous' | 'salt' | 'commitment'>,
): void {
  const last = db
    .prepare<[string], { sha256: string }>(
      'SELECT sha256 FROM record WHERE report_id = ? ORDER BY id DESC LIMIT 1',
    )
    .get(report);
  const { at, person, name, action, details } = entry;
  const previous = last?.sha256 ?? '';
  if (!hasCommitments(db)) {
    const hash = hashOfEntry(report, { ...entry, commitment: '', salt: null, previous });
    db.prepare(
      `INSERT INTO record (report_id, at, person, name, action, details, previous, sha256)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(report, at, person, name, action, details, previous, hash);
    return;
  }
  const salt = randomSalt();
  const commitment = commitmentOf(salt, details);
  db.prepare(
    `INSERT INTO record (report_id, at, person, name, action, details, salt, commitment, previous, sha256)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    report,
    at,
    person,
    name,
    action,
    details,
    salt,
    commitment,
    previous,
    hashOfEntry(report, { ...entry, salt, commitment, previous }),
  );
}

/**
 * Takes the details of entries away. Those with a commitment lose their salt with them, and keep their hash: nobody can
 * guess what they said. Those of before are chained anew, as their hash would tell a few words to whoever guesses. Who
 * did what kind of thing, and when, stays. Call inside a transaction in which the record is not frozen.
 */
export function blankEntries(db: Db, report: string, isBlank: (details: string) => boolean): void {
  const columns = hasCommitments(db) ? 'salt, commitment' : "NULL AS salt, '' AS commitment";
  const rows = db
    .prepare<[string], ChainedEntry & { id: number; sha256: string }>(
      `SELECT id, at, person, name, action, details, ${columns}, previous, sha256 FROM record
       WHERE report_id = ? ORDER BY id`,
    )
    .all(report);
  const gone = rows.filter(({ details }) => details !== '' && isBlank(details));
  if (gone.length === 0) return;
  const forget = gone.some(({ commitment }) => commitment !== '')
    ? db.prepare("UPDATE record SET details = '', salt = NULL WHERE id = ?")
    : null;
  for (const { id, commitment } of gone) if (commitment !== '') forget?.run(id);
  if (gone.every(({ commitment }) => commitment !== '')) return;
  const update = db.prepare('UPDATE record SET details = ?, previous = ?, sha256 = ? WHERE id = ?');
  let previous = '';
  for (const row of rows) {
    const details = isBlank(row.details) ? '' : row.details;
    const hash = hashOfEntry(report, { ...row, details, previous });
    update.run(details, previous, hash, row.id);
    previous = hash;
  }
}

/**
 * Gives the entries of before a commitment each, and chains them anew: so that their details can be taken away later
 * without touching a hash that was signed or handed out. A record that does not fit is left as it is, and stays found
 * out. For the migration that brings commitments.
 */
export function commitEntries(db: Db): void {
  const rows = db
    .prepare<[], ChainedEntry & { id: number; report: string; sha256: string }>(
      `SELECT id, report_id AS report, at, person, name, action, details, salt, commitment, previous, sha256
       FROM record ORDER BY report_id, id`,
    )
    .all();
  const update = db.prepare(
    'UPDATE record SET salt = ?, commitment = ?, previous = ?, sha256 = ? WHERE id = ?',
  );
  for (const entries of Map.groupBy(rows, ({ report }) => report).values()) {
    const fits = entries.every(
      (entry, at) => entry.previous === (entries[at - 1]?.sha256 ?? '') && isEntryIntact(entry.report, entry),
    );
    if (!fits) continue;
    let previous = '';
    for (const entry of entries) {
      const salt = randomSalt();
      const commitment = commitmentOf(salt, entry.details);
      const hash = hashOfEntry(entry.report, { ...entry, salt, commitment, previous });
      update.run(salt, commitment, previous, hash, entry.id);
      previous = hash;
    }
  }
}

/** False in a backup of before there were commitments. */
function hasCommitments(db: Db): boolean {
  return (
    db
      .prepare<[], { n: number }>(
        "SELECT count(*) AS n FROM pragma_table_info('record') WHERE name = 'commitment'",
      )
      .get()?.n === 1
  );
}
