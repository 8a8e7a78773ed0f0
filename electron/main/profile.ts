import { mkdirSync } from 'node:fs';

import { app } from 'electron';

/**
 * Has Chromium keep its own files in this folder, which also makes one data folder one running program. Electron refuses a
 * folder that is not there. Where it can't be made, the backend is the one that says so, in a window: Chromium then stays
 * where it is by custom.
 */
export function keepProfileIn(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', folder);
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
  }
}
