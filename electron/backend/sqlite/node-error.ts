import { codeNameOf } from './error-codes.ts';
import { SqliteError } from './sqlite-error.ts';

/** An error of `node:sqlite` as better-sqlite3 words it; anything else as it came. */
export function sqliteErrorOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number')
    return new SqliteError(error.message, codeNameOf(errcode), { cause: error });
  // The only states that it refuses here: a closed database, and a statement of one.
  if (code === 'ERR_INVALID_STATE' && /not open|finalized/.test(error.message))
    return new TypeError('The database connection is not open', { cause: error });
  return error;
}
