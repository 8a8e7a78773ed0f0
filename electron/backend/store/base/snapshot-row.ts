import type { Db } from '../../sqlite/port.ts';
import { SCHEMA_VERSION } from '../../../../shared/document/types.ts';
import { cached } from './cached.ts';
import { CHECKSUMS } from './checksum.ts';
import type { LiveDocument } from './live-document.ts';

/**
 * Stores a report's text as it stands at its revision, so that opening it does not begin with its first change.
 * @param at ISO 8601 UTC
 */
export function insertSnapshot(db: Db, report: string, live: LiveDocument, at: string): void {
  const { revision } = live;
  const document = JSON.stringify({ schema: SCHEMA_VERSION, blocks: live.blocks });
  const variables = JSON.stringify(live.variables);
  cached(
    db,
    'INSERT INTO snapshots (report_id, revision, document, variables, at, checksum) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    report,
    revision,
    document,
    variables,
    at,
    CHECKSUMS.snapshots({ report_id: report, revision, document, variables }),
  );
}
