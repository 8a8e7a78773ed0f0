/**
 * Approval in steps, keys with the names they were made under, and what holds the record together: details are in the
 * hash of an entry by a commitment with a random salt, so that they can be erased, or left out of a file, without
 * breaking the chain and without anybody guessing them. Entries of before have none; their hash is over the details.
 */
export const approval = `
ALTER TABLE record ADD COLUMN salt TEXT;
ALTER TABLE record ADD COLUMN commitment TEXT NOT NULL DEFAULT '';

-- As the key was named when it was made: who is renamed later does not rename what was signed. '' before this was kept.
ALTER TABLE signer_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE signer_keys ADD COLUMN unit TEXT NOT NULL DEFAULT '';
-- When another took its place, ISO 8601 UTC; NULL while it is in use.
ALTER TABLE signer_keys ADD COLUMN ended TEXT;
-- Text of its key card (shared/signoff/keys.ts); '' for a key of before there were cards.
ALTER TABLE signer_keys ADD COLUMN card TEXT NOT NULL DEFAULT '';
-- The name that was signed with it, where something was: the person may have been renamed since.
UPDATE signer_keys SET name = coalesce((SELECT json_extract(record, '$.signer.name') FROM signatures
                                        WHERE json_extract(record, '$.key') = public_key ORDER BY signatures.rowid DESC LIMIT 1),
                                       (SELECT name FROM people WHERE people.id = person)),
                       unit = (SELECT unit FROM people WHERE people.id = person);
UPDATE signer_keys SET ended = (SELECT min(next.at) FROM signer_keys AS next
                                WHERE next.person = signer_keys.person AND next.id > signer_keys.id);

-- Keys of others, by the cards that were taken in after their fingerprints had been compared.
CREATE TABLE known_keys (
  public_key TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  card       TEXT NOT NULL,
  -- When it was taken in, and since when it is not trusted any more.
  at         TEXT NOT NULL,
  ended      TEXT
) STRICT;

-- Steps of an approval before the last one, and those that sent a report back.
CREATE TABLE approval_steps (
  report_id  TEXT NOT NULL,
  number     INTEGER NOT NULL,
  version_id TEXT NOT NULL,
  -- Canonical JSON of what was signed, its hash, and the signature over it.
  statement  TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  signature  TEXT NOT NULL,
  PRIMARY KEY (report_id, number),
  UNIQUE (report_id, sha256),
  FOREIGN KEY (report_id, version_id) REFERENCES versions (report_id, id)
) STRICT;

-- Scans of signed sheets (签批单), by the hash of their bytes.
CREATE TABLE approval_scans (
  report_id TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  name      TEXT NOT NULL,
  mime      TEXT NOT NULL,
  bytes     BLOB NOT NULL,
  PRIMARY KEY (report_id, sha256)
) STRICT;

-- The key that signs the files of one signed version when they are exported; what the signer signed names it.
CREATE TABLE issuing_keys (
  report_id   TEXT NOT NULL,
  public_key  TEXT NOT NULL,
  private_key TEXT NOT NULL,
  PRIMARY KEY (report_id, public_key)
) STRICT;

-- Files of signed versions that were exported: what the issuing key signed of their bytes, and where the record stood.
CREATE TABLE exported_files (
  report_id TEXT NOT NULL,
  number    INTEGER NOT NULL,
  sha256    TEXT NOT NULL,
  -- Canonical JSON of a FileStatement, and the signature over it.
  statement TEXT NOT NULL,
  signature TEXT NOT NULL,
  -- Newest entry of the record then, and the salt by which the file names it.
  record_head TEXT NOT NULL,
  salt      TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (report_id, number)
) STRICT;

-- What is signed of the record beside the signature itself; NULL in formats 1 and 2.
ALTER TABLE signatures ADD COLUMN record_statement TEXT;
ALTER TABLE signatures ADD COLUMN record_signature TEXT;

CREATE TRIGGER approval_steps_frozen BEFORE UPDATE ON approval_steps BEGIN SELECT RAISE(ABORT, 'steps are frozen'); END;
CREATE TRIGGER approval_steps_kept BEFORE DELETE ON approval_steps BEGIN SELECT RAISE(ABORT, 'steps are kept'); END;
CREATE TRIGGER approval_scans_frozen BEFORE UPDATE ON approval_scans BEGIN SELECT RAISE(ABORT, 'scans are frozen'); END;
CREATE TRIGGER approval_scans_kept BEFORE DELETE ON approval_scans BEGIN SELECT RAISE(ABORT, 'scans are kept'); END;
CREATE TRIGGER exported_files_frozen BEFORE UPDATE ON exported_files BEGIN SELECT RAISE(ABORT, 'exports are frozen'); END;
CREATE TRIGGER exported_files_kept BEFORE DELETE ON exported_files BEGIN SELECT RAISE(ABORT, 'exports are kept'); END;
`;
