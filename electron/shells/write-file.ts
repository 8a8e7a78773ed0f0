import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../shared/errors/app-error.ts';
import { modeOfUsersFile } from './private-files.ts';

function explain(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('not-found', `文件夹不存在：${dirname(path)}。文件没有写出。`, { cause: error });
  }
  if (code === 'EISDIR' || code === 'EEXIST' || code === 'ENOTEMPTY') {
    return new AppError('bad-request', `${path} 是文件夹，请写明文件名。文件没有写出。`, { cause: error });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'disk-full',
      `磁盘空间不足，没有写出 ${basename(path)}；原来的文件没有动。请腾出空间或换个磁盘再试。`,
      { cause: error },
    );
  }
  if (code === 'ENAMETOOLONG' || code === 'EINVAL') {
    return new AppError(
      'bad-request',
      String.raw`${basename(path)} 不能作文件名：太长，或有系统不许用的字符（\ / : * ? " < > |）。文件没有写出，请换个名字再试。`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EBUSY') {
    return new AppError(
      'read-only',
      `${basename(path)} 写不进去：文件夹只读，或文件正被其他程序打开；原来的文件没有动。请换个位置或关闭该文件后再试。`,
      { cause: error },
    );
  }
  return error;
}

/**
 * Writes a file beside its place and moves it there, so that nobody ever sees half of it and an older file stays
 * whole when writing fails. Throws AppError with one clear line.
 */
export async function writeFileSafely(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(
    dirname(path),
    `.${basename(path).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      if (process.platform !== 'win32') await file.chmod(modeOfUsersFile());
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // What went wrong first is what the user has to know.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw explain(error, path);
  }
}
