import { useEffect, useState } from 'react';

import type { Version } from '../../../shared/review/types.ts';
import { useClient } from '../../client/client-context.ts';

const NONE: Version[] = [];

/** The versions of a report, newest first. Without an answer there are none to choose from. */
export function useVersions(report: string | null): readonly Version[] {
  const client = useClient();
  const [state, setState] = useState<{ report: string | null; versions: Version[] }>({
    report: null,
    versions: NONE,
  });
  useEffect(() => {
    if (report === null) return undefined;
    let live = true;
    const load = () =>
      void client
        .call('version.list', { id: report })
        .then((versions) => live && setState({ report, versions }))
        .catch(() => undefined);
    load();
    const off = client.on('versions.changed', ({ id }) => {
      if (id === report) load();
    });
    return () => {
      live = false;
      off();
    };
  }, [client, report]);
  return state.report === report ? state.versions : NONE;
}
