import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { SUFFIXES } from './database-file.ts';

const DAY_MS = 86_400_000;

/**
 * Names of files that are being written and get their own name once they are whole, as their writers give them: small
 * files and originals (write-through.ts), copies of the database (copy.ts), encrypted files, originals out of a backup,
 * and databases that are being prepared beside our own. Strict: a folder that somebody chose has other files, too.
 */
const UNFINISHED: readonly RegExp[] = [
  /^\..+\.\d+\.partial$/,
  /\.db\.\d+\.partial(?:-wal|-shm|-journal)?$/,
  /\.nsb\.partial$/,
  /^[0-9a-f]{64}\.partial$/,
  /^nianshu\.db\.(?:restoring|recovering(?:-look)?|sealing|opened)(?:\.\d+)?(?:\.partial)?(?:-wal|-shm|-journal)?$/,
];

/**
 * Removes what a program had begun in these folders and was ended over: nobody knows of it any more, and it may be as
 * large as all data. Today's may be another program's, at work just now. Never throws: it is tidying only.
 */
export function removeUnfinished(folders: readonly string[], now: Date): void {
  for (const folder of folders)
    try {
      if (!existsSync(folder)) continue;
      for (const name of readdirSync(folder).filter((one) => UNFINISHED.some((form) => form.test(one)))) {
        const file = join(folder, name);
        if (now.getTime() - statSync(file).mtimeMs > DAY_MS) rmSync(file, { force: true });
      }
    } catch {
      // A folder that can't be read says so where it is used.
    }
}

/** Removes a database that was being prepared, with its journal: SQLite would take that for the next one's. */
export function removeDatabase(file: string): void {
  for (const suffix of SUFFIXES) rmSync(file + suffix, { force: true });
}
