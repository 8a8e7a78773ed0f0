import { statSync } from 'node:fs';

/** The database's name in the data folder. */
export const DATABASE = 'nianshu.db';

/** What follows its name: the database itself, and its logs. */
export const SUFFIXES = ['', '-wal', '-shm', '-journal'] as const;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** True for a file that holds nothing, and whose log holds nothing either. */
export function isEmptyFile(file: string): boolean {
  return sizeOf(file) === 0 && sizeOf(`${file}-wal`) === 0;
}
