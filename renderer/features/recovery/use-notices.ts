import { useCallback, useEffect, useState } from 'react';

import type { Notice } from '../../../shared/contract/recovery.ts';
import { useClient } from '../../client/client-context.ts';

/** What somebody has to be told about the data and has not read yet, and how to say that it has been read. */
export function useNotices(): { notices: readonly Notice[]; markRead: (id: string) => void } {
  const client = useClient();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    let live = true;
    const stop = client.on('notices.changed', (now) => setNotices(now.notices));
    client
      .call('app.info', {})
      .then((info) => live && setNotices(info.notices))
      // The list of reports says what is wrong when nothing can be asked.
      .catch(() => {});
    return () => {
      live = false;
      stop();
    };
  }, [client]);
  const markRead = useCallback(
    (id: string) => {
      // The notice goes when it is off the disk, in every window; where that fails, it stays.
      void client.call('notice.read', { id }).catch(() => {});
    },
    [client],
  );
  return { notices, markRead };
}
