import { useEffect, useMemo, useState } from 'react';

import type { PastText } from '../../../shared/contract/methods.ts';
import { CarriedFinder, type CarriedView } from '../../../shared/reuse/carried-view.ts';
import { ReuseIndex } from '../../../shared/reuse/reuse-index.ts';
import { useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';

/** What the draft has carried over from an earlier year; null where there is none, or it is not known yet. */
export type Carried = { year: number; id: string; view: CarriedView } | null;

/** Follows the snapshot, so when the hands rest; a change of one paragraph looks at one paragraph. */
export function useCarried(session: ReportSession, snapshot: DocumentSnapshot): Carried {
  const client = useClient();
  const [phrases] = useSetting('fixedPhrases');
  const [past, setPast] = useState<PastText>(null);
  const { year } = session.detail;

  useEffect(() => {
    let live = true;
    const load = () =>
      void client
        .call('past.carried', { id: session.id })
        .then((found) => live && setPast(found))
        // Only the summary is missing then; the report itself is all there.
        .catch(() => undefined);
    load();
    const off = client.on('reports.changed', load);
    return () => {
      live = false;
      off();
    };
  }, [client, session.id]);

  const finder = useMemo(
    () =>
      past &&
      new CarriedFinder(
        new ReuseIndex(past.texts, phrases),
        { year, from: past.year, otherUnits: past.otherUnits },
        past.rows,
      ),
    [past, phrases, year],
  );
  return useMemo(
    () =>
      finder && past
        ? { year: past.year, id: past.id, view: finder.view(snapshot.blocks, snapshot.variables) }
        : null,
    [finder, past, snapshot],
  );
}
