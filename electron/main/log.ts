import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '../backend/ports.ts';
import { fileLogger } from '../shells/logger.ts';

/** What a crash leaves may hold words of a report that stood in memory: few are kept, and not for long. */
const KEPT_DUMPS = 3;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export const logFolder = (dataDir: string): string => join(dataDir, 'logs');

/** Log of main: what happened to windows and processes. Never what is in a report. */
export const mainLogger = (dataDir: string): Logger => fileLogger(dataDir, 'window');

/**
 * Makes the folder for what crashes leave, closed to other users, and deletes old ones.
 * @returns its path, or null where it can't be made
 */
export function crashFolder(dataDir: string, now = Date.now()): string | null {
  const folder = join(logFolder(dataDir), 'crashes');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    const dumps = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dmp'))
      .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    dumps.forEach(({ path, at }, index) => {
      if (index >= KEPT_DUMPS || now - at > KEPT_MS) rmSync(path, { force: true });
    });
    return folder;
  } catch {
    return null;
  }
}
