import { join } from 'node:path';

import type { Db } from '../../sqlite/port.ts';
import { eraseReport, goesAlong, holdsReport } from './erase-report.ts';
import { wipeFile } from './files.ts';
import { erasedReports, hasErased } from './plan.ts';
import { scrub } from './thaw.ts';

/** Erases once more what an older database has brought back. Answers with how many reports that were. */
export function eraseAgain(db: Db, dataDir: string): number {
  if (!hasErased(dataDir)) return 0;
  const back = erasedReports(dataDir).filter(({ id }) => holdsReport(db, id));
  for (const { id, eraser } of back) {
    const along = goesAlong(db, id);
    eraseReport(db, id, eraser, along);
    for (const hash of along.originals) wipeFile(join(dataDir, 'originals', hash));
  }
  if (back.length > 0) scrub(db);
  return back.length;
}
