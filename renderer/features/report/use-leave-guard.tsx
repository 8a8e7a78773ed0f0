import { useEffect, useState, type ReactNode } from 'react';

import { guardLeaving } from '../../base/leave-guard.ts';
import type { Route } from '../../base/route.ts';
import { desktopBridge } from '../../client/bridge.ts';
import type { ReportSession } from '../../editor/session.ts';
import { LeaveDialog } from './leave-dialog.tsx';

/** Milliseconds that a save may take before somebody is asked: a line that is down answers nothing. */
const PATIENCE = 2500;

type Question = { closing: boolean; answer: (leave: boolean) => void };

/**
 * Stands before every way out of a report: saves, and asks where that fails. Gives the question while there is one. It
 * belongs outside whatever may break, so that a page that shows an error is guarded, too.
 */
export function useLeaveGuard(session: ReportSession | null): ReactNode {
  const [question, setQuestion] = useState<Question | null>(null);

  useEffect(() => {
    if (!session) return undefined;
    const ask = (to: Route | null): Promise<boolean> =>
      new Promise((resolve) => {
        setQuestion({
          closing: to === null,
          answer: (leave) => {
            setQuestion(null);
            resolve(leave);
          },
        });
      });
    const guard = (to: Route | null): boolean | Promise<boolean> => {
      if (to?.at === 'report' && to.id === session.id) return true;
      giveUpFocus();
      if (!holdsSomething(session)) return true;
      return savedInTime(session).then((saved) => (saved && !holdsSomething(session)) || ask(to));
    };
    const stop = guardLeaving(guard);
    return () => {
      stop();
      setQuestion(null);
    };
  }, [session]);

  useEffect(() => (session ? guardUnload(session) : undefined), [session]);

  return session && question ? (
    <LeaveDialog session={session} closing={question.closing} onDone={question.answer} />
  ) : null;
}

const holdsSomething = (session: ReportSession): boolean =>
  session.unsaved || session.unfinished.all().length > 0;

/** A cell that is being typed in gives its text to the report first. */
function giveUpFocus(): void {
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
}

async function savedInTime(session: ReportSession): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE)));
  const saved = session.flush().then(
    () => true,
    () => false,
  );
  const inTime = await Promise.race([saved, late]);
  clearTimeout(timer);
  return inTime;
}

/** What the browser itself takes away: the tab is closed, the page loaded anew, the window hidden for good. */
function guardUnload(session: ReportSession): () => void {
  const bridge = desktopBridge();
  const flush = () => {
    giveUpFocus();
    void session.flush().catch(() => undefined);
  };
  const onHidden = () => {
    if (document.visibilityState === 'hidden') void session.flush().catch(() => undefined);
  };
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    giveUpFocus();
    if (!holdsSomething(session)) return;
    void session.flush().catch(() => undefined);
    session.keepDraftAtOnce();
    // The desktop shell asks by itself before it closes; there, asking here would silently keep the window open.
    if (!bridge) event.preventDefault();
  };
  const tell = () => bridge?.setUnsaved(session.unsaved);
  const stopTelling = session.subscribeSave(tell);
  document.addEventListener('visibilitychange', onHidden);
  window.addEventListener('pagehide', flush);
  window.addEventListener('beforeunload', onBeforeUnload);
  return () => {
    stopTelling();
    bridge?.setUnsaved(false);
    document.removeEventListener('visibilitychange', onHidden);
    window.removeEventListener('pagehide', flush);
    window.removeEventListener('beforeunload', onBeforeUnload);
  };
}
