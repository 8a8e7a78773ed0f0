import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { backupFolder } from '../backups/catalogue.ts';

const hasFiles = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

/**
 * True where a data folder was in use before, whether its database is there or not: where it is missing, somebody has
 * to be asked, and an empty one in its place would hide what is lost.
 */
export function wasInUse(dataDir: string, file: string): boolean {
  return (
    // With an empty file beside them they are those of another process, which is making the database just now.
    (!existsSync(file) && ['-wal', '-shm', '-journal'].some((suffix) => existsSync(file + suffix))) ||
    (existsSync(backupFolder(dataDir)) &&
      readdirSync(backupFolder(dataDir)).some((name) => name.endsWith('.db'))) ||
    ['damaged', 'originals'].some((name) => hasFiles(join(dataDir, name)))
  );
}
