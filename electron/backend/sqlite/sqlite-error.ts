/** An error of SQLite itself, with its name for it as code: 'SQLITE_BUSY'. */
export class SqliteError extends Error {
  readonly code: string;

  constructor(message: string, code: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SqliteError';
    this.code = code;
  }
}
