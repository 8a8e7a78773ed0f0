import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

import type { Database } from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { Known, Original } from '../../../shared/contract/import-batch.ts';
import { cached } from './cached.ts';

/** A file to be kept: its bytes, or where they lie. */
export type NewOriginal = {
  name: string;
  bytes?: Uint8Array | undefined;
  file?: string | undefined;
  size: number;
  /** SHA-256 of its bytes, and of its text without white space. */
  hash: string;
  textHash: string;
};

/** Larger files lie beside the database: they would make each backup and each copy of it slow. */
const IN_DATABASE = 16 * 1024 * 1024;

export const hashOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** The same text whatever its white space: what a word processor changes in saving under another format. */
export const textHashOf = (text: string): string => hashOf(text.replace(/\s/g, ''));

export type OriginalStore = {
  /** Call inside the transaction that stores the report. */
  add(report: string, original: NewOriginal): void;
  list(report: string): Original[];
  /** Throws AppError('not-found'). */
  read(id: number, offset: number, length: number): { name: string; size: number; bytes: Uint8Array };
  /** A report that is not in the bin and was imported from the same file, else from one with the same text. */
  find(hash: string, textHash: string): (Known & { how: 'bytes' | 'text' }) | null;
};

type Row = { id: number; name: string; size: number; hash: string; bytes: Buffer | null };

/** The files that reports were imported from, byte for byte. */
export class SqliteOriginalStore implements OriginalStore {
  readonly #db: Database;
  readonly #now: () => Date;
  readonly #folder: string;
  #hashed = false;

  constructor(db: Database, now: () => Date, dataDir: string) {
    this.#db = db;
    this.#now = now;
    this.#folder = join(dataDir, 'originals');
  }

  add(report: string, { name, bytes, file, size, hash, textHash }: NewOriginal): void {
    let stored: Uint8Array | null = null;
    if (size > IN_DATABASE && file !== undefined) {
      mkdirSync(this.#folder, { recursive: true });
      const place = join(this.#folder, hash);
      if (!existsSync(place)) copyFileSync(file, place);
    } else stored = bytes ?? (file === undefined ? new Uint8Array() : readFileSync(file));
    cached(
      this.#db,
      `INSERT INTO originals (report_id, name, size, hash, text_hash, at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(report, name, size, hash, textHash, this.#now().toISOString(), stored);
  }

  list(report: string): Original[] {
    return this.#db
      .prepare<[string], Original>(
        'SELECT id, name, size, at FROM originals WHERE report_id = ? ORDER BY id DESC',
      )
      .all(report);
  }

  read(id: number, offset: number, length: number): { name: string; size: number; bytes: Uint8Array } {
    const row = this.#db
      .prepare<[number, number, number], Row>(
        'SELECT id, name, size, hash, substr(bytes, ? + 1, ?) AS bytes FROM originals WHERE id = ?',
      )
      .get(offset, length, id);
    if (!row) throw notThere();
    const { name, size } = row;
    return { name, size, bytes: row.bytes ?? this.#readFile(row.hash, offset, length) };
  }

  find(hash: string, textHash: string): (Known & { how: 'bytes' | 'text' }) | null {
    this.#hashOld();
    const by = (column: 'hash' | 'text_hash', value: string): Known | undefined =>
      cached<[string], Known>(
        this.#db,
        `SELECT r.id, r.title, r.year, r.unit FROM originals o JOIN reports r ON r.id = o.report_id
           WHERE o.${column} = ? AND r.removed_at IS NULL ORDER BY o.id LIMIT 1`,
      ).get(value);
    const bytes = by('hash', hash);
    if (bytes) return { ...bytes, how: 'bytes' };
    const text = by('text_hash', textHash);
    return text ? { ...text, how: 'text' } : null;
  }

  #readFile(hash: string, offset: number, length: number): Uint8Array {
    const place = join(this.#folder, hash);
    if (!existsSync(place)) throw notThere();
    const file = openSync(place, 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
    } finally {
      closeSync(file);
    }
  }

  /** Files that were kept before there were hashes get theirs; SQLite has no SHA-256. */
  #hashOld(): void {
    if (this.#hashed) return;
    const update = this.#db.prepare('UPDATE originals SET hash = ? WHERE id = ?');
    const old = this.#db.prepare<[], { id: number; bytes: Buffer | null }>(
      "SELECT id, bytes FROM originals WHERE hash = ''",
    );
    for (const { id, bytes } of old.all()) update.run(hashOf(bytes ?? new Uint8Array()), id);
    this.#hashed = true;
  }
}

const notThere = (): AppError =>
  new AppError('not-found', '没有找到原文件：报告可能已移入回收站，或数据文件夹里的 originals 被移走了。');
