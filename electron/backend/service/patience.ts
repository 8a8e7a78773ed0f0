import { setTimeout as delay } from 'node:timers/promises';

import type { Store } from '../store/types.ts';
import { isBusy } from '../store/base/store-fault.ts';

/** How long a call waits for another program to let go of the database, and how often it looks. Milliseconds. */
const PATIENCE = 5000;
const AGAIN = 100;

/**
 * Does `work` again while another program holds the database. SQLite itself waits a moment only: it would wait on the
 * thread that serves every window. What was begun is never done twice: as soon as this connection has changed
 * anything since the call began, the fault stands.
 */
export async function patiently<T>(
  work: () => T | Promise<T>,
  store: Pick<Store, 'changes'>,
  signal: AbortSignal,
): Promise<T> {
  const until = performance.now() + PATIENCE;
  const before = store.changes();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || store.changes() !== before || performance.now() > until) throw error;
      await delay(AGAIN, undefined, { signal });
    }
  }
}
