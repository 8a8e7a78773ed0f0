import { useCallback, useEffect, useRef, useState } from 'react';

import type { SearchAnswer } from '../../../shared/contract/search.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';
import { remember, remembered } from './search-memory.ts';
import { paramsOf, withPage, withWhole, type Filters } from './search-model.ts';

type Search = {
  answer: SearchAnswer | null;
  failed: string | null;
  /** Reports that the index has still to take in. */
  pending: number;
  /** The next reports behind those that are shown. */
  more: () => void;
  /** All passages of one report. */
  whole: (report: string) => void;
};

/** A search for each keystroke; the next one calls off the one before. */
export function useSearch(query: string, filters: Filters): Search {
  const client = useClient();
  const [answer, setAnswer] = useState(remembered().answer);
  const [failed, setFailed] = useState<string | null>(null);
  const [pending, setPending] = useState(0);
  const running = useRef<AbortController | null>(null);

  const ask = useCallback(
    async (
      extra: { after?: number; report?: string; passages?: number },
      take: (found: SearchAnswer) => SearchAnswer,
    ) => {
      const controller = running.current;
      if (!controller) return;
      try {
        const found = await client.call(
          'search.find',
          { ...paramsOf(query, filters), ...extra },
          { signal: controller.signal },
        );
        if (controller.signal.aborted) return;
        const next = take(found);
        remember({ answer: next });
        setAnswer(next);
        setPending(found.pending);
        setFailed(null);
      } catch (error) {
        if (!isCancelled(error) && !controller.signal.aborted) setFailed(messageOf(error));
      }
    },
    [client, query, filters],
  );

  useEffect(() => {
    const start = () => {
      running.current?.abort();
      running.current = new AbortController();
      if (query.trim() === '') {
        remember({ answer: null });
        setAnswer(null);
      } else void ask({}, (found) => found);
    };
    start();
    const off = client.on('search.indexed', ({ pending: left }) => {
      setPending(left);
      // What has been taken in since may match, too.
      if (left === 0) start();
    });
    return () => {
      off();
      running.current?.abort();
    };
  }, [client, ask, query]);

  const more = useCallback(() => {
    const shown = remembered().answer;
    if (shown?.next == null) return;
    void ask({ after: shown.next }, (page) => withPage(shown, page));
  }, [ask]);

  const whole = useCallback(
    (report: string) => {
      const shown = remembered().answer;
      if (!shown) return;
      void ask({ report, passages: 500 }, (found) => {
        const [group] = found.groups;
        return group ? withWhole(shown, group) : shown;
      });
    },
    [ask],
  );

  return { answer, failed, pending, more, whole };
}
