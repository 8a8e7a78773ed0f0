import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';

const MIB = 1024 * 1024;
/** The contract's own cap on a file. */
const MAX_BYTES = 64 * MIB;

/** An error of the file system in the words of the program. */
export function explain(error: unknown, name: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('not-found', `找不到文件：${name}`);
  if (code === 'EACCES' || code === 'EPERM') return new AppError('read-only', `没有权限读取：${name}`);
  if (code === 'EISDIR') return new AppError('unsupported-format', `是文件夹，不是文件：${name}`);
  if (code === 'ENAMETOOLONG') return new AppError('not-found', `文件名太长：${name.slice(0, 60)}…`);
  return error instanceof AppError
    ? error
    : new AppError('damaged-file', `文件读不出来：${name}`, { cause: error });
}

async function readWhole(file: FileHandle, name: string): Promise<Buffer> {
  const stat = await file.stat();
  if (stat.isDirectory()) throw new AppError('unsupported-format', `是文件夹，不是文件：${name}`);
  if (!stat.isFile()) throw new AppError('unsupported-format', `不是普通文件：${name}`);
  if (stat.size > MAX_BYTES) {
    const size = Math.round(stat.size / MIB);
    throw new AppError('too-large', `文件太大（${size} MB，最多 64 MB）：${name}`);
  }
  return file.readFile();
}

/**
 * Reads a file for the contract.
 * @param path absolute path
 * @param name how the user wrote it, for messages
 * @returns base name and Base64
 */
export async function readInput(path: string, name: string): Promise<{ name: string; bytes: string }> {
  try {
    const file = await open(path, 'r');
    try {
      return { name: basename(path), bytes: (await readWhole(file, name)).toString('base64') };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explain(error, name);
  }
}
