import { useEffect, useState } from 'react';

import type { PastValue } from '../../../shared/contract/methods.ts';
import { useClient } from '../../client/client-context.ts';

const NONE: Record<string, PastValue> = {};

/** Last year's value of each field, by field id. Without an answer the hints in the document itself serve. */
export function usePastValues(id: string): Record<string, PastValue> {
  const client = useClient();
  const [values, setValues] = useState(NONE);
  useEffect(() => {
    let live = true;
    const load = () =>
      void client
        .call('past.values', { id })
        .then((found) => live && setValues(found))
        .catch(() => undefined);
    load();
    const off = client.on('reports.changed', load);
    return () => {
      live = false;
      off();
    };
  }, [client, id]);
  return values;
}
