import { useEffect, useState } from 'react';

import type { Edition } from '../../../shared/edition/edition.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';

/**
 * How many pages an edition has, in the user's words: its PDF is laid out for that, and leaves the program in no way.
 * @param wanted false where nobody asks, or it can't be laid out yet
 */
export function usePageCount(session: ReportSession, edition: Edition, wanted: boolean): string {
  const client = useClient();
  const [found, setFound] = useState<{ of: Edition; words: string } | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const count = async (): Promise<void> => {
      try {
        await session.flush();
        const { pages } = await client.call('export.preview', { id: session.id, edition }, { signal });
        if (!signal.aborted) setFound({ of: edition, words: `共 ${pages} 页` });
      } catch (error) {
        if (!isCancelled(error) && !signal.aborted) setFound({ of: edition, words: messageOf(error) });
      }
    };
    void count();
    return () => controller.abort();
  }, [client, session, edition, wanted]);
  if (!wanted) return '要公开的先决定，再排版';
  return found?.of === edition ? found.words : '正在排版…';
}
