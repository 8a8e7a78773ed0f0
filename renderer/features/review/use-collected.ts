import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { collect, type Collected } from '../../../shared/review/collect.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Shared } from './share-collected.ts';

/**
 * Changes and threads in reading order. Computed when the hands rest, from the snapshot that the panels show. The
 * outline learns how many threads are open in each block.
 */
export function useCollected(session: ReportSession, snapshot: DocumentSnapshot): Collected {
  const rows = useSyncExternalStore(session.review.subscribe, session.review.rows);
  const [shared] = useState(() => new Shared());
  const collected = useMemo(
    () => shared.with(collect(snapshot.blocks, snapshot.variables, rows.revisions, rows.threads)),
    [shared, snapshot, rows],
  );
  useEffect(() => session.notes.set('comments', openThreads(collected)), [session, collected]);
  return collected;
}

/** Open threads by the id of the block that they begin in; those whose text is gone belong to none. */
function openThreads({ threads }: Collected): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { thread, block } of threads)
    if (block !== null && thread.state === 'open') counts.set(block, (counts.get(block) ?? 0) + 1);
  return counts;
}
