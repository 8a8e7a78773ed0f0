/** What windows could not store in their reports. Not tied to a report: that may be gone. */
export const drafts = `
CREATE TABLE drafts (
  id        TEXT PRIMARY KEY,
  report_id TEXT NOT NULL,
  reason    TEXT NOT NULL,
  base      INTEGER NOT NULL,
  title     TEXT NOT NULL,
  length    INTEGER NOT NULL,
  at        TEXT NOT NULL,
  -- JSON: document, variables, review rows and about, as the window held them.
  content   TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_by_report ON drafts (report_id, at);
`;
