import { useCallback, useEffect, useState } from 'react';

import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';

/** The status of the backups, kept up to date; null until it is known. */
export function useBackupStatus(): {
  status: BackupStatus | null;
  failed: string | null;
  refresh: () => void;
} {
  const client = useClient();
  const [status, setStatus] = useState<BackupStatus | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const refresh = useCallback(() => {
    client
      .call('backup.status', {})
      .then((now) => [setStatus(now), setFailed(null)])
      .catch((error: unknown) => setFailed(messageOf(error)));
  }, [client]);
  useEffect(() => {
    refresh();
    return client.on('backup.changed', refresh);
  }, [client, refresh]);
  return { status, failed, refresh };
}
