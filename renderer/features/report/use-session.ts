import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

import { messageOf, useClient } from '../../app/client-context.ts';
import {
  openSession,
  type DocumentSnapshot,
  type ReportSession,
  type SaveState,
} from '../../editor/session.ts';

type Opened = { session: ReportSession | null; failed: string | null };

/** Opens the report and closes it, with everything saved, when the window goes elsewhere. */
export function useSession(id: string): Opened {
  const client = useClient();
  const [session, setSession] = useState<ReportSession | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  useEffect(() => {
    let live = true;
    let opened: ReportSession | null = null;
    const open = async () => {
      try {
        const found = await openSession(client, id);
        if (!live) {
          await found.close();
          return;
        }
        opened = found;
        setSession(found);
      } catch (error) {
        if (live) setFailed(messageOf(error));
      }
    };
    void open();
    return () => {
      live = false;
      if (opened) void opened.close();
    };
  }, [client, id]);

  return { session, failed };
}

export function useSnapshot(session: ReportSession): DocumentSnapshot {
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  return useSyncExternalStore(subscribe, () => session.snapshot());
}

export function useCurrentBlock(session: ReportSession): string | null {
  const subscribe = useCallback((listener: () => void) => session.subscribeSelection(listener), [session]);
  return useSyncExternalStore(subscribe, () => session.currentBlock());
}

export function useSaveState(session: ReportSession): { state: SaveState; message: string } {
  const subscribe = useCallback((listener: () => void) => session.subscribeSave(listener), [session]);
  const state = useSyncExternalStore(subscribe, () => session.save().state);
  const message = useSyncExternalStore(subscribe, () => session.save().message ?? '');
  return { state, message };
}
