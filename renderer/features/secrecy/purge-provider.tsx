import { useCallback, useEffect, useState, type ReactNode } from 'react';

import { parseRoute } from '../../base/route.ts';
import { go } from '../../base/use-route.ts';
import { useClient } from '../../client/client-context.ts';
import { pageDrafts } from '../../client/page-drafts.ts';
import { PurgeContext } from './purge-context.ts';
import { PurgeDialog } from './purge-dialog.tsx';

/**
 * The dialog 彻底清除, which outlives the window of the report that it erases; and what every window does when a report
 * was erased: it leaves it, and lets go of what it has kept of it by itself.
 */
export function PurgeProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const [report, setReport] = useState<string | null>(null);
  const open = useCallback((id: string) => setReport(id), []);

  useEffect(
    () =>
      client.on('report.purged', ({ id }) => {
        const drafts = pageDrafts();
        for (const draft of drafts.all()) if (draft.report === id) drafts.remove(draft.draft);
        const route = parseRoute(window.location.hash);
        if (route.at === 'report' && route.id === id) go({ at: 'start' });
      }),
    [client],
  );

  return (
    <PurgeContext value={open}>
      {children}
      {report !== null && <PurgeDialog key={report} report={report} onClose={() => setReport(null)} />}
    </PurgeContext>
  );
}
