import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Db } from '../sqlite/port.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Known, Original } from '../../../shared/contract/import-batch.ts';
import { cached } from './base/cached.ts';
import { linkThrough } from './base/write-through.ts';
import { IN_DATABASE, hashOf, isWhole, readPiece } from './base/original-file.ts';

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

export type OriginalStore = {
  /** Call inside the transaction that stores the report. */
  add(report: string, original: NewOriginal): void;
  list(report: string): Original[];
  /** Throws AppError: 'not-found', 'damaged-file' where what is kept is not as long as what came in. */
  read(id: number, offset: number, length: number): { name: string; size: number; bytes: Uint8Array };
  /** A report that is not in the bin and was imported from the same file, else from one with the same text. */
  find(hash: string, textHash: string): (Known & { how: 'bytes' | 'text' }) | null;
  /**
   * Puts a file that came in again in the place of what is kept of it, where that is lost, cut off or altered.
   * Answers whether anything had to be mended.
   */
  mend(original: NewOriginal): boolean;
};

type Row = { id: number; name: string; size: number; hash: string; bytes: Buffer | null };

/** The files that reports were imported from, byte for byte. */
export class SqliteOriginalStore implements OriginalStore {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #folder: string;
  #hashed = false;

  constructor(db: Db, now: () => Date, dataDir: string) {
    this.#db = db;
    this.#now = now;
    this.#folder = join(dataDir, 'originals');
  }

  add(report: string, { name, bytes, file, size, hash, textHash }: NewOriginal): void {
    let stored: Uint8Array | null = null;
    // A file that is there already may be the half of one: what came in now is known to be whole.
    if (size > IN_DATABASE && file !== undefined) linkThrough(file, join(this.#folder, hash));
    else stored = bytes ?? (file === undefined ? new Uint8Array() : readFileSync(file));
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
    if (row.bytes) return { name, size, bytes: row.bytes };
    const place = join(this.#folder, row.hash);
    const kept = statSync(place, { throwIfNoEntry: false });
    if (!kept) throw notThere();
    if (kept.size !== size) throw cutOff(name, kept.size, size);
    return { name, size, bytes: readPiece(place, offset, length) };
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

  mend({ file, bytes, size, hash }: NewOriginal): boolean {
    this.#hashOld();
    let mended = false;
    const rows = this.#db.prepare<[string], { id: number; inside: number }>(
      'SELECT id, bytes IS NOT NULL AS inside FROM originals WHERE hash = ?',
    );
    const inside = this.#db.prepare<[number], { bytes: Buffer }>('SELECT bytes FROM originals WHERE id = ?');
    for (const row of rows.all(hash)) {
      if (row.inside) {
        if (hashOf(inside.get(row.id)?.bytes ?? '') === hash) continue;
        const whole = bytes ?? (file === undefined ? new Uint8Array() : readFileSync(file));
        this.#db.prepare('UPDATE originals SET bytes = ? WHERE id = ?').run(whole, row.id);
        mended = true;
      } else if (file !== undefined && size > IN_DATABASE) {
        const place = join(this.#folder, hash);
        if (isWhole(place, size, hash)) continue;
        linkThrough(file, place);
        mended = true;
      }
    }
    return mended;
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

const cutOff = (name: string, kept: number, size: number): AppError =>
  new AppError(
    'damaged-file',
    `原文件“${name}”不完整（${kept} 字节，应为 ${size} 字节），没有取回；报告不受影响。手里还有这个文件的，重新导入即可补回。`,
  );

const notThere = (): AppError =>
  new AppError('not-found', '没有找到原文件：报告可能已移入回收站，或数据文件夹里的 originals 被移走了。');
