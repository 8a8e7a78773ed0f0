import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheDir } from './paths.mjs';

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** True when the lock was taken; false while a living process holds it. */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = Number(readFileSync(file, 'utf8'));
    // An empty file belongs to a process that is just about to write its number.
    if (holder !== 0 && !alive(holder)) rmSync(file, { force: true });
    return false;
  }
}

/** Does `work` while no other process of this project does: two commands started at once must not both install. */
export async function withLock(name, work) {
  mkdirSync(cacheDir, { recursive: true });
  const file = join(cacheDir, `${name}.lock`);
  while (!take(file)) await new Promise((resolve) => setTimeout(resolve, 200));
  const release = () => rmSync(file, { force: true });
  // Work that gives up ends the process.
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
