/** What has been decided about a report's export: its head, and text that may go out in the public edition. */
export const reportExport = `
CREATE TABLE report_heads (
  report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  -- JSON, see shared/contract/export.ts
  head      TEXT NOT NULL
) STRICT;

CREATE TABLE allowed_leftovers (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  text      TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (report_id, kind, text)
) STRICT;
`;
