/** Images of reports, by the hash of their bytes. */
export const assets = `
CREATE TABLE assets (
  -- SHA-256 of the bytes.
  hash   TEXT PRIMARY KEY,
  kind   TEXT NOT NULL,
  -- In pixels.
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes  BLOB NOT NULL,
  at     TEXT NOT NULL
) STRICT;
`;
