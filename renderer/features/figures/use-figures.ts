import { useEffect, useState } from 'react';

import type { FigureTable } from '../../../shared/contract/figures.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';

type State = { table: FigureTable | null; failed: string | null };

/** A unit's yearly figures, read again when a report changes. */
export function useFigures(unit: string | null): State {
  const client = useClient();
  const [state, setState] = useState<State>({ table: null, failed: null });

  useEffect(() => {
    let abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const load = async (): Promise<void> => {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      try {
        const table = await client.call('figures.series', unit === null ? {} : { unit }, { signal });
        if (!signal.aborted) setState({ table, failed: null });
      } catch (error) {
        if (signal.aborted || isCancelled(error)) return;
        setState({ table: null, failed: messageOf(error) });
      }
    };
    const soon = (): void => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => void load(), 800);
    };
    void load();
    const offs = [client.on('report.changed', soon), client.on('reports.changed', soon)];
    return () => {
      for (const off of offs) off();
      if (timer) clearTimeout(timer);
      abort.abort();
    };
  }, [client, unit]);

  return state;
}
