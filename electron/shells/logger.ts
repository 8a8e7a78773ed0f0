import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Logger } from '../backend/ports.ts';

const ROTATE_AT_BYTES = 1024 * 1024;

const describe = (value: unknown): unknown =>
  value instanceof Error
    ? { message: value.message, stack: value.stack, ...(value.cause ? { cause: describe(value.cause) } : {}) }
    : value;

function line(level: string, message: string, facts: Record<string, unknown> | undefined): string {
  const described = Object.fromEntries(
    Object.entries(facts ?? {}).map(([key, value]) => [key, describe(value)]),
  );
  return `${JSON.stringify({ at: new Date().toISOString(), level, message, ...described })}\n`;
}

const makeLogger = (write: (text: string) => void): Logger => ({
  info: (message, facts) => write(line('info', message, facts)),
  warn: (message, facts) => write(line('warn', message, facts)),
  error: (message, facts) => write(line('error', message, facts)),
});

/**
 * Writes to `logs/nianshu.log` in the data folder, closed to other users; the one before is kept. A log that can't be
 * written stops nothing.
 * @param name another log beside that one, for another process: two that write one file would cut each other off
 */
export function fileLogger(dataDir: string, name = 'nianshu'): Logger {
  const folder = join(dataDir, 'logs');
  const file = join(folder, `${name}.log`);
  return makeLogger((text) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_AT_BYTES) {
        renameSync(file, join(folder, `${name}.1.log`));
      }
      appendFileSync(file, text, { mode: 0o600 });
    } catch {
      // A read-only or full disk is reported where data is saved.
    }
  });
}

/** Writes to standard error where `NIANSHU_DEBUG` is set, and nowhere otherwise. */
export function debugLogger(): Logger {
  const on = Boolean(process.env['NIANSHU_DEBUG']);
  return makeLogger((text) => {
    if (on) process.stderr.write(text);
  });
}
