/**
 * Copies that were sent, and how each hid what is secret: what comes back is compared with what went out, whatever the
 * settings say by then. `sha256` is that of the text, as the copy says it of itself.
 */
export const sentCopies = `
CREATE TABLE sent_copies (
  id        INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL,
  version   TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  at        TEXT NOT NULL,
  policy    TEXT NOT NULL,
  FOREIGN KEY (report_id, version) REFERENCES versions (report_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX sent_copies_by_version ON sent_copies (report_id, version);
`;
