import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { copyThrough, makeFolder, writeThrough } from '../base/write-through.ts';
import { asCopyError } from './copy-errors.ts';
import { sha256OfFile } from './file-hash.ts';
import { readOn } from './other-disk.ts';
import { openSealed, sealFile, type Secret } from './sealed-file.ts';

/**
 * The folder in which a data folder keeps second copies, on a stick or another disk. A file in it says whose it is:
 * a drive's letter or place may lead to another stick today, or to nothing but an empty folder.
 */
export const secondFolderSchema = z.strictObject({
  /** Our own folder in the one that somebody chose. */
  folder: z.string().max(4000),
  id: z.string().max(64),
});
export type SecondFolder = z.output<typeof secondFolderSchema>;

const MARK = '年述备份.json';
export const SEALED = '.nsb';

/**
 * Makes our own folder in the one that somebody chose, or finds the one that is there already for this data folder.
 * Throws AppError: 'not-found', 'bad-request' (inside the data folder), 'read-only', 'disk-full'.
 */
export function setUpSecondFolder(chosen: string, dataDir: string): SecondFolder {
  const place = resolve(chosen);
  if (!existsSync(place) || !statSync(place).isDirectory())
    throw new AppError('not-found', `没有这个文件夹：${place}。请插好U盘，或换一个文件夹。`);
  const inside = relative(dataDir, place);
  if (inside === '' || (!inside.startsWith('..') && resolve(dataDir, inside) === place && inside !== place))
    throw new AppError('bad-request', '这个文件夹就在数据文件夹里，盘坏了会一起坏。请换一个盘上的文件夹。');
  const id = randomUUID();
  const name = `年述备份-${hostname().replaceAll(/[^\p{L}\p{N}-]/gu, '') || '本机'}`;
  for (let number = 1; ; number += 1) {
    const folder = join(place, number === 1 ? name : `${name}-${number}`);
    const mark = markOf(folder);
    if (mark?.dataDir === dataDir) return { folder, id: mark.id };
    if (existsSync(folder)) continue;
    try {
      makeFolder(folder);
      writeThrough(join(folder, MARK), JSON.stringify({ id, dataDir, computer: hostname() }));
    } catch (error) {
      throw asCopyError(error, join(folder, MARK));
    }
    return { folder, id };
  }
}

/** True while the folder is there and is the one that was set up. Waits for its disk: for threads of their own. */
export function isThere({ folder, id }: SecondFolder): boolean {
  return markOf(folder)?.id === id;
}

/** The same without waiting for a disk that doesn't answer, which counts as one that is not there. */
export async function isThereNow({ folder, id }: SecondFolder, patience?: number): Promise<boolean> {
  const text = await readOn(join(folder, MARK), patience);
  return text !== null && readMark(text)?.id === id;
}

const mark = z.object({ id: z.string(), dataDir: z.string() });

function markOf(folder: string): z.output<typeof mark> | null {
  try {
    return readMark(readFileSync(join(folder, MARK), 'utf8'));
  } catch {
    return null;
  }
}

function readMark(text: string): z.output<typeof mark> | null {
  try {
    const read = mark.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export type CarryWish = {
  /** A finished backup of the data folder. */
  file: string;
  to: SecondFolder;
  /** Where large original files lie. */
  originals: string;
  /** Null: not encrypted. */
  secret: Secret | null;
  /** What the file holds; in an encrypted one readable by everybody. */
  facts: unknown;
};

/**
 * Copies a finished backup into the second folder, encrypted where a passphrase is set, reads the copy again, and
 * brings the large original files there that are missing. Answers with the new file.
 * Throws AppError: 'not-found' (the folder isn't there), and as `asCopyError`.
 */
export async function carry({ file, to, originals, secret, facts }: CarryWish): Promise<string> {
  if (!isThere(to)) throw new AppError('not-found', `备份盘不在：${to.folder}。插上后会自动接着备份。`);
  const target = join(to.folder, secret === null ? basename(file) : basename(file, '.db') + SEALED);
  try {
    makeRoom(file, to.folder);
    await copyOut(file, target, secret, facts);
    const there = join(to.folder, 'originals');
    if (existsSync(originals))
      for (const name of readdirSync(originals)) {
        const copy = join(there, secret === null ? name : name + SEALED);
        if (/^[0-9a-f]{64}$/.test(name) && !existsSync(copy)) {
          makeFolder(there);
          await copyOut(join(originals, name), copy, secret, null);
        }
      }
    return target;
  } catch (error) {
    throw asCopyError(error, target);
  }
}

/** Writes a copy and reads it again: a stick may take what it doesn't keep. */
async function copyOut(file: string, target: string, secret: Secret | null, facts: unknown): Promise<void> {
  if (secret === null) {
    copyThrough(file, target);
    if ((await sha256OfFile(target)) !== (await sha256OfFile(file))) throw notKept(target);
  } else {
    await sealFile(file, target, secret, facts);
    await openSealed(target, null, secret).catch((error: unknown) => {
      rmSync(target, { force: true });
      throw error;
    });
  }
}

function notKept(target: string): AppError {
  rmSync(target, { force: true });
  return new AppError(
    'damaged-file',
    `写到备份盘上的内容与原来的不一样，没有留下：${target}。这个盘可能坏了，请换一个。`,
  );
}

/** Throws AppError('disk-full') before half of the disk's last space is filled for nothing. */
function makeRoom(file: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (statSync(file).size > bavail * bsize) {
    const error = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    throw asCopyError(error, join(folder, basename(file)));
  }
}
