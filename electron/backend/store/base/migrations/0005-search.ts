/**
 * What is searched: a passage a block. The index holds pairs of characters (see shared/text/bigrams.ts), because
 * SQLite's own tokenisers find no Chinese word of two. Both follow the documents and can be made again from them:
 * `search_reports` says which revision of a report they show, so that a save need not touch them.
 */
export const search = `
CREATE TABLE search_reports (
  no        INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL UNIQUE REFERENCES reports (id) ON DELETE CASCADE,
  year      INTEGER NOT NULL,
  unit      TEXT NOT NULL,
  revision  INTEGER NOT NULL
) STRICT;

-- The id is made of year, report and a running number (see search/passage-id.ts): the newest year comes first
-- without sorting, and a year or a report is a range of ids.
CREATE TABLE search_passages (
  id       INTEGER PRIMARY KEY,
  block    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  position INTEGER NOT NULL,
  section  TEXT NOT NULL,
  slots    TEXT NOT NULL,
  text     TEXT NOT NULL
) STRICT;

-- A column a kind, so that a kind is a column filter.
CREATE VIRTUAL TABLE search_index USING fts5 (
  heading, body, item, grid, facets,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
`;
