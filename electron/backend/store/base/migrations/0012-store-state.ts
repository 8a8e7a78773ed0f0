/**
 * One row about the whole database. `changes` goes up with everything that is stored (triggers, see
 * ../change-counter.ts): it tells which of two copies is the later one where clocks and file names may be wrong.
 * `generation` goes up when an older copy is put in on purpose, which is then later than what it replaced.
 * `copied_at` and `copied_as` are set in backups only: when the copy was made, and on which occasion.
 */

/**
 * Counts that stand in for `changes` in a database of before this step, by table: nothing was ever taken out of these
 * tables, so their sum never went down.
 */
export const EARLIER_CHANGES: Readonly<Record<string, string>> = {
  reports: '(SELECT count(*) + ifnull(sum(revision), 0) FROM reports)',
  threads: '(SELECT count(*) FROM threads)',
  comments: '(SELECT count(*) FROM comments)',
  decisions: '(SELECT count(*) FROM decisions)',
  versions: '(SELECT count(*) FROM versions)',
  record: '(SELECT count(*) FROM record)',
};

export const storeState = `
CREATE TABLE store_state (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  changes    INTEGER NOT NULL,
  copied_at  TEXT,
  copied_as  TEXT
) STRICT;
INSERT INTO store_state (one, generation, changes) SELECT 1, 0, ${Object.values(EARLIER_CHANGES).join(' + ')};
`;
