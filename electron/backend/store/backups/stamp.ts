import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A time for a file's name, without what some systems don't allow there: 2026-11-29T101500. */
export const stampOf = (time: Date): string => time.toISOString().slice(0, 19).replaceAll(':', '');

/** A file of this name in the folder, with a number where that is taken: a backup never takes another one's place. */
export function freeFile(folder: string, name: string, extension = '.db'): string {
  for (let number = 1; ; number += 1) {
    const file = join(folder, `${number === 1 ? name : `${name}-${number}`}${extension}`);
    if (!existsSync(file)) return file;
  }
}
