import { useEffect, useState } from 'react';

import type { DraftSummary } from '../../../shared/contract/drafts.ts';
import { useClient } from '../../client/client-context.ts';
import { handOverDrafts } from '../../editor/draft-keeper.ts';

/**
 * Drafts that are waiting for somebody to decide, those that the page kept by itself included.
 * @param report of one report; left out: all
 * @param isOwn those that a window is still writing are not offered in it
 */
export function useDrafts(report?: string, isOwn?: (id: string) => boolean): DraftSummary[] {
  const client = useClient();
  const [drafts, setDrafts] = useState<DraftSummary[]>([]);
  useEffect(() => {
    let live = true;
    const load = () =>
      client
        .call('draft.list', report === undefined ? {} : { report })
        .then((list) => live && setDrafts(list))
        // Offered again the next time.
        .catch(() => undefined);
    void handOverDrafts(client).then(load);
    const stop = client.on('drafts.changed', () => void load());
    return () => {
      live = false;
      stop();
    };
  }, [client, report]);
  return isOwn ? drafts.filter(({ id }) => !isOwn(id)) : drafts;
}
