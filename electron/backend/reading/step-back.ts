import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * As `nice` counts. Whoever types comes before whoever waits for a file, from the first moment on. Where the time that a
 * process has used can be known, it is put behind everything at once: waiting then costs it nothing of its deadline.
 * Elsewhere it first has a share, and only a file that takes long gets no more than what nothing else wants.
 */
export const PRIORITY = { reading: process.platform === 'linux' ? 19 : 10, long: 19 } as const;

/** Puts a process behind others. Not to be taken back. */
export function stepBack(pid: number, priority: number): void {
  for (const id of threadsOf(pid)) {
    try {
      setPriority(id, priority);
    } catch {
      // It has ended, or the system does not let it: it is read all the same.
    }
  }
}

/** On Linux a priority is a thread's, and the collector of garbage has threads of its own. */
function threadsOf(pid: number): number[] {
  if (process.platform !== 'linux') return [pid];
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
