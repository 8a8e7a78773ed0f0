import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';
import { during, FileError, type FileFault, type FileTask } from '../../../shared/errors/file-error.ts';

const MIB = 1024 * 1024;
/** The contract's own cap on a file. */
const MAX_BYTES = 64 * MIB;

const FAULT_OF: Readonly<Record<string, FileFault>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EISDIR: 'folder',
};

/** An error of the file system in the words of the program. */
export function explain(error: unknown, name: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENAMETOOLONG')
    return new FileError('name-too-long', `${name.slice(0, 60)}…`, { cause: error });
  const fault = FAULT_OF[code];
  if (fault) return new FileError(fault, name, { cause: error });
  return error instanceof AppError ? error : new FileError('unreadable', name, { cause: error });
}

async function readWhole(file: FileHandle, name: string): Promise<Buffer> {
  const stat = await file.stat();
  if (stat.isDirectory()) throw new FileError('folder', name);
  if (!stat.isFile()) throw new FileError('special', name);
  if (stat.size > MAX_BYTES) {
    throw new FileError('oversize', name, {
      facts: { size: Math.round(stat.size / MIB), limit: MAX_BYTES / MIB },
    });
  }
  return file.readFile();
}

/**
 * Reads a file for the contract.
 * @param path absolute path
 * @param name how the user wrote it, for messages
 * @param task what it is read for, as the message says that it was not done
 * @returns base name and Base64
 */
export async function readInput(
  path: string,
  name: string,
  task: FileTask,
): Promise<{ name: string; bytes: string }> {
  try {
    const file = await open(path, 'r');
    try {
      return { name: basename(path), bytes: (await readWhole(file, name)).toString('base64') };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw during(task, explain(error, name));
  }
}

/** Reads a file of text in UTF-8, such as a key card; a file of anything else reads as signs that nobody takes for one. */
export async function readText(path: string, name: string, task: FileTask): Promise<string> {
  const { bytes } = await readInput(path, name, task);
  return Buffer.from(bytes, 'base64').toString('utf8');
}
