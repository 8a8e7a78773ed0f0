import { AppError } from '../../../../shared/errors/app-error.ts';
import { StoreFault, type FaultKind } from './store-fault.ts';

/** The code of an error of the file system or of SQLite; empty where it has none. */
export const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

const DAMAGED = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const READ_ONLY = new Set([
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  'EISDIR',
  'SQLITE_CANTOPEN',
  'SQLITE_PERM',
  'SQLITE_AUTH',
]);

/** True for a file that is no database, or a broken one. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  // Of a search index of which the first page makes no sense SQLite says no more than this.
  if (error instanceof Error && error.message.startsWith('vtable constructor failed')) return true;
  return DAMAGED.has(code) || code.startsWith('SQLITE_CORRUPT_') || code.startsWith('SQLITE_NOTADB');
}

/**
 * What a user can act on among the errors of the file system and of SQLite, as AppError; anything else as it came.
 * @param place the data folder, named in the sentence
 */
export function asAppError(error: unknown, place: string): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (isDamage(error)) {
    return new AppError(
      'damaged-database',
      `数据文件有一处已损坏，刚才要做的没有做成，也没有保存（${place}）。其他内容不受影响；请先复制要紧的文字，再到首页查看并修复。`,
      { cause: error },
    );
  }
  const fault = faultOf(code);
  return fault === null ? error : new StoreFault(fault, place, '完成这一步', error);
}

function faultOf(code: string): FaultKind | null {
  if (FULL.has(code)) return 'full';
  if (READ_ONLY.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return 'read-only';
  if (code.startsWith('SQLITE_IOERR')) return 'io';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy';
  return null;
}
