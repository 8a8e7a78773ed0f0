import { app, powerMonitor } from 'electron';

import type { Logger } from '../backend/ports.ts';
import type { BackendHost } from './backend-host.ts';
import { onStays } from './closing.ts';
import { withoutDisplay } from './display.ts';

export type Ending = {
  /** Whether the program is on its way out: a window that is opened now would vanish with it. */
  isEnding(): boolean;
  /** Ends, once everything is saved, and starts anew. Nothing comes of it when somebody chooses to stay. */
  restart(args: readonly string[]): void;
};

/** Where the program is to be started from: an AppImage is a file that is only mounted while it runs. */
function startAgain(args: readonly string[]): void {
  const image = process.env['APPIMAGE'];
  app.relaunch({ args: [...args], ...(image ? { execPath: image } : {}) });
}

/** Starts anew at once, before there is any window. */
export function startAnew(args: readonly string[]): void {
  startAgain(args);
  app.exit(0);
}

/**
 * Ends in order: windows have their pages save and go, then the backend finishes and closes its database, then the
 * program. A shutdown of the system goes the same way.
 */
export function endInOrder(host: BackendHost, logger: Logger): Ending {
  let quitting = false;
  let state: 'running' | 'ending' | 'ended' = 'running';
  let again: readonly string[] | null = null;

  app.on('before-quit', () => (quitting = true));
  onStays(() => {
    quitting = false;
    again = null;
  });
  app.on('window-all-closed', () => {
    // On a Mac a program stays until somebody quits it.
    if (process.platform !== 'darwin' || quitting) app.quit();
  });
  // Windows ask their pages to save as they close, so this comes when the last one is gone.
  app.on('will-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    void host.close().finally(() => {
      state = 'ended';
      if (again) startAgain(again);
      app.quit();
    });
  });
  // Linux and macOS. On Windows each window hears of it (closing.ts).
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    logger.info('the system shuts down');
    event?.preventDefault();
    app.quit();
  });

  return {
    isEnding: () => state !== 'running',
    restart: (args) => {
      again = withoutDisplay(args);
      if (state === 'running') app.quit();
    },
  };
}
