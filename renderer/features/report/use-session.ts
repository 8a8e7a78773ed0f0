import { startTransition, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { messageOf, useClient } from '../../client/client-context.ts';
import {
  openSession,
  type DocumentSnapshot,
  type ReportSession,
  type SaveState,
} from '../../editor/session.ts';
import type { ConflictReason } from '../../editor/save-state.ts';
import { CalmSave } from './calm-save.ts';

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

/**
 * What the panels show. They are drawn in slices between which a key press comes first: a long report's panels never
 * keep the page from showing what is typed.
 */
export function useSnapshot(session: ReportSession): DocumentSnapshot {
  return useInSlices(session, subscribeDocument, snapshotOf);
}

/** The block of the caret. One that was begun a moment ago is told of together with the snapshot that has it. */
export function useCurrentBlock(session: ReportSession): string | null {
  return useInSlices<string | null>(session, subscribeCurrent, currentOf);
}

const subscribeDocument = (session: ReportSession, listener: () => void) => session.subscribe(listener);
const snapshotOf = (session: ReportSession) => session.snapshot();
const subscribeCurrent = (session: ReportSession, listener: () => void) => {
  const off = [session.subscribeSelection(listener), session.subscribe(listener)];
  return () => off.forEach((stop) => stop());
};
const currentOf = (session: ReportSession, old: string | null): string | null => {
  const current = session.currentBlock();
  const known = session.snapshot().blocks.some((block) => block.id === current);
  return current === null || known ? current : old;
};

function useInSlices<T>(
  session: ReportSession,
  subscribe: (session: ReportSession, listener: () => void) => () => void,
  read: (session: ReportSession, old: T | null) => T,
): T {
  const [value, setValue] = useState<T>(() => read(session, null));
  useEffect(() => {
    let told: T | undefined;
    const follow = () => {
      const now = read(session, told ?? null);
      if (now === told) return;
      told = now;
      startTransition(() => setValue(now));
    };
    // It may have changed between the first drawing and now.
    follow();
    return subscribe(session, follow);
  }, [session, subscribe, read]);
  return value;
}

/** How the saving stands, told calmly. */
export function useSaveState(session: ReportSession): {
  state: SaveState;
  message: string;
  reason: ConflictReason | null;
} {
  const calm = useMemo(() => new CalmSave(session), [session]);
  const { state, message, reason } = useSyncExternalStore(calm.subscribe, calm.status);
  return { state, message: message ?? '', reason: reason ?? null };
}
