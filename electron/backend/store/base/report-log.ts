import type { Operation } from 'slate';

import type { Db } from '../../sqlite/port.ts';
import type { Variables } from '../../../../shared/document/types.ts';
import { readDocument } from '../../../../shared/document/upgrade.ts';
import { isAsStored } from './checksum.ts';
import { isJump } from './jumps.ts';
import { LiveDocument } from './live-document.ts';

type Snapshot = { revision: number; document: string; variables: string; checksum: string | null };
type Batch = {
  revision: number;
  batch: string;
  ops: string;
  variables: string | null;
  checksum: string | null;
};

/**
 * A report as its newest snapshot and the batches after it make it, up to this revision. Null where any of them is
 * missing or not letter for letter what was stored; throws for what is no document or no operations at all.
 */
export function readLog(db: Db, { id, revision }: { id: string; revision: number }): LiveDocument | null {
  const snapshot = db
    .prepare<[string], Snapshot>(
      `SELECT revision, document, variables, checksum FROM snapshots
       WHERE report_id = ? ORDER BY revision DESC LIMIT 1`,
    )
    .get(id);
  if (!snapshot || !isAsStored('snapshots', { report_id: id, ...snapshot })) return null;
  const { blocks } = readDocument(JSON.parse(snapshot.document));
  const live = new LiveDocument(blocks, JSON.parse(snapshot.variables) as Variables, snapshot.revision);
  const batches = db
    .prepare<[string, number], Batch>(
      `SELECT revision, batch, ops, variables, checksum FROM batches
       WHERE report_id = ? AND revision > ? ORDER BY revision`,
    )
    .iterate(id, snapshot.revision);
  for (const batch of batches) {
    // One that is missing, or not letter for letter what was stored, would make a text that nobody has written.
    const follows = batch.revision === live.revision + 1 || isJump(batch.batch);
    if (!follows || !isAsStored('batches', { report_id: id, ...batch })) return null;
    const variables = batch.variables === null ? null : (JSON.parse(batch.variables) as Variables);
    live.replay(JSON.parse(batch.ops) as Operation[], variables);
    live.revision = batch.revision;
  }
  return live.revision === revision ? live : null;
}
