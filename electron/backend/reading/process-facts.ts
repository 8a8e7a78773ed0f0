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

/** Milliseconds of processor time that a process has used so far; null as above. */
export function processorTime(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const facts = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the name in brackets: user and system time are fields 14 and 15, in hundredths of a second (proc(5)).
    const fields = facts.slice(facts.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}
