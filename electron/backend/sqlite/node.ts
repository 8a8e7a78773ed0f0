import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

import { sqliteErrorOf } from './node-error.ts';
import { NodeStatement } from './node-statement.ts';
import type { BackupOptions, BackupState, Db, Driver, OpenOptions, Statement, Transaction } from './port.ts';
import { SqliteError } from './sqlite-error.ts';
import { transactionOn } from './transaction.ts';

const require = createRequire(import.meta.url);

type NodeSqlite = Pick<typeof import('node:sqlite'), 'DatabaseSync' | 'backup'>;

/**
 * The driver that comes with Node itself: where better-sqlite3 has no binary for the machine, or one that its system
 * can't load. Throws where Node was built without it.
 */
export function loadNode(): Driver {
  const library = require('node:sqlite') as NodeSqlite;
  return { name: 'node:sqlite', open: (file, options) => new NodeDb(library, file, options) };
}

/** Milliseconds that a statement waits for a lock unless told: as better-sqlite3 does. */
const LOCK_WAIT = 5000;
/** Pages copied in one go at most. */
const STEP = 256;

class NodeDb implements Db {
  readonly name: string;
  readonly #library: NodeSqlite;
  readonly #db: DatabaseSync;

  constructor(
    library: NodeSqlite,
    file: string,
    { readonly = false, fileMustExist = false, timeout = LOCK_WAIT }: OpenOptions,
  ) {
    this.name = file;
    this.#library = library;
    try {
      const place = fileMustExist && !readonly ? existing(file) : file;
      this.#db = new library.DatabaseSync(place, { readOnly: readonly, timeout });
      this.#db.enableDefensive(true);
    } catch (error) {
      throw sqliteErrorOf(error);
    }
  }

  get open(): boolean {
    return this.#db.isOpen;
  }

  get inTransaction(): boolean {
    return this.#db.isOpen && this.#db.isTransaction;
  }

  prepare<Params extends unknown[] | object, Row>(
    sql: string,
  ): Statement<Params extends unknown[] ? Params : [Params], Row> {
    try {
      const statement: Statement = new NodeStatement(this.#db.prepare(sql), sql);
      return statement as Statement<Params extends unknown[] ? Params : [Params], Row>;
    } catch (error) {
      throw sqliteErrorOf(error);
    }
  }

  exec(sql: string): this {
    try {
      this.#db.exec(sql);
      return this;
    } catch (error) {
      throw sqliteErrorOf(error);
    }
  }

  pragma(source: string, { simple = false }: { simple?: boolean } = {}): unknown {
    const statement = this.prepare<[], unknown>(`PRAGMA ${source}`);
    return simple ? statement.pluck().get() : statement.all();
  }

  transaction<Args extends unknown[], Answer>(work: (...args: Args) => Answer): Transaction<Args, Answer> {
    return transactionOn<Args, Answer>(this, work);
  }

  async backup(file: string, { progress }: BackupOptions = {}): Promise<BackupState> {
    const pages = this.pragma('page_count', { simple: true }) as number;
    // The first step locks the target, and says so only where it leaves something to be copied.
    const rate = Math.max(1, Math.min(STEP, Math.floor(pages / 2)));
    try {
      const totalPages = await this.#library.backup(this.#db, file, { rate, ...(progress && { progress }) });
      return { totalPages, remainingPages: 0 };
    } catch (error) {
      const known = sqliteErrorOf(error);
      // Of a target that is locked Node says that nothing is wrong, and has copied nothing.
      const isLocked = known instanceof SqliteError && known.code === 'SQLITE_OK';
      throw isLocked ? new SqliteError('database is locked', 'SQLITE_BUSY', { cause: error }) : known;
    }
  }

  serialize(): Buffer {
    const bytes = this.#db.serialize();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  unsafeMode(on = true): this {
    this.#db.enableDefensive(!on);
    return this;
  }

  close(): this {
    if (this.#db.isOpen) this.#db.close();
    return this;
  }
}

/** A file that SQLite is to open only where it is there: it can be told so by an address alone. */
function existing(file: string): URL | string {
  const url = pathToFileURL(file);
  if (url.host === '') {
    url.searchParams.set('mode', 'rw');
    return url;
  }
  // SQLite takes no address of another machine.
  if (!existsSync(file)) throw new SqliteError('unable to open database file', 'SQLITE_CANTOPEN');
  return file;
}
