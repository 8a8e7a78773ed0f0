import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { syncFolder } from '../base/write-through.ts';
import type { NeedleSearch } from './needles.ts';

const CHUNK = 8 * 1024 * 1024;

/** All files below a folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Writes over a file before its name goes: what is deleted only can be read off the disk. */
export function wipeFile(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return;
  // Another name of the same bytes belongs to somebody else.
  if (statSync(file).nlink === 1) {
    const handle = openSync(file, 'r+');
    try {
      const nothing = Buffer.alloc(Math.min(CHUNK, Math.max(1, size)));
      for (let at = 0; at < size; at += nothing.length)
        writeSync(handle, nothing, 0, Math.min(nothing.length, size - at), at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
  rmSync(file, { force: true });
  syncFolder(dirname(file));
}

/** Whether any of the words stands in a file, in any form; reads it piece by piece. */
export function holdsWords(file: string, search: NeedleSearch): boolean {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK + search.overlap);
    let kept = 0;
    for (;;) {
      const read = readSync(handle, buffer, kept, CHUNK, null);
      if (read === 0) return false;
      const filled = kept + read;
      if (search.in(buffer.subarray(0, filled), 1).size > 0) return true;
      kept = Math.min(search.overlap, filled);
      buffer.copyWithin(0, filled - kept, filled);
    }
  } finally {
    closeSync(handle);
  }
}
