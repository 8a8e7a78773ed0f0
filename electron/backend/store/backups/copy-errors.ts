import { basename, dirname } from 'node:path';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { codeOf, isDamage } from '../base/sqlite-errors.ts';

const MISSING = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY']);

/**
 * What went wrong while a backup was written, in a sentence: nothing that was saved is touched by it. Errors that
 * nobody can act on stay as they came.
 * @param target the file that was to be written
 */
export function asCopyError(error: unknown, target: string): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const place = dirname(target);
  const kept = '数据没有受影响。';
  if (MISSING.has(code) || (error instanceof TypeError && /directory does not exist/.test(error.message)))
    return new AppError('not-found', `没有这个文件夹，没有备份：${place}。请换一个位置，或先建好文件夹。`, {
      cause: error,
    });
  if (FULL.has(code))
    return new AppError('disk-full', `磁盘空间不足，没有备份到 ${place}。${kept}请清出空间，或换一个盘。`, {
      cause: error,
    });
  if (code === 'EFBIG')
    return new AppError('too-large', `这个盘存不下这么大的文件，没有备份到 ${place}。${kept}请换一个盘。`, {
      cause: error,
    });
  if (code === 'ENAMETOOLONG' || code === 'EINVAL' || code === 'EISDIR')
    return new AppError('bad-request', `不能用这个文件名，没有备份：${basename(target)}。请换一个名字。`, {
      cause: error,
    });
  if (REFUSED.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new AppError(
      'read-only',
      `文件夹不能写入，没有备份：${place}。${kept}请检查权限，或换一个位置。`,
      {
        cause: error,
      },
    );
  if (isDamage(error))
    return new AppError('damaged-database', `数据文件有损坏，没有备份成。以前的备份都在，请用“体检”查看。`, {
      cause: error,
    });
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR'))
    return new AppError('read-only', `读写出错，没有备份到 ${place}。${kept}请检查磁盘是否插好、有没有坏。`, {
      cause: error,
    });
  return error;
}
