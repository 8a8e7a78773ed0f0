import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { makeFolder, syncFolder } from '../base/write-through.ts';
import { DATABASE, SUFFIXES } from '../base/database-file.ts';

/** Moves the database and its log into a folder of their own; null where there is nothing to keep. */
export function setAside(dataDir: string, now: Date): string | null {
  const file = join(dataDir, DATABASE);
  const there = SUFFIXES.filter((suffix) => existsSync(file + suffix));
  if (there.length === 0) return null;
  const stamp = now.toISOString().replaceAll(':', '');
  let folder = join(dataDir, 'damaged', stamp);
  // A clock that stands still, or goes back, must not put two into one place.
  for (let more = 2; existsSync(folder); more += 1) folder = join(dataDir, 'damaged', `${stamp}-${more}`);
  makeFolder(folder);
  for (const suffix of there) renameSync(file + suffix, join(folder, DATABASE + suffix));
  syncFolder(folder);
  syncFolder(dataDir);
  return folder;
}

/**
 * The databases that were set aside, each with the place of its log. Where no database is in its place, the power may
 * have failed before the new one was there, and the log of the last may not have followed it yet.
 */
export function setAsideIn(dataDir: string): { file: string; log: string }[] {
  const folder = join(dataDir, 'damaged');
  if (!existsSync(folder)) return [];
  const left = join(dataDir, `${DATABASE}-wal`);
  return readdirSync(folder)
    .sort()
    .map((one) => join(folder, one, DATABASE))
    .filter((file) => existsSync(file))
    .map((file, at, { length }) => {
      const own = `${file}-wal`;
      return { file, log: at === length - 1 && !existsSync(own) && existsSync(left) ? left : own };
    });
}
