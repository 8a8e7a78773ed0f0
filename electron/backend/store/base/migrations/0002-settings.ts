/** Settings of the unit by key; values are JSON (see shared/settings). */
export const settings = `
CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`;
