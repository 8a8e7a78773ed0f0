/**
 * What is signed of the internal edition alone, which its files carry instead of the whole record; what became of each
 * question before a public export, and by whom; the sheets on which somebody answers for it (公开审查单). Values were
 * masked digit by digit unless the unit said otherwise, which tells how large a figure is: from here on as many
 * characters for every value, unless it is chosen anew.
 */
export const neverPrinted = `
-- Canonical JSON of an EditionStatement and the signature over it; null in what was signed before.
ALTER TABLE signatures ADD COLUMN internal_statement TEXT;
ALTER TABLE signatures ADD COLUMN internal_signature TEXT;

-- 'publish': may go out. Others are kept to be told of: 'field' (made a field), 'hide' (not public).
ALTER TABLE allowed_leftovers ADD COLUMN answer TEXT NOT NULL DEFAULT 'publish';
-- Who said so, by id and as called then; empty where nobody had said who they are.
ALTER TABLE allowed_leftovers ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE allowed_leftovers ADD COLUMN name TEXT NOT NULL DEFAULT '';

CREATE TABLE review_sheets (
  id         INTEGER PRIMARY KEY,
  report_id  TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  -- The revision that was looked at.
  revision   INTEGER NOT NULL,
  at         TEXT NOT NULL,
  -- JSON, see shared/signoff/review-sheet.ts
  sheet      TEXT NOT NULL
) STRICT;
CREATE INDEX review_sheets_by_report ON review_sheets (report_id, id);

UPDATE settings SET value = json_set(value, '$.mask', 'fixed')
  WHERE key = 'editions' AND json_extract(value, '$.mask') = 'width';
`;
