import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import type { Db } from '../../sqlite/port.ts';
import type { Progress } from './progress.ts';

const FILE = 'nianshu.progress';
/** Milliseconds after a save: typing doesn't write it down at every letter. */
const LATER_MS = 300;
/** Always as long, so that a new note covers the old one whole. */
const LENGTH = 160;

/** How far a database had come, and when that was (ISO time). */
export type Noted = Progress & { at: string };

/**
 * Writes down beside the database how far it has come. What is in the database is on the disk by then, so that after a
 * power cut the note may be behind it, and never ahead. Where it is ahead all the same, the database is not the one that
 * was here last: somebody has put an older copy in its place by hand, or the disk has lost the end of its log, of which
 * SQLite can't know. Nothing depends on the note: it is not waited for, and where it can't be written or read there is
 * none.
 */
export class ProgressNote {
  readonly #file: string;
  readonly #now: () => Date;
  readonly #progress;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Db, dataDir: string, now: () => Date) {
    this.#file = join(dataDir, FILE);
    this.#now = now;
    this.#progress = db.prepare<[], Progress>('SELECT generation, changes FROM store_state');
  }

  /** Something was stored. */
  soon(): void {
    this.#timer ??= setTimeout(() => this.write(), LATER_MS).unref();
  }

  /** Writes down what was stored and has not been written down; call it before the database is closed. */
  write(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    try {
      const noted = JSON.stringify({ ...this.#progress.get(), at: this.#now().toISOString() });
      const file = openSync(this.#file, constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        writeSync(file, noted.padEnd(LENGTH), 0);
      } finally {
        closeSync(file);
      }
    } catch {
      // The disk is full, or another program is at the file: the next save tries again.
    }
  }
}

/** What was noted where the database is not as far as that; null where nothing is missing, or nothing was noted. */
export function missingSince(db: Db, dataDir: string): Noted | null {
  const noted = notedIn(dataDir);
  if (!noted) return null;
  const own = db.prepare<[], Progress>('SELECT generation, changes FROM store_state').get();
  if (!own) return null;
  const isBehind =
    own.generation < noted.generation || (own.generation === noted.generation && own.changes < noted.changes);
  return isBehind ? noted : null;
}

/** The generation of the database that was here last, as far as it was noted: for one that can't be read. */
export const notedGeneration = (dataDir: string): number => notedIn(dataDir)?.generation ?? 0;

/** Another database is put in on purpose: what was noted says nothing of it. Call it before that is in its place. */
export function forgetNote(dataDir: string): void {
  rmSync(join(dataDir, FILE), { force: true });
}

function notedIn(dataDir: string): Noted | null {
  try {
    const { generation, changes, at } = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as Noted;
    const isOne =
      Number.isInteger(generation) && Number.isInteger(changes) && !Number.isNaN(new Date(at).getTime());
    return isOne ? { generation, changes, at } : null;
  } catch {
    return null;
  }
}
