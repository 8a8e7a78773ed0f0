import type { Db } from '../../sqlite/port.ts';

/** Which program had the data open last: its version, and the version of the database that it made of them. */
export type WrittenBy = { version: string; store: number };

/** Null in data of before this was noted, and where it can't be read: it is only told, and decides nothing. */
export function writtenBy(db: Db): WrittenBy | null {
  try {
    const text = db.prepare<[], string>("SELECT value FROM settings WHERE key = 'program'").pluck().get();
    const { version, store } = JSON.parse(text ?? '{}') as Partial<WrittenBy>;
    return typeof version === 'string' && typeof store === 'number' ? { version, store } : null;
  } catch {
    return null;
  }
}
