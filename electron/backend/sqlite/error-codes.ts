/** SQLite's results by number, each with the names of its extended ones, which count from 1; '' where there is none. */
const RESULTS: Readonly<Record<number, readonly [name: string, ...extended: string[]]>> = {
  0: ['OK', 'LOAD_PERMANENTLY', 'SYMLINK'],
  1: ['ERROR', 'MISSING_COLLSEQ', 'RETRY', 'SNAPSHOT', 'RESERVESIZE', 'KEY', 'UNABLE'],
  2: ['INTERNAL'],
  3: ['PERM'],
  4: ['ABORT', '', 'ROLLBACK'],
  5: ['BUSY', 'RECOVERY', 'SNAPSHOT', 'TIMEOUT'],
  6: ['LOCKED', 'SHAREDCACHE', 'VTAB'],
  7: ['NOMEM'],
  8: ['READONLY', 'RECOVERY', 'CANTLOCK', 'ROLLBACK', 'DBMOVED', 'CANTINIT', 'DIRECTORY'],
  9: ['INTERRUPT'],
  // prettier-ignore
  10: [
    'IOERR', 'READ', 'SHORT_READ', 'WRITE', 'FSYNC', 'DIR_FSYNC', 'TRUNCATE', 'FSTAT', 'UNLOCK', 'RDLOCK', 'DELETE',
    'BLOCKED', 'NOMEM', 'ACCESS', 'CHECKRESERVEDLOCK', 'LOCK', 'CLOSE', 'DIR_CLOSE', 'SHMOPEN', 'SHMSIZE', 'SHMLOCK',
    'SHMMAP', 'SEEK', 'DELETE_NOENT', 'MMAP', 'GETTEMPPATH', 'CONVPATH', 'VNODE', 'AUTH', 'BEGIN_ATOMIC',
    'COMMIT_ATOMIC', 'ROLLBACK_ATOMIC', 'DATA', 'CORRUPTFS', 'IN_PAGE', 'BADKEY', 'CODEC',
  ],
  11: ['CORRUPT', 'VTAB', 'SEQUENCE', 'INDEX'],
  12: ['NOTFOUND'],
  13: ['FULL'],
  14: ['CANTOPEN', 'NOTEMPDIR', 'ISDIR', 'FULLPATH', 'CONVPATH', 'DIRTYWAL', 'SYMLINK'],
  15: ['PROTOCOL'],
  16: ['EMPTY'],
  17: ['SCHEMA'],
  18: ['TOOBIG'],
  // prettier-ignore
  19: [
    'CONSTRAINT', 'CHECK', 'COMMITHOOK', 'FOREIGNKEY', 'FUNCTION', 'NOTNULL', 'PRIMARYKEY', 'TRIGGER', 'UNIQUE',
    'VTAB', 'ROWID', 'PINNED', 'DATATYPE',
  ],
  20: ['MISMATCH'],
  21: ['MISUSE'],
  22: ['NOLFS'],
  23: ['AUTH', 'USER'],
  24: ['FORMAT'],
  25: ['RANGE'],
  26: ['NOTADB'],
  27: ['NOTICE', 'RECOVER_WAL', 'RECOVER_ROLLBACK', 'RBU'],
  28: ['WARNING', 'AUTOINDEX'],
  100: ['ROW'],
  101: ['DONE'],
};

/**
 * SQLite's name of a result (sqlite3.h): 10 is 'SQLITE_IOERR', 778 is 'SQLITE_IOERR_WRITE'. An extended one that is not
 * known keeps the name of its kind, by which what to do about it is decided.
 */
export function codeNameOf(code: number): string {
  const [primary, ...extended] = RESULTS[code & 0xff] ?? [];
  if (primary === undefined) return `UNKNOWN_SQLITE_ERROR_${code}`;
  const name = extended[(code >> 8) - 1];
  return name ? `SQLITE_${primary}_${name}` : `SQLITE_${primary}`;
}
