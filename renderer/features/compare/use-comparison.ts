import { useEffect, useState } from 'react';

import type { Comparison } from '../../../shared/compare/types.ts';
import type { SideRoute } from '../../base/route.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';

export type Compared = {
  /** Of which pair the result is. */
  key: string;
  comparison: Comparison | null;
  failed: string | null;
  /** Between 0 and 1 while a comparison is under way. */
  share: number | null;
};

/** A document that is being written in another window is compared again when the hands rest there. */
const REST = 800;

const NOTHING: Compared = { key: '', comparison: null, failed: null, share: null };

/** Compares two reports, and again whenever one of them changes. Leaving stops it. */
export function useComparison(a: SideRoute | null, b: SideRoute | null): Compared {
  const client = useClient();
  const [state, setState] = useState(NOTHING);
  const key = JSON.stringify([a, b]);

  useEffect(() => {
    const [left, right] = JSON.parse(key) as [SideRoute | null, SideRoute | null];
    if (!left || !right) return undefined;
    let abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const run = async (): Promise<void> => {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      try {
        const comparison = await client.call(
          'compare.run',
          { a: left, b: right },
          {
            signal,
            onProgress: ({ done, total }) => {
              if (!signal.aborted) setState((old) => ({ ...old, share: total > 0 ? done / total : null }));
            },
          },
        );
        if (!signal.aborted) setState({ key, comparison, failed: null, share: null });
      } catch (error) {
        if (signal.aborted || isCancelled(error)) return;
        setState({ key, comparison: null, failed: messageOf(error), share: null });
      }
    };
    void run();
    const off = client.on('report.changed', ({ id }) => {
      if (id !== left.report && id !== right.report) return;
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => void run(), REST);
    });
    return () => {
      off();
      abort.abort();
      if (timer) clearTimeout(timer);
    };
  }, [client, key]);

  return state.key === key ? state : { ...NOTHING, share: state.share };
}
