import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { isSound } from '../../../electron/backend/store/backups/sound.ts';
import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { checkAll } from '../../../electron/backend/store/recovery/full-check.ts';
import { portsOn } from '../ports.ts';

const DAY_MS = 86_400_000;

/** The backend on a data folder, as a start has it. Rejects where somebody would be asked what to do. */
export const start = (dataDir: string, now?: () => Date): Promise<Backend> =>
  createBackend(portsOn(dataDir, now));

/** Throws where this is not so; `what` is told in the list of what failed. */
export function must(so: boolean, what: string, facts?: unknown): asserts so {
  if (!so) throw new Error(facts === undefined ? what : `${what}: ${JSON.stringify(facts).slice(0, 700)}`);
}

/**
 * Starts on a folder in which a process was killed, and looks at everything: nothing is asked, nothing is told,
 * nothing is damaged.
 * @param look what the kind of work has to say; works with the backend that is open
 */
export async function inspect<T>(dataDir: string, look: (backend: Backend) => Promise<T>): Promise<T> {
  const backend = await start(dataDir);
  let seen: T;
  try {
    const told = (await backend.call('app.info', {})).notices;
    // That they were brought up to date, and that masks have one width now, is news to data of before.
    const notices = told.filter(({ kind }) => kind !== 'mask' && kind !== 'upgraded');
    const upgrades = told.filter(({ kind }) => kind === 'upgraded');
    must(upgrades.length <= 1, 'an upgrade is told more than once', upgrades);
    must(notices.length === 0, 'something is told that is no news', notices);
    seen = await look(backend);
    const { filled: _filled, ...found } = checkAll(dataDir);
    const clean = { reports: [], files: [], elsewhere: false, index: false, behind: null };
    must(JSON.stringify(found) === JSON.stringify(clean), 'the whole check finds something', found);
  } finally {
    await backend.close();
  }
  must(isSound(join(dataDir, DATABASE)), 'the database is not sound');
  must(!isHot(join(dataDir, `${DATABASE}-journal`)), 'a journal is left that would be rolled back');
  return seen;
}

/** Whether a journal would be rolled back: one that is done with begins with zeros, and only lies there (pager.c). */
function isHot(file: string): boolean {
  return (
    existsSync(file) &&
    readFileSync(file)
      .subarray(0, 8)
      .some((byte) => byte !== 0)
  );
}

/** What may lie in a data folder, and beside its copies elsewhere, when nothing is being done. */
const KNOWN = [
  /^nianshu\.(?:db(?:-wal|-shm|-journal)?|progress)$/,
  /^(?:backup|notices)\.json$/,
  /^nianshu\.progress$/,
  /^logs\/nianshu(?:\.1)?\.log$/,
  /^backups\/[^/]+\.db$/,
  /^(?:.+\/)?originals\/[0-9a-f]{64}(?:\.nsb)?$/,
  /^年述备份-[^/]+\/(?:年述备份\.json|nianshu-[^/]+\.(?:db|nsb))$/,
  /^年述数据-[^/]+\.(?:db|nsb)$/,
];

/** Files that a process that was killed has left in these folders. */
export function leftIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder, { withFileTypes: true, recursive: true }) : [])
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => !KNOWN.some((known) => known.test(file))),
  );
}

/**
 * A start on the next day leaves nothing of what lies half done: today's may be another process's.
 * @param others folders elsewhere in which it works, too
 * @param work what it does there: folders that may not be there are looked into when they are used
 */
export async function tidies(
  dataDir: string,
  others: readonly string[] = [],
  work: (backend: Backend) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const before = leftIn([dataDir, ...others]);
  const backend = await start(dataDir, () => new Date(Date.now() + DAY_MS + 3_600_000));
  try {
    await work(backend);
  } finally {
    await backend.close();
  }
  const left = leftIn([dataDir, ...others]);
  must(left.length === 0, `of ${before.length} files left half done some stay`, left);
}
