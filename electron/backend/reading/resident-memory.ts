import { readFileSync } from 'node:fs';

/** Bytes of memory that a process has taken; null where the system doesn't say (anywhere but Linux), or it is gone. */
export function residentMemory(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
