import { ListChecks, TriangleAlert, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { ApprovalState } from '../../../shared/signoff/approval.ts';
import { useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { standingOf, standingText } from './approval-words.ts';

/** Over a report whose approval is under way, was voided by a change, or sent back. */
export function ApprovalBanner({ session, onOpen }: { session: ReportSession; onOpen: () => void }) {
  const state = useApprovalState(session);
  const standing = state && standingOf(state);
  const text = standing && standingText(standing);
  if (!text) return null;
  const isUnderWay = standing.at === 'under-way';
  const Icon = isUnderWay ? ListChecks : standing.at === 'returned' ? Undo2 : TriangleAlert;
  return (
    <section className={`ui-banner ${isUnderWay ? 'approving' : ''}`} aria-label="审签">
      <Icon size={16} aria-hidden />
      <p aria-live="polite">{text}</p>
      <Button size="small" onClick={onOpen}>
        审签
      </Button>
    </section>
  );
}

/**
 * Where the approval stands, asked again when a step was taken and when the report was stored, never by the key. Where
 * no step was ever taken, storing changes nothing and asks for nothing.
 */
function useApprovalState(session: ReportSession): ApprovalState | null {
  const client = useClient();
  const [state, setState] = useState<ApprovalState | null>(null);
  useEffect(() => {
    let live = true;
    let asked = -1;
    let hasSteps = false;
    let asking = false;
    let again = false;
    const ask = async (): Promise<void> => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      again = false;
      asked = session.revision;
      try {
        const found = await client.call('approval.state', { id: session.id });
        hasSteps = found.history.length > 0;
        if (live) setState(found);
      } catch {
        // The dialog says what is wrong; the next change asks again.
        asked = -1;
      }
      asking = false;
      if (again && live) void ask();
    };
    const follow = (): void => {
      if (hasSteps && session.save().state === 'saved' && session.revision !== asked) void ask();
    };
    void ask();
    const stops = [
      client.on('signoff.changed', ({ id }) => {
        if (id === session.id) void ask();
      }),
      session.subscribeSave(follow),
      session.subscribe(follow),
    ];
    return () => {
      live = false;
      for (const stop of stops) stop();
    };
  }, [client, session]);
  return state;
}
