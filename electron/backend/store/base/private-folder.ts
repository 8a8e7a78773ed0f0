import { chmodSync, closeSync, existsSync, lstatSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { makeFolder } from './write-through.ts';

/** Modes of what only its owner may read: reports are internal, and several people may use one machine. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;

/**
 * What the program makes in its folder: the database and its logs, backups and what is known of them, originals,
 * diaries of the program (logs), files on their way in or out, notices, what was set aside, the window's own profile.
 */
const OWN = /^\.?(?:nianshu|backup|original|log|incoming|notice|damaged|recover|draft|window)/;

/**
 * Makes the data folder if it is not there, and closes it and everything in it to other users of the machine; a
 * folder of an earlier version is set right. Where it holds other things than ours (somebody's documents named as the
 * data folder), those and the folder keep their modes, and only what is ours is closed.
 *
 * Windows keeps a user's folders private by itself and knows no modes, so nothing is done there.
 * @returns false when other users can still get in: the disk knows no modes (FAT), or the folder is not ours alone
 * @throws what the file system says when the folder can't be made
 */
export function makePrivateFolder(dataDir: string): boolean {
  makeFolder(dataDir, FOLDER_MODE);
  if (process.platform === 'win32') return true;
  const names = readdirSync(dataDir);
  for (const name of names) if (OWN.test(name)) closeToOthers(join(dataDir, name));
  if (names.every((name) => OWN.test(name))) setMode(dataDir, lstatSync(dataDir).mode, FOLDER_MODE);
  return (statSync(dataDir).mode & OTHERS) === 0;
}

/** Makes an empty file with a private mode where there is none: SQLite gives its log the mode of the database. */
export function makePrivateFile(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', FILE_MODE));
}

/** Sets the mode of a folder and of all in it. Links are left alone: what they lead to is not ours. */
function closeToOthers(path: string): void {
  let entry;
  try {
    entry = lstatSync(path);
  } catch {
    // Another window has just moved it.
    return;
  }
  if (!entry.isDirectory() && !entry.isFile()) return;
  setMode(path, entry.mode, entry.isDirectory() ? FOLDER_MODE : FILE_MODE);
  if (entry.isDirectory()) for (const name of readdirSync(path)) closeToOthers(join(path, name));
}

function setMode(path: string, mode: number, wanted: number): void {
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, wanted);
  } catch {
    // The answer of `makePrivateFolder` says that others can still get in.
  }
}
