/** Who opened a resolved comment again, and when: an older copy from Word must not resolve it anew. */
export const reopenedThreads = `
ALTER TABLE threads ADD COLUMN reopened_by TEXT REFERENCES people (id);
ALTER TABLE threads ADD COLUMN reopened_at TEXT;
`;
