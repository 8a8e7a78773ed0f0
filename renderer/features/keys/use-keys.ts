import { useCallback, useEffect, useState } from 'react';

import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { messageOf, useClient } from '../../client/client-context.ts';

export type Keys = {
  /** Null until they are read. */
  keys: readonly KeyLine[] | null;
  failed: string | null;
  /** Reads them again. */
  refresh: () => void;
};

/** All keys that are known here. */
export function useKeys(): Keys {
  const client = useClient();
  const [keys, setKeys] = useState<readonly KeyLine[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const refresh = useCallback(() => {
    client
      .call('keys.list', {})
      .then((found) => {
        setKeys(found);
        return setFailed(null);
      })
      .catch((error: unknown) => setFailed(messageOf(error)));
  }, [client]);
  useEffect(() => {
    refresh();
    // Keys change with people: made, taken in, ended, in this window or in another.
    return client.on('people.changed', refresh);
  }, [client, refresh]);
  return { keys, failed, refresh };
}
