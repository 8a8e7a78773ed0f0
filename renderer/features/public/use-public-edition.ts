import { useEffect, useMemo, useState } from 'react';

import { SCHEMA_VERSION } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import type { ReportHead } from '../../../shared/edition/head.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';

/**
 * The public edition of what the window holds, as the gate makes it and every export prints it; null while it is not
 * wanted. It follows the report, whoever changes it.
 * @param of the head is read anew whenever this is something else
 */
export function usePublicEdition(
  session: ReportSession,
  snapshot: DocumentSnapshot,
  template: Template | null,
  wanted: boolean,
  of: unknown,
): EditionDocument | null {
  const [editions] = useSetting('editions');
  const [layout] = useSetting('layout');
  const head = useHead(session, wanted, of);
  const { blocks, variables } = snapshot;
  const { unit, year, state } = session.detail;
  return useMemo(() => {
    if (!wanted) return null;
    const source = {
      document: { schema: SCHEMA_VERSION, blocks: [...blocks] },
      variables,
      unit,
      year,
      state,
      ...(head ? { head } : {}),
    };
    const known = template ?? undefined;
    return toEdition(source, known, 'public', editionPolicy(known, editions), layout);
  }, [wanted, blocks, variables, unit, year, state, head, template, editions, layout]);
}

function useHead(session: ReportSession, wanted: boolean, of: unknown): ReportHead | null {
  const client = useClient();
  const [head, setHead] = useState<ReportHead | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let live = true;
    client
      .call('report.head', { id: session.id })
      .then((found) => live && setHead(found))
      // Without it the head says what follows from the report.
      .catch(() => undefined);
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps -- asked anew for `of`
  }, [client, session, wanted, of]);
  return head;
}
