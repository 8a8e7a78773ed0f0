/** Findings of the checks that somebody has looked at and left as they are; one row for a finding or a whole rule. */
export const ignoredFindings = `
CREATE TABLE ignored_findings (
  report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  -- 'finding' or 'rule'
  kind      TEXT NOT NULL,
  -- The finding's key (rule and the words around), or the rule's id.
  key       TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (report_id, kind, key)
) STRICT;
`;
