import { useEffect } from 'react';

import type { ReportSession } from '../../editor/session.ts';

/** Shows what rolling over left to do, until the first word is changed: then the writer knows, and chooses the panel. */
export function useChecklistFirst(session: ReportSession, show: () => void): void {
  useEffect(() => {
    const { from, revision } = session.detail;
    if (from && revision === 0) show();
  }, [session, show]);
}
