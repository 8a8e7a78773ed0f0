/**
 * A checksum beside each stored text, by which a letter that has become another one is noticed (see ../checksum.ts).
 * Rows of before get theirs at the first whole check. And who has the database open: a copy that was made meanwhile,
 * without its log, is recognised by that (see ../recovery/openings.ts).
 */
export const checksums = `
ALTER TABLE snapshots ADD COLUMN checksum TEXT;
ALTER TABLE batches ADD COLUMN checksum TEXT;
ALTER TABLE versions ADD COLUMN checksum TEXT;
ALTER TABLE comments ADD COLUMN checksum TEXT;

-- As before, but for the checksum: it says nothing that the version doesn't.
DROP TRIGGER versions_frozen;
CREATE TRIGGER versions_frozen
  BEFORE UPDATE OF report_id, id, number, round, kind, name, author, at, revision, content ON versions
  BEGIN SELECT RAISE(ABORT, 'versions are frozen'); END;

CREATE TABLE store_openings (
  id  TEXT PRIMARY KEY,
  pid INTEGER NOT NULL,
  -- When all that was stored by then was in the database file itself.
  at  TEXT NOT NULL
) STRICT;
`;
