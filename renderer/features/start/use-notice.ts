import { useEffect, useState } from 'react';

import { useClient } from '../../client/client-context.ts';

/** What the program must tell at its start, e.g. that a damaged database was replaced; null as a rule. */
export function useNotice(): string | null {
  const client = useClient();
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => {
    let live = true;
    client
      .call('app.info', {})
      .then((info) => live && setNotice(info.notice ?? null))
      // The list of reports says what is wrong when nothing can be asked.
      .catch(() => {});
    return () => {
      live = false;
    };
  }, [client]);
  return notice;
}
