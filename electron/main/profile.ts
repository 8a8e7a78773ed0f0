import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { app } from 'electron';

/**
 * Has Chromium keep its own files in this folder, which also makes one data folder one running program. Electron refuses a
 * folder that is not there, and ends without a word where it can't be written. Then one that is kept until the next start
 * takes its place, and the backend is the one that says what is wrong, in a window.
 * @returns the folder that it is
 */
export function keepProfileIn(folder: string): string {
  const used = writable(folder);
  app.setPath('userData', used);
  return used;
}

function writable(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return mkdtempSync(join(tmpdir(), 'nianshu-window-'));
  }
}
