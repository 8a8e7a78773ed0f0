import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';
import { asCopyError } from '../../backend/store/backups/copy-errors.ts';
import { SEALED } from '../../backend/store/backups/second-folder.ts';
import { asAppError } from '../../backend/store/sqlite-errors.ts';
import type { Command } from './args.ts';
import type { Output } from './output.ts';
import { readNewSecret, readSecret } from './read-secret.ts';
import { dataDirOf, userDir } from './session.ts';

type Of<N extends Command['name']> = Extract<Command, { name: N }>;
type Context = { data: string | undefined };

// What looks after the data folder opens it itself: a backend would make one, or mend a broken one.

/**
 * `backup FILE`, in a folder: under the day's name. Under a name that ends in `.nsb` it is encrypted by a passphrase.
 */
export async function backUp({ file, replace }: Of<'backup'>, context: Context): Promise<Output> {
  const { makeWholeFile } = await import('../../backend/store/backups/whole-file.ts');
  const { secretOf } = await import('../../backend/store/backups/sealed-file.ts');
  const dataDir = dataDirOf(context.data);
  const wanted = resolve(userDir, file);
  const isFolder = existsSync(wanted) && statSync(wanted).isDirectory();
  const sealed = wanted.endsWith(SEALED);
  const day = `年述数据-${new Date().toISOString().slice(0, 10)}.db`;
  const target = isFolder ? join(wanted, day) : wanted;
  const secret = sealed ? secretOf(await readNewSecret('备份口令：', 8, '没有备份')) : null;
  const at = new Date().toISOString();
  const wish = { dataDir, file: target, replace, at, secret };
  const { reports, originals, lost } = await makeWholeFile(wish).catch((error: unknown) => {
    throw asCopyError(error, target);
  });
  const { size } = statSync(target);
  const lines = [
    `已备份：${target}（${(size / 1e6).toFixed(1)} MB，${reports} 份报告，${originals} 个原文件${sealed ? '，已加密' : ''}）`,
    ...(sealed ? ['请记牢口令：忘了口令，谁也打不开这份备份。'] : []),
    ...lost.map((name) => `  原文件“${name}”不在数据文件夹里，没有备份到。用 doctor 查看。`),
  ];
  return {
    json: { file: target, bytes: size, reports, originals, lost, encrypted: sealed },
    text: lines.join('\n'),
    exitCode: 0,
  };
}

/** `restore FILE`: never over data that is there, unless `--replace` says so; what was there is kept. */
export async function restore({ file, replace }: Of<'restore'>, context: Context): Promise<Output> {
  const { restoreFrom } = await import('../../backend/store/backups/restore.ts');
  const { openSealed } = await import('../../backend/store/backups/sealed-file.ts');
  const { bringOriginals } = await import('../../backend/store/backups/bring-originals.ts');
  const dataDir = dataDirOf(context.data);
  const source = resolve(userDir, file);
  const sealed = source.endsWith(SEALED) && existsSync(source);
  const passphrase = sealed ? await readSecret('备份口令：', '没有恢复') : null;
  const clear = join(dataDir, 'nianshu.db.opened');
  const { facts, before, lost } = await told(dataDir, async () => {
    try {
      if (passphrase !== null) {
        mkdirSync(dataDir, { recursive: true });
        await openSealed(source, clear, passphrase);
      }
      const done = await restoreFrom(dataDir, sealed ? clear : source, replace, new Date());
      return {
        ...done,
        lost: await bringOriginals({ dataDir, folder: dirname(source), secret: passphrase }),
      };
    } finally {
      rmSync(clear, { force: true });
    }
  });
  const { reports, originals } = facts;
  const lines = [
    `已恢复到 ${dataDir}：${reports} 份报告，${originals} 个原文件。`,
    ...(before === null ? [] : [`原来的数据另存为 ${before}，要换回来，再用 restore 恢复它。`]),
    ...lost.map((name) => `  原文件“${name}”不在这份备份里，也不在它旁边。报告本身不受影响。`),
  ];
  return { json: { dataDir, reports, originals, before, lost }, text: lines.join('\n'), exitCode: 0 };
}

/** `doctor`: what is wrong, and what to do; exits with 1 where something is. */
export async function doctor({ rebuild }: Of<'doctor'>, { data }: Context): Promise<Output> {
  const { examine, rebuildIndex } = await import('../../backend/store/doctor.ts');
  const dataDir = dataDirOf(data);
  const found = await told(dataDir, async () => {
    if (rebuild) await rebuildIndex(dataDir, new Date());
    return examine(dataDir, new Date());
  });
  const { problems, checked } = found;
  const lines = [
    ...(rebuild ? ['已重建检索索引。'] : []),
    ...problems.flatMap(({ what, todo }) => [`问题：${what}`, `  怎么办：${todo}`]),
    ...(checked.length > 0 ? [`查过：${checked.join('；')}。`] : []),
    problems.length === 0 ? '没有发现问题。' : `发现 ${problems.length} 个问题，数据没有改动。`,
  ];
  const json = { ok: problems.length === 0, problems, checked, dataDir };
  return { json, text: lines.join('\n'), exitCode: problems.length === 0 ? 0 : 1 };
}

/** Errors of the file system and of SQLite in the words of the program. */
async function told<T>(place: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw asAppError(error, place);
  }
}
