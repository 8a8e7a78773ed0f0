import { Worker } from 'node:worker_threads';

import { PROCESS_LIMITS } from '../files/limits.ts';

type Watched = { resident: number; look: number; parent: number };

/** Runs in a thread of its own, from its text: it may use nothing from around it. */
function watch({ resident, look, parent }: Watched): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > resident || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, look);
}

/**
 * Starts a thread beside the one that reads, which can't look after itself while a file keeps it busy. It ends the whole
 * process when that has taken too much memory, or when the backend that would end it is gone. The backend has an eye on
 * the memory, too, where the system lets it (process-facts.ts); the thread works on every system.
 */
export function startGuard(): void {
  const watched: Watched = {
    resident: PROCESS_LIMITS.resident,
    look: PROCESS_LIMITS.look,
    parent: process.ppid,
  };
  const thread = new Worker(`(${watch.toString()})(require('node:worker_threads').workerData)`, {
    eval: true,
    workerData: watched,
    execArgv: [],
  });
  // Without it the backend's own watch is left: no reason not to read.
  thread.on('error', () => {});
  thread.unref();
}
