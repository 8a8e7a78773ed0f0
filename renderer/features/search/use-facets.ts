import { useEffect, useState } from 'react';

import type { SearchFacets } from '../../../shared/contract/search.ts';
import { useClient } from '../../client/client-context.ts';

/** Years and units to filter by, and how far the index is; null until they are known. */
export function useFacets(): SearchFacets | null {
  const client = useClient();
  const [facets, setFacets] = useState<SearchFacets | null>(null);
  useEffect(() => {
    let live = true;
    const load = () => {
      client
        .call('search.facets', {})
        .then((found) => live && setFacets(found))
        // The search itself says what is wrong.
        .catch(() => {});
    };
    load();
    const off = client.on('reports.changed', load);
    return () => {
      live = false;
      off();
    };
  }, [client]);
  return facets;
}
