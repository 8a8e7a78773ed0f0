import { useMemo, useSyncExternalStore } from 'react';

import { collect, type Collected } from '../../../shared/review/collect.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';

/** Changes and threads in reading order. Computed when the hands rest, from the snapshot that the panels show. */
export function useCollected(session: ReportSession, snapshot: DocumentSnapshot): Collected {
  const rows = useSyncExternalStore(session.review.subscribe, session.review.rows);
  return useMemo(
    () => collect(snapshot.blocks, snapshot.variables, rows.revisions, rows.threads),
    [snapshot, rows],
  );
}
