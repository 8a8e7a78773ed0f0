/**
 * Why a change was made and why it was taken or not; to whom a comment is given and until when; comments on a whole
 * section; and how far each person has looked at each report. `came` says when a row was stored or last changed, counted
 * in changes of the database (`store_state.changes`): clocks of two computers may differ, and what comes back from Word
 * is dated earlier than it came. Rows of before count as seen.
 */
export const reasonsAndLooks = `
ALTER TABLE revisions ADD COLUMN reason TEXT;
ALTER TABLE revisions ADD COLUMN came INTEGER NOT NULL DEFAULT 0;

ALTER TABLE decisions ADD COLUMN reason TEXT;
ALTER TABLE decisions ADD COLUMN came INTEGER NOT NULL DEFAULT 0;

-- 'section': it is on the section whose heading carries its mark. NULL: on the words that do.
ALTER TABLE threads ADD COLUMN scope TEXT;
-- Who is to see to it, and by which day (YYYY-MM-DD).
ALTER TABLE threads ADD COLUMN assignee TEXT REFERENCES people (id);
ALTER TABLE threads ADD COLUMN due TEXT;
-- When it was last resolved, opened again or given to somebody, and by whom; 0 where it never was.
ALTER TABLE threads ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
ALTER TABLE threads ADD COLUMN came_by TEXT;

ALTER TABLE comments ADD COLUMN came INTEGER NOT NULL DEFAULT 0;

-- What a person has seen of a report: all that was stored before change number \`seen\`.
CREATE TABLE looks (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  person    TEXT NOT NULL REFERENCES people (id),
  -- Revision of the report that was seen.
  revision  INTEGER NOT NULL,
  seen      INTEGER NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (report_id, person)
) STRICT;
`;
