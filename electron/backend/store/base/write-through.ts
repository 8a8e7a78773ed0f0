import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Waits until what was written to a file is on the disk. */
export function syncFile(file: string): void {
  // Windows flushes only what was opened for writing.
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Waits until the names in a folder are on the disk: a renamed file may have its old name after a power cut. */
export function syncFolder(folder: string): void {
  // Windows has no such call, and keeps names in a journal of its own.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A name beside the wanted one, of this process alone. */
const beside = (file: string): string => join(dirname(file), `.${basename(file)}.${process.pid}.partial`);

/** Gives a finished file its name, for good: after a power cut the name leads to all of it. */
export function moveThrough(from: string, to: string): void {
  syncFile(from);
  renameSync(from, to);
  syncFolder(dirname(to));
}

/**
 * Puts a copy of a file into its place, whole and on the disk, or not at all. A file that is there is replaced.
 * Where both lie on one disk nothing is copied: the place becomes a second name of the file, so call it for a file
 * only that nobody writes to any more.
 */
export function linkThrough(from: string, to: string): void {
  if (isSameFile(from, to)) return;
  place(to, (partial) => {
    try {
      linkSync(from, partial);
    } catch {
      // Another disk, or a file system without links.
      copyFileSync(from, partial);
    }
  });
}

/** Puts a copy of a file into its place, whole and on the disk, or not at all. */
export function copyThrough(from: string, to: string): void {
  place(to, (partial) => copyFileSync(from, partial));
}

/** Writes a small file, whole and on the disk, or not at all. */
export function writeThrough(file: string, text: string): void {
  place(file, (partial) => writeFileSync(partial, text, { mode: 0o600 }));
}

function place(to: string, write: (partial: string) => void): void {
  makeFolder(dirname(to));
  const partial = beside(to);
  rmSync(partial, { force: true });
  try {
    write(partial);
    moveThrough(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/**
 * Makes a folder with those that it lies in, and sees to it that their names are on the disk: whatever is in a folder
 * that has lost its own name is lost with it.
 * @param mode of the folders that are made
 */
export function makeFolder(folder: string, mode?: number): void {
  if (existsSync(folder)) return;
  const first = mkdirSync(folder, { recursive: true, mode }) ?? folder;
  for (let made = resolve(folder); made !== dirname(made); made = dirname(made)) {
    syncParent(made);
    if (made === resolve(first)) break;
  }
}

function syncParent(folder: string): void {
  try {
    syncFolder(dirname(folder));
  } catch (error) {
    // A folder in which one may make others and not look around can't be waited for.
    if (!/^(?:EACCES|EPERM)$/.test(String((error as NodeJS.ErrnoException).code))) throw error;
  }
}

function isSameFile(a: string, b: string): boolean {
  if (!existsSync(b)) return false;
  const [one, other] = [statSync(a, { bigint: true }), statSync(b, { bigint: true })];
  return one.dev === other.dev && one.ino === other.ino;
}
