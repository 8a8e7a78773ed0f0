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
import { basename, dirname, join } from 'node:path';

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

/** Makes a folder, and sees to it that its own name is on the disk. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  syncFolder(dirname(folder));
}

function isSameFile(a: string, b: string): boolean {
  if (!existsSync(b)) return false;
  const [one, other] = [statSync(a, { bigint: true }), statSync(b, { bigint: true })];
  return one.dev === other.dev && one.ino === other.ino;
}
