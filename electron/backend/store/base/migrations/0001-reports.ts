/** Reports and their operation log. Times are ISO 8601 UTC; documents and operations are JSON. */
export const reports = `
CREATE TABLE reports (
  id           TEXT PRIMARY KEY,
  template     TEXT NOT NULL,
  year         INTEGER NOT NULL,
  unit         TEXT NOT NULL,
  state        TEXT NOT NULL,
  demo         INTEGER NOT NULL DEFAULT 0,
  from_id      TEXT,
  from_year    INTEGER,
  created_at   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  removed_at   TEXT,
  -- Number of the last batch that was applied; a new report stands at 0.
  revision     INTEGER NOT NULL,
  -- Derived from the document with each batch, so that the list need not open it.
  title        TEXT NOT NULL,
  length       INTEGER NOT NULL,
  empty_fields INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_by_year ON reports (year DESC, updated_at DESC);

-- The whole document at a revision. The newest one and the batches after it give the current document.
CREATE TABLE snapshots (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  revision  INTEGER NOT NULL,
  document  TEXT NOT NULL,
  variables TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (report_id, revision)
) STRICT;

-- Batches of editor operations, in order. A batch has a name, so that one sent twice is applied once.
CREATE TABLE batches (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  revision  INTEGER NOT NULL,
  batch     TEXT NOT NULL,
  ops       TEXT NOT NULL,
  variables TEXT,
  at        TEXT NOT NULL,
  PRIMARY KEY (report_id, revision),
  UNIQUE (report_id, batch)
) STRICT;

-- The file that a report was imported from, byte for byte.
CREATE TABLE sources (
  report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  bytes     BLOB NOT NULL
) STRICT;
`;
