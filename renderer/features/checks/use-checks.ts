import { useEffect, useMemo, useSyncExternalStore } from 'react';

import type { Template } from '../../../shared/template/schema.ts';
import { useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { CheckSession, type ChecksState } from './check-session.ts';

/** The checks of an open report, from when it is open until it is left. */
export function useChecks(session: ReportSession, template: Template | null): CheckSession {
  const client = useClient();
  const checks = useMemo(() => new CheckSession(session, client, template), [session, client, template]);
  useEffect(() => checks.start(), [checks]);
  return checks;
}

export function useChecksState(checks: CheckSession): ChecksState {
  return useSyncExternalStore(checks.subscribe, checks.state);
}
