import { useCallback, useEffect, useState } from 'react';

import type { ApprovalState } from '../../../shared/signoff/approval.ts';
import type { Obstacle } from '../../../shared/signoff/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';

/** What the dialog shows: where the approval stands, what bars the next step, and the revision that it was all read of. */
export type ApprovalFound = { state: ApprovalState; obstacles: Obstacle[]; revision: number };

type Found = ApprovalFound | { failed: string } | null;

/** Read when the dialog opens, and again whenever somebody has taken a step. */
export function useApproval(session: ReportSession): { found: Found; look: () => Promise<void> } {
  const client = useClient();
  const [found, setFound] = useState<Found>(null);
  const { id } = session;

  const look = useCallback(async () => {
    try {
      // What is signed is what is stored, and what the window shows.
      await session.flush();
      const { revision } = session;
      const isSigned = session.detail.state === 'signed-off';
      const [state, obstacles] = await Promise.all([
        client.call('approval.state', { id }),
        isSigned ? [] : client.call('signoff.obstacles', { id }),
      ]);
      setFound({ state, obstacles, revision });
    } catch (error) {
      setFound({ failed: messageOf(error) });
    }
  }, [client, session, id]);

  useEffect(() => {
    const begin = async (): Promise<void> => look();
    void begin();
    return client.on('signoff.changed', (event) => {
      if (event.id === id) void look();
    });
  }, [client, id, look]);

  return { found, look };
}
