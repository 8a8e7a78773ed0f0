import { useEffect } from 'react';

import { desktopBridge } from '../../client/bridge.ts';
import type { ReportSession } from '../../editor/session.ts';

/** Saves when the window is hidden or closed, and has a browser ask before it closes on unsaved text. */
export function useLeaveGuard(session: ReportSession): void {
  useEffect(() => {
    const flush = () => {
      // A cell that is being typed in gives its text to the report first.
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
      void session.flush().catch(() => undefined);
    };
    const onHidden = () => {
      if (document.visibilityState === 'hidden') void session.flush().catch(() => undefined);
    };
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (session.save().state === 'saved') return;
      flush();
      // The desktop shell waits for the save by itself; there, asking would silently keep the window open.
      if (!desktopBridge()) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', flush);
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, [session]);
}
