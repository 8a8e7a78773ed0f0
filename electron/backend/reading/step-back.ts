import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As `nice` counts: far behind what somebody waits for at a window. */
const BEHIND = 15;

/** Lets a process have the processor only when nothing else wants it. Not to be taken back. */
export function stepBack(pid: number): void {
  for (const id of threadsOf(pid)) {
    try {
      setPriority(id, BEHIND);
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
