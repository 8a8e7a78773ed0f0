/**
 * Signers' keys, signatures, and the record of what was done. What was signed or recorded can't be changed or removed:
 * not by the program, and not by a statement that somebody runs on its connection.
 */
export const signoff = `
CREATE TABLE signer_keys (
  id          INTEGER PRIMARY KEY,
  person      TEXT NOT NULL REFERENCES people (id),
  public_key  TEXT NOT NULL,
  -- JSON: the private half, encrypted by the signer's passphrase.
  private_key TEXT NOT NULL,
  at          TEXT NOT NULL
) STRICT;

CREATE TABLE signatures (
  report_id        TEXT NOT NULL,
  number           INTEGER NOT NULL,
  version_id       TEXT NOT NULL,
  person           TEXT NOT NULL REFERENCES people (id),
  -- Canonical JSON of what was signed, its hash, and the signature over it.
  record           TEXT NOT NULL,
  sha256           TEXT NOT NULL,
  signature        TEXT NOT NULL,
  -- What a public file carries, and the signature over that.
  public_statement TEXT NOT NULL,
  public_signature TEXT NOT NULL,
  PRIMARY KEY (report_id, number),
  FOREIGN KEY (report_id, version_id) REFERENCES versions (report_id, id)
) STRICT;

CREATE TABLE record (
  id        INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL,
  at        TEXT NOT NULL,
  -- Empty where nobody had said who they are.
  person    TEXT NOT NULL,
  name      TEXT NOT NULL,
  action    TEXT NOT NULL,
  details   TEXT NOT NULL,
  -- Hash of the entry before it in this report, and of this one: a line taken out is seen.
  previous  TEXT NOT NULL,
  sha256    TEXT NOT NULL
) STRICT;
CREATE INDEX record_by_report ON record (report_id, id);

CREATE TRIGGER signatures_frozen BEFORE UPDATE ON signatures BEGIN SELECT RAISE(ABORT, 'signatures are frozen'); END;
CREATE TRIGGER signatures_kept BEFORE DELETE ON signatures BEGIN SELECT RAISE(ABORT, 'signatures are kept'); END;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'the record is frozen'); END;
CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'the record is kept'); END;
CREATE TRIGGER versions_frozen BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'versions are frozen'); END;
`;
