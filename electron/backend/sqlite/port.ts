/**
 * A database file that is open, as the store uses it. Two drivers stand behind it (driver.ts); both answer with plain
 * rows, `Buffer` for blobs and numbers for integers, take `bigint` where an integer must stay one, refuse booleans, and
 * fail with an error whose `code` is SQLite's own name for it ('SQLITE_BUSY', 'SQLITE_IOERR_WRITE').
 */
export type Db = {
  /** The path that it was opened by. */
  readonly name: string;
  readonly open: boolean;
  readonly inTransaction: boolean;
  /** Compiles one statement. `Params`: what is bound, in order, or one object for named ones. */
  prepare<Params extends unknown[] | object = unknown[], Row = unknown>(
    sql: string,
  ): Statement<Params extends unknown[] ? Params : [Params], Row>;
  /** Runs any number of statements that answer nothing. */
  exec(sql: string): Db;
  /** `PRAGMA …`: its rows; with `simple` the first column of the first one. */
  pragma(source: string, options?: { simple?: boolean }): unknown;
  /** Wraps `work` in a transaction, or in a savepoint where one is under way; what it throws takes it back. */
  transaction<Args extends unknown[], Answer>(work: (...args: Args) => Answer): Transaction<Args, Answer>;
  /** Use `backup` (backup.ts), which knows what a lock on the target looks like. */
  backup(file: string, options?: BackupOptions): Promise<BackupState>;
  /** The whole file, as it would be on the disk. */
  serialize(): Buffer;
  /** Lets SQL write what SQLite keeps for itself: tables behind an index, the schema. */
  unsafeMode(on?: boolean): Db;
  /** Closing twice does nothing. */
  close(): Db;
};

export type Statement<Params extends unknown[] = unknown[], Row = unknown> = {
  run(...params: Params): { changes: number; lastInsertRowid: number | bigint };
  get(...params: Params): Row | undefined;
  all(...params: Params): Row[];
  /** Rows one at a time; leaving early lets go of the reading. */
  iterate(...params: Params): IterableIterator<Row>;
  /** From now on rows are the value of their first column. */
  pluck(on?: boolean): Statement<Params, Row>;
};

export type Transaction<Args extends unknown[] = unknown[], Answer = unknown> = {
  (...args: Args): Answer;
  immediate(...args: Args): Answer;
  exclusive(...args: Args): Answer;
};

/** Pages of 4096 bytes, as a rule. */
export type BackupState = { totalPages: number; remainingPages: number };

export type BackupOptions = {
  /**
   * Called at least once after the target is locked and before others can see anything of the copy; what it throws
   * takes all back. Answers with the number of pages to copy before the next call, of which a driver makes what it can.
   */
  progress?: (state: BackupState) => number;
};

export type OpenOptions = {
  readonly?: boolean;
  /** Otherwise a file that is not there is made. */
  fileMustExist?: boolean;
  /** Milliseconds that a statement waits for a lock; 5000 unless told. */
  timeout?: number;
};

/** One of the two libraries that bring SQLite. */
export type Driver = {
  name: DriverName;
  open(file: string, options: OpenOptions): Db;
};

export type DriverName = 'better-sqlite3' | 'node:sqlite';
