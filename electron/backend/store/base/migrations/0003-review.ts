/** People, comments, tracked changes and versions. Marks in the documents carry the ids of these rows. */
export const review = `
CREATE TABLE people (
  id     TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  unit   TEXT NOT NULL,
  role   TEXT NOT NULL,
  -- 'word': came in with a marked copy. NULL: chosen here.
  origin TEXT,
  at     TEXT NOT NULL
) STRICT;

-- The person at work; NULL for batches of before people were known.
ALTER TABLE batches ADD COLUMN author TEXT REFERENCES people (id);

CREATE TABLE revisions (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  author    TEXT NOT NULL REFERENCES people (id),
  at        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  move      TEXT,
  PRIMARY KEY (report_id, id)
) STRICT;

CREATE TABLE threads (
  report_id   TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  author      TEXT NOT NULL REFERENCES people (id),
  at          TEXT NOT NULL,
  quote       TEXT NOT NULL,
  section     TEXT NOT NULL,
  state       TEXT NOT NULL,
  resolved_by TEXT REFERENCES people (id),
  resolved_at TEXT,
  PRIMARY KEY (report_id, id)
) STRICT;

CREATE TABLE comments (
  report_id TEXT NOT NULL,
  id        TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  -- Place in the thread, from 0.
  place     INTEGER NOT NULL,
  author    TEXT NOT NULL REFERENCES people (id),
  at        TEXT NOT NULL,
  body      TEXT NOT NULL,
  edited_at TEXT,
  removed   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (report_id, id),
  UNIQUE (report_id, thread_id, place),
  FOREIGN KEY (report_id, thread_id) REFERENCES threads (report_id, id) ON DELETE CASCADE
) STRICT;

-- Each acceptance or rejection, also one that was undone later.
CREATE TABLE decisions (
  report_id   TEXT NOT NULL,
  revision_id TEXT NOT NULL,
  accepted    INTEGER NOT NULL,
  author      TEXT NOT NULL REFERENCES people (id),
  at          TEXT NOT NULL,
  FOREIGN KEY (report_id, revision_id) REFERENCES revisions (report_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX decisions_by_revision ON decisions (report_id, revision_id);

-- The whole report as it stood: JSON of document, variables, rows and people.
CREATE TABLE versions (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  number    INTEGER NOT NULL,
  round     INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  name      TEXT NOT NULL,
  author    TEXT NOT NULL REFERENCES people (id),
  at        TEXT NOT NULL,
  revision  INTEGER NOT NULL,
  content   TEXT NOT NULL,
  PRIMARY KEY (report_id, id),
  UNIQUE (report_id, number)
) STRICT;
`;
