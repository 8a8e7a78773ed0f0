import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { asCopyError } from './copy-errors.ts';
import { makeCopy, type Copied } from './copy.ts';
import { sealFile, type Secret } from './sealed-file.ts';
import { SEALED } from './second-folder.ts';
import { freeFile } from './stamp.ts';
import { DATABASE, isEmptyFile } from '../base/database-file.ts';
import { removeUnfinished } from '../base/unfinished.ts';

export type WholeWish = {
  dataDir: string;
  file: string;
  /** A file of this name may be replaced. */
  replace: boolean;
  /** ISO time. */
  at: string;
  /** Null: not encrypted. */
  secret: Secret | null;
};

/**
 * Puts all data into one file: the database as it is now, while others may be working with it, with settings, people
 * and signers' keys (each of which stays encrypted by its signer's passphrase), and into it the large original files
 * that lie beside it.
 * Throws AppError: 'not-found' (nothing to back up, no such folder), 'bad-request' (the file is there), and as
 * `asCopyError`.
 */
export async function makeWholeFile({ dataDir, file, replace, at, secret }: WholeWish): Promise<Copied> {
  const source = join(dataDir, DATABASE);
  // An empty file is what a start that was cut off leaves behind.
  if (!existsSync(source) || isEmptyFile(source))
    throw new AppError('not-found', `这个数据文件夹里还没有数据，没有备份：${dataDir}`);
  // What was broken off there earlier is nobody's any more.
  removeUnfinished([dirname(file)], new Date(at));
  if (existsSync(file) && !replace)
    throw new AppError('bad-request', `已经有这个文件，没有覆盖：${file}。请换个名字，或加 --replace。`);
  const wish = { source, at, kind: 'by-hand', originals: join(dataDir, 'originals') } as const;
  if (secret === null) return makeCopy({ ...wish, target: file });
  // The clear copy never lies where the encrypted one goes.
  const clear = join(dataDir, `${DATABASE}.sealing`);
  try {
    const copied = await makeCopy({ ...wish, target: clear });
    await sealFile(clear, file, secret, copied);
    return copied;
  } finally {
    rmSync(clear, { force: true });
  }
}

/** The same under a name of its own in a folder that somebody chose. */
export async function makeWholeFileIn({
  folder,
  ...wish
}: Omit<WholeWish, 'file' | 'replace'> & { folder: string }): Promise<
  Copied & { file: string; bytes: number }
> {
  if (!existsSync(folder))
    throw asCopyError(Object.assign(new Error(folder), { code: 'ENOENT' }), join(folder, 'x'));
  const name = `年述数据-${wish.at.slice(0, 10)}`;
  const file = freeFile(folder, name, wish.secret === null ? '.db' : SEALED);
  const copied = await makeWholeFile({ ...wish, file, replace: false });
  return { ...copied, file, bytes: statSync(file).size };
}
