import { useEffect, useState } from 'react';

import type { BackupItem } from '../../../shared/contract/backups.ts';
import { useClient } from '../../client/client-context.ts';

/** The backups to choose from; null until they are known. */
export function useBackupList(): BackupItem[] | null {
  const client = useClient();
  const [items, setItems] = useState<BackupItem[] | null>(null);
  useEffect(() => {
    let live = true;
    const load = (): void => {
      client
        .call('backup.list', {})
        .then((list) => live && setItems(list))
        // The status says what is wrong.
        .catch(() => {});
    };
    load();
    const stop = client.on('backup.changed', load);
    return () => {
      live = false;
      stop();
    };
  }, [client]);
  return items;
}
