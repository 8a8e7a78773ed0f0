import { readdirSync, readFileSync } from 'node:fs';

/** Parent and resident bytes of every process, where the system lists them in /proc (Linux). */
function processes() {
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
      const resident = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
      found.set(Number(name), { parent, resident });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** Resident bytes of a process and of all that it has started; 0 where the system does not say. */
export function memoryOfTree(pid) {
  if (process.platform !== 'linux') return 0;
  const all = processes();
  const inTree = (one) => {
    for (let at = one; at > 1; at = all.get(at)?.parent ?? 0) if (at === pid) return true;
    return false;
  };
  return [...all].reduce((sum, [one, { resident }]) => (inTree(one) ? sum + resident : sum), 0);
}

/** Watches a process until `stop` is called, which gives the most that it and its children held together, in bytes. */
export function watchMemory(pid, everyMs = 500) {
  let most = 0;
  const look = () => (most = Math.max(most, memoryOfTree(pid)));
  look();
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return most;
  };
}
