import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { backupFolder } from '../backups/catalogue.ts';

/** Files of the database itself. */
export const SUFFIXES = ['', '-wal', '-shm', '-journal'] as const;

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

/** Where databases are kept that were replaced because they were damaged, each in a folder of its own. */
export const damagedFolder = (dataDir: string): string => join(dataDir, 'damaged');

/**
 * The databases that bringing data back has set aside, with their logs. Where no database is there, the power may have
 * failed before the new one was in its place, or the log was in the folder of the old one.
 */
export function setAsideIn(dataDir: string, name: string): { file: string; log: string }[] {
  const folder = damagedFolder(dataDir);
  if (!existsSync(folder)) return [];
  const left = join(dataDir, `${name}-wal`);
  return readdirSync(folder)
    .sort()
    .map((one) => join(folder, one, name))
    .filter((file) => existsSync(file))
    .map((file, at, { length }) => {
      const own = `${file}-wal`;
      return { file, log: at === length - 1 && !existsSync(own) && existsSync(left) ? left : own };
    });
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** True for a file that holds nothing, and whose log holds nothing either. */
export function isEmptyFile(file: string): boolean {
  return sizeOf(file) === 0 && sizeOf(`${file}-wal`) === 0;
}
