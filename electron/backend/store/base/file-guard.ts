import { statSync } from 'node:fs';

import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { codeOf } from './sqlite-errors.ts';

/** Device and number of a file: what stays the same whatever it is called. Null where there is none. */
function identityOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

/**
 * Sees to it that a save is acknowledged only while the path still leads to the files that were opened. A database
 * that was moved, removed or replaced while it is open takes everything that is written to it, and no one who opens
 * the folder afterwards finds it. The same goes for its log.
 */
export class FileGuard {
  readonly #db: Db;
  readonly #file: string;
  readonly #files: readonly { path: string; identity: string | null }[];
  readonly #total;
  readonly #version;
  /** Of the database when it was opened. */
  readonly #opened: number;
  #seen = 0;
  #isReadOnly = false;

  constructor(db: Db) {
    this.#db = db;
    this.#file = db.name;
    this.#files = [db.name, `${db.name}-wal`].map((path) => ({ path, identity: identityOf(path) }));
    this.#total = db.prepare<[], number>('SELECT total_changes()').pluck();
    this.#version = db.prepare<[], number>('PRAGMA user_version').pluck();
    this.#opened = this.#version.get() ?? 0;
    this.#seen = this.#changes();
  }

  /**
   * Call after whatever may have written, before it is acknowledged; costs next to nothing where nothing was written.
   * Answers whether anything was, and is on the disk.
   * Throws AppError('read-only') where what was written can't be found by its path any more, 'newer-database' where
   * another program has brought the database up to date meanwhile: this one would write past what it does not know.
   */
  check(): boolean {
    if (!this.#db.open) return false;
    const changes = this.#changes();
    if (changes === this.#seen) return false;
    this.checkNow();
    // Within a transaction it is looked at once more when that is on the disk.
    if (this.#db.inTransaction) return false;
    this.#seen = changes;
    return true;
  }

  /** The same, whether anything was written or not. */
  checkNow(): void {
    for (const { path, identity } of this.#files) {
      if (identity !== null && identityOf(path) !== identity) throw moved(this.#file);
    }
    if ((this.#version.get() ?? 0) > this.#opened) throw upgraded(this.#file);
  }

  /**
   * Call before what is no part of a transaction, which would be stored before anybody could look: from then on, what a
   * later program has brought up to date can only be read here.
   */
  onlyReadNewer(): void {
    if (this.#isReadOnly || !this.#db.open || this.#db.inTransaction) return;
    if ((this.#version.get() ?? 0) <= this.#opened) return;
    this.#db.pragma('query_only = ON');
    this.#isReadOnly = true;
  }

  /** Says why nothing can be written, where `onlyReadNewer` has seen to it; any other error as it is. */
  reasonOf(error: unknown): unknown {
    return this.#isReadOnly && codeOf(error).startsWith('SQLITE_READONLY') ? upgraded(this.#file) : error;
  }

  #changes(): number {
    return this.#total.get() ?? 0;
  }
}

const moved = (file: string): AppError =>
  new AppError(
    'read-only',
    `数据文件被移走、删除或换成了别的文件，刚才的内容没有保存（${file}）。窗口里的文字还在，请先复制要紧的文字，把原来的文件放回去，再重新打开年述。`,
  );

const upgraded = (file: string): AppError =>
  new AppError(
    'newer-database',
    `数据刚才被更新版本的年述升级了，这一版不能再写，刚才的内容没有保存（${file}）。窗口里的文字还在，请先复制要紧的文字，关闭这一版，用新版打开。`,
  );
