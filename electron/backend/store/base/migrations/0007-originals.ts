/**
 * The files that reports were imported from, byte for byte; a report may have several. Hashes tell the same file, and
 * the same text, under another name. Large files lie in the folder `originals`, by their hash; `bytes` is null then.
 */
export const originals = `
CREATE TABLE originals (
  id        INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  size      INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  at        TEXT NOT NULL,
  bytes     BLOB
) STRICT;
INSERT INTO originals (report_id, name, size, hash, text_hash, at, bytes)
  SELECT s.report_id, s.name, length(s.bytes), '', '', r.created_at, s.bytes
  FROM sources s JOIN reports r ON r.id = s.report_id;
DROP TABLE sources;
CREATE INDEX originals_by_report ON originals (report_id);
CREATE INDEX originals_by_hash ON originals (hash);
CREATE INDEX originals_by_text ON originals (text_hash);

-- Places where recognition was not certain, until somebody has said yes or no.
CREATE TABLE doubts (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  block_id  TEXT NOT NULL,
  kind      TEXT NOT NULL,
  why       TEXT NOT NULL,
  sure      REAL NOT NULL,
  PRIMARY KEY (report_id, block_id, kind)
) STRICT;
`;
