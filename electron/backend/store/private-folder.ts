import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

/** Modes of what only its owner may read: reports are internal, and several people may use one machine. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;

/**
 * Makes the data folder if it is not there, and closes it and everything in it to other users of the machine; a
 * folder of an earlier version is set right. A folder that holds other things than ours (somebody's documents named
 * as the data folder) keeps its own mode, and only files that are made from now on are private.
 *
 * Windows keeps a user's folders private by itself and knows no modes, so nothing is done there.
 * @param database name of the database file, by which a folder is known as ours
 * @returns false when other users can still get in: the disk knows no modes (FAT), or the folder is somebody else's
 * @throws what the file system says when the folder can't be made
 */
export function makePrivateFolder(dataDir: string, database: string): boolean {
  mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE });
  if (process.platform === 'win32') return true;
  const names = readdirSync(dataDir);
  const ours = names.length === 0 || names.some((name) => name === database || name === 'backups');
  if (!ours) return (statSync(dataDir).mode & OTHERS) === 0;
  closeToOthers(dataDir);
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
  const wanted = entry.isDirectory() ? FOLDER_MODE : FILE_MODE;
  if ((entry.mode & OTHERS) !== 0) {
    try {
      chmodSync(path, wanted);
    } catch {
      // Told by the answer of `makePrivateFolder`; the folder itself is what keeps others out.
    }
  }
  if (entry.isDirectory()) for (const name of readdirSync(path)) closeToOthers(join(path, name));
}
