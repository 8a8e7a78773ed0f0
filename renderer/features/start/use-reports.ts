import { useCallback, useEffect, useState } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { messageOf, useClient } from '../../client/client-context.ts';

type Reports = {
  reports: ReportSummary[] | null;
  /** When the list was fetched: what "3分钟前" counts from. */
  at: Date;
  failed: string | null;
  refresh: () => void;
};

/** All reports, newest work first; follows what other windows do. */
export function useReports(): Reports {
  const client = useClient();
  const [found, setFound] = useState<{ reports: ReportSummary[] | null; at: Date }>(() => ({
    reports: null,
    at: new Date(),
  }));
  const [failed, setFailed] = useState<string | null>(null);

  const refresh = useCallback(() => {
    const load = async () => {
      try {
        const list = await client.call('report.list', {});
        const reports = [...list].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
        setFound({ reports, at: new Date() });
        setFailed(null);
      } catch (error) {
        setFailed(messageOf(error));
      }
    };
    void load();
  }, [client]);

  useEffect(() => {
    refresh();
    return client.on('reports.changed', refresh);
  }, [client, refresh]);
  return { ...found, failed, refresh };
}
