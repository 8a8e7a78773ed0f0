import { existsSync, renameSync } from 'node:fs';
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
  makeFolder(join(dataDir, 'damaged'));
  makeFolder(folder);
  for (const suffix of there) renameSync(file + suffix, join(folder, DATABASE + suffix));
  syncFolder(folder);
  syncFolder(dataDir);
  return folder;
}
