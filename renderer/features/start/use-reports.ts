import { useCallback, useEffect, useState } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { messageOf, useClient } from '../../app/client-context.ts';

type Reports = { reports: ReportSummary[] | null; failed: string | null; refresh: () => void };

/** All reports, newest work first; follows what other windows do. */
export function useReports(): Reports {
  const client = useClient();
  const [reports, setReports] = useState<ReportSummary[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    let live = true;
    client
      .call('report.list', {})
      .then((list) => {
        if (!live) return;
        setReports([...list].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt)));
        setFailed(null);
      })
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client, round]);

  useEffect(() => client.on('reports.changed', refresh), [client, refresh]);
  return { reports, failed, refresh };
}
