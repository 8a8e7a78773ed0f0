import { useEffect, useState } from 'react';

import type { Person } from '../../../shared/review/types.ts';
import { useClient } from '../../app/client-context.ts';

/** Everybody who works here, kept in step. Null until the backend has answered. */
export function usePeople(): Person[] | null {
  const client = useClient();
  const [people, setPeople] = useState<Person[] | null>(null);
  useEffect(() => {
    let live = true;
    const load = async () => {
      try {
        const list = await client.call('people.list', {});
        if (live) setPeople(list);
      } catch {
        // Asked again with the next change.
      }
    };
    void load();
    const off = client.on('people.changed', () => void load());
    return () => {
      live = false;
      off();
    };
  }, [client]);
  return people;
}
