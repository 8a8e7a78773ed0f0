import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';
import { asAppError } from '../../backend/store/sqlite-errors.ts';
import { command, none, single, type Context, type Output } from './command.ts';
import { dataDirOf, pathOf } from './session.ts';

export const backupCommand = command({
  help: `  backup 文件 [--replace]            把全部数据（报告、记录、设置、原文件）备份成一个文件`,
  options: ['replace'],
  read: (words, { replace = false }) => ({ file: single('backup', '备份文件', words), replace }),
  run: backUp,
});

export const restoreCommand = command({
  help: `  restore 文件 [--replace]           从备份恢复；已有数据时要加 --replace，原来的另存在 backups 里`,
  options: ['replace'],
  read: (words, { replace = false }) => ({ file: single('restore', '备份文件', words), replace }),
  run: restore,
});

export const doctorCommand = command({
  help: `  doctor [--rebuild-index]          检查数据文件、报告、记录、检索索引、原文件、备份，并说怎么办`,
  options: ['rebuild-index'],
  read: (words, { 'rebuild-index': rebuild = false }) => {
    none('doctor', words);
    return { rebuild };
  },
  run: doctor,
});

type WantedFile = { file: string; replace: boolean };

// What looks after the data folder opens it itself: a backend would make one, or mend a broken one.

/** `backup FILE`, in a folder: under the day's name. */
async function backUp({ file, replace }: WantedFile, { data }: Context): Promise<Output> {
  const { backUpTo } = await import('../../backend/store/whole-backup.ts');
  const dataDir = dataDirOf(data);
  const wanted = pathOf(file);
  const isFolder = existsSync(wanted) && statSync(wanted).isDirectory();
  const target = isFolder ? join(wanted, `年述备份-${new Date().toISOString().slice(0, 10)}.db`) : wanted;
  const { reports, originals, lost } = await told(target, () => backUpTo(dataDir, target, replace));
  const { size } = statSync(target);
  const lines = [
    `已备份：${target}（${(size / 1e6).toFixed(1)} MB，${reports} 份报告，${originals} 个原文件）`,
    ...lost.map((name) => `  原文件“${name}”不在数据文件夹里，没有备份到。用 doctor 查看。`),
  ];
  return {
    json: { file: target, bytes: size, reports, originals, lost },
    text: lines.join('\n'),
    exitCode: 0,
  };
}

/** `restore FILE`: never over data that is there, unless `--replace` says so; what was there is kept. */
async function restore({ file, replace }: WantedFile, { data }: Context): Promise<Output> {
  const { restoreFrom } = await import('../../backend/store/whole-backup.ts');
  const dataDir = dataDirOf(data);
  const source = pathOf(file);
  const { reports, originals, before } = await told(dataDir, () =>
    restoreFrom(dataDir, source, replace, new Date()),
  );
  const lines = [
    `已恢复到 ${dataDir}：${reports} 份报告，${originals} 个原文件。`,
    ...(before === null ? [] : [`原来的数据另存为 ${before}，要换回来，再用 restore 恢复它。`]),
  ];
  return { json: { dataDir, reports, originals, before }, text: lines.join('\n'), exitCode: 0 };
}

/** `doctor`: what is wrong, and what to do; exits with 1 where something is. */
async function doctor({ rebuild }: { rebuild: boolean }, { data }: Context): Promise<Output> {
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
