import { useEffect, useState } from 'react';

import type { PastSection } from '../../../shared/contract/methods.ts';
import { isCancelled, messageOf, useClient } from '../../app/client-context.ts';
import type { PastQuery } from './past-model.ts';

type Answer = { key: string; sections: PastSection[] | null; failed: string | null };

/** The same section of earlier years, newest first. While the next answer is on its way the last one stays. */
export function usePastSections(id: string, query: PastQuery): Answer & { stale: boolean } {
  const client = useClient();
  const { slot, heading } = query;
  const key = JSON.stringify([slot, heading]);
  const [answer, setAnswer] = useState<Answer>({ key: '', sections: null, failed: null });
  const [round, setRound] = useState(0);
  useEffect(() => client.on('reports.changed', () => setRound((n) => n + 1)), [client]);

  useEffect(() => {
    const abort = new AbortController();
    client
      .call(
        'past.sections',
        { id, ...(slot ? { slot } : {}), ...(heading ? { heading } : {}) },
        { signal: abort.signal },
      )
      .then((sections) => {
        if (abort.signal.aborted) return;
        setAnswer({ key, sections: [...sections].sort((a, b) => b.year - a.year), failed: null });
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted && !isCancelled(error)) {
          setAnswer({ key, sections: null, failed: messageOf(error) });
        }
      });
    return () => abort.abort();
  }, [client, id, slot, heading, key, round]);

  return { ...answer, stale: answer.key !== key };
}
