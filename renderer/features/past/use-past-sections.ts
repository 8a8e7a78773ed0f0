import { useEffect, useState } from 'react';

import type { PastSection } from '../../../shared/contract/methods.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';
import type { PastQuery } from './past-model.ts';

type Answer = { key: string; sections: PastSection[] | null; failed: string | null };

/** The same section of earlier years, newest first. While the next answer is on its way the last one stays. */
export function usePastSections(id: string, query: PastQuery): Answer & { stale: boolean } {
  const client = useClient();
  const { slot, heading } = query;
  const [answer, setAnswer] = useState<Answer>({ key: '', sections: null, failed: null });

  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const key = keyOf(slot, heading);
    const params = { id, ...(slot ? { slot } : {}), ...(heading ? { heading } : {}) };
    const load = async () => {
      try {
        const sections = await client.call('past.sections', params, { signal });
        if (signal.aborted) return;
        setAnswer({ key, sections: [...sections].sort((a, b) => b.year - a.year), failed: null });
      } catch (error) {
        if (signal.aborted || isCancelled(error)) return;
        setAnswer({ key, sections: null, failed: messageOf(error) });
      }
    };
    void load();
    const off = client.on('reports.changed', () => void load());
    return () => {
      abort.abort();
      off();
    };
  }, [client, id, slot, heading]);

  return { ...answer, stale: answer.key !== keyOf(slot, heading) };
}

function keyOf(slot: string | undefined, heading: string | undefined): string {
  return JSON.stringify([slot, heading]);
}
