import { AppError } from '../../../shared/errors/app-error.ts';

const codeOf = (error: unknown): string => {
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
      `数据文件已损坏，原文件已保留（${place}）。请关闭年述后重新打开，程序会从备份恢复。`,
      { cause: error },
    );
  }
  if (FULL.has(code)) {
    return new AppError(
      'disk-full',
      `磁盘空间不足，刚才的内容没有保存（${place}）。窗口里的文字还在，请清出空间后重试。`,
      { cause: error },
    );
  }
  if (READ_ONLY.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new AppError(
      'read-only',
      `数据文件夹不能写入：${place}。没有改动任何内容，请检查文件夹权限，或换一个文件夹。`,
      { cause: error },
    );
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'read-only',
      `读写数据文件夹出错：${place}。已保存的内容没有改动，请检查磁盘后重试。`,
      { cause: error },
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('unavailable', '数据正被另一个程序占用，刚才的内容没有保存。请稍后重试。', {
      cause: error,
    });
  }
  return error;
}
