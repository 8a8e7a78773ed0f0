import type { Db } from '../../sqlite/port.ts';
import { markedBlocks } from '../../../../shared/document/marked-blocks.ts';
import { CHECKSUMS } from './checksum.ts';
import type { LiveDocument } from './live-document.ts';
import { readLog } from './report-log.ts';

/** Of the step in a report's log, as of a batch that a window sent. */
const BATCH = 'schema-2';

type Report = { id: string; unit: string; revision: number };

/**
 * Version 2 of the document: a hidden section is a mark on each of its blocks, where it was one on its heading. It is
 * written down as a step in the report's log, so that whatever reads the log comes to the same text. A signed report
 * stays as it is: its signature is of that text, and the mark on the heading hides the section all the same. So does
 * one that can't be read: that is for the recovery to tell.
 *
 * The unit of a report is the one that its text says, where it says one.
 */
export function upgradeReports(db: Db): void {
  const reports = db
    .prepare<[], Report>(`SELECT id, unit, revision FROM reports WHERE state <> 'signed-off'`)
    .all();
  const setUnit = db.prepare('UPDATE reports SET unit = ? WHERE id = ?');
  for (const report of reports) {
    const live = readReport(db, report);
    if (live === null) continue;
    const unit = live.variables['unit'] ?? '';
    if (unit !== '' && unit !== report.unit) setUnit.run(unit, report.id);
    hideByBlock(db, report, live);
  }
}

/** Null where the log is not whole. */
function readReport(db: Db, report: Report): LiveDocument | null {
  try {
    return readLog(db, report);
  } catch {
    return null;
  }
}

function hideByBlock(db: Db, { id, revision }: Report, { blocks }: LiveDocument): void {
  const marked = markedBlocks(blocks);
  const ops = blocks.flatMap((block, at) =>
    marked.has(block.id) && block.secret !== true
      ? [{ type: 'set_node', path: [at], properties: {}, newProperties: { secret: true } }]
      : [],
  );
  if (ops.length === 0) return;
  const text = JSON.stringify(ops);
  const next = revision + 1;
  const { updated_at: at } = db
    .prepare<[string], { updated_at: string }>('SELECT updated_at FROM reports WHERE id = ?')
    .get(id) ?? { updated_at: '' };
  db.prepare(
    `INSERT INTO batches (report_id, revision, batch, ops, variables, at, author, checksum)
     VALUES (?, ?, ?, ?, NULL, ?, NULL, ?)`,
  ).run(
    id,
    next,
    BATCH,
    text,
    at,
    CHECKSUMS.batches({ report_id: id, revision: next, batch: BATCH, ops: text, variables: null }),
  );
  db.prepare('UPDATE reports SET revision = ? WHERE id = ?').run(next, id);
}
