import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { MIN_BACKUP_PASSPHRASE } from '../../../shared/contract/backups.ts';
import type { RecoveryChoice } from '../../../shared/contract/recovery.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { localTime } from '../../../shared/text/local-time.ts';
import { asCopyError } from '../../backend/store/backups/copy-errors.ts';
import { SEALED } from '../../backend/store/backups/second-folder.ts';
import { asAppError } from '../../backend/store/base/sqlite-errors.ts';
import { makeFolder } from '../../backend/store/base/write-through.ts';
import { command, none, single, usage, type Context, type Output } from './command.ts';
import { readNewSecret, readSecret } from './read-secret.ts';
import { dataDirOf, pathOf } from './session.ts';

export const backupCommand = command({
  help: `  backup 文件 [--replace]            把全部数据（报告、记录、设置、签名密钥、原文件）备份成一个文件；
                                    文件名以 .nsb 结尾的用口令加密`,
  options: ['replace'],
  read: (words, { replace = false }) => ({ file: single('backup', '备份文件', words), replace }),
  run: backUp,
});

export const restoreCommand = command({
  help: `  restore                           列出可以恢复到哪一份：日期、内容；什么也不改动
  restore --salvage                 从损坏的数据文件和各份备份里逐份救回最新的内容
  restore 文件 [--replace]           从备份恢复；已有数据时要加 --replace，原来的另存在 backups 里
  restore --empty                   从空白开始；原来的文件都保留`,
  options: ['replace', 'salvage', 'empty'],
  read: (words, { replace = false, salvage = false, empty = false }): WantedFile | WantedRecovery => {
    if (words.length > 0 && !salvage && !empty)
      return { file: single('restore', '备份文件', words), replace };
    none('restore', words);
    if (salvage && empty) throw usage('--salvage 和 --empty 只能选一个。');
    return { choice: salvage ? 'salvage' : empty ? 'empty' : 'look' };
  },
  run: (wanted, context) => ('file' in wanted ? restore(wanted, context) : recoverData(wanted, context)),
});

export const doctorCommand = command({
  help: `  doctor [--rebuild-index]          检查数据文件、报告、记录、检索索引、原文件、备份，并说怎么办
    [--acknowledge]                 关于数据的提示看过了，不再提示`,
  options: ['rebuild-index', 'acknowledge'],
  read: (words, { 'rebuild-index': rebuild = false, acknowledge = false }) => {
    none('doctor', words);
    return { rebuild, acknowledge };
  },
  run: doctor,
});

type WantedFile = { file: string; replace: boolean };
/** What to do without a file: only to look, or to recover in one of these ways. */
type WantedRecovery = { choice: 'look' | 'salvage' | 'empty' };
type WantedExamination = { rebuild: boolean; acknowledge: boolean };

// What looks after the data folder opens it itself: a backend would make one, or mend a broken one.

/**
 * `backup FILE`, in a folder: under the day's name. Under a name that ends in `.nsb` it is encrypted by a passphrase.
 */
async function backUp({ file, replace }: WantedFile, { data }: Context): Promise<Output> {
  const { makeWholeFile } = await import('../../backend/store/backups/whole-file.ts');
  const { secretOf } = await import('../../backend/store/backups/sealed-file.ts');
  const dataDir = dataDirOf(data);
  const wanted = pathOf(file);
  const isFolder = existsSync(wanted) && statSync(wanted).isDirectory();
  const sealed = wanted.endsWith(SEALED);
  const day = `年述数据-${new Date().toISOString().slice(0, 10)}.db`;
  const target = isFolder ? join(wanted, day) : wanted;
  const secret = sealed
    ? secretOf(await readNewSecret('备份口令：', MIN_BACKUP_PASSPHRASE, '没有备份'))
    : null;
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
async function restore({ file, replace }: WantedFile, { data }: Context): Promise<Output> {
  const { restoreFrom } = await import('../../backend/store/backups/restore.ts');
  const { openSealed } = await import('../../backend/store/backups/sealed-file.ts');
  const { bringOriginals } = await import('../../backend/store/backups/bring-originals.ts');
  const dataDir = dataDirOf(data);
  const source = pathOf(file);
  const sealed = source.endsWith(SEALED) && existsSync(source);
  const passphrase = sealed ? await readSecret('备份口令：', '没有恢复') : null;
  const clear = join(dataDir, 'nianshu.db.opened');
  const { facts, before, wasDamaged, lost } = await told(dataDir, async () => {
    try {
      if (passphrase !== null) {
        makeFolder(dataDir);
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
    ...(before === null
      ? []
      : wasDamaged
        ? [`损坏的数据文件没有删除，保留在 ${before}。`]
        : [`原来的数据另存为 ${before}，要换回来，再用 restore 恢复它。`]),
    ...lost.map((name) => `  原文件“${name}”不在这份备份里，也不在它旁边。报告本身不受影响。`),
  ];
  return { json: { dataDir, reports, originals, before, lost }, text: lines.join('\n'), exitCode: 0 };
}

/** `restore` without a file: what the data can be brought back to; with `--salvage` or `--empty`, does it. */
async function recoverData({ choice }: WantedRecovery, { data }: Context): Promise<Output> {
  const { lookAt, recover } = await import('../../backend/store/recovery/recover.ts');
  const dataDir = dataDirOf(data);
  if (choice !== 'look') {
    const text = await told(dataDir, () => recover(dataDir, { kind: choice }, new Date()));
    return { json: { dataDir, text }, text, exitCode: 0 };
  }
  if (!existsSync(dataDir)) {
    const text = `这里还没有数据：${dataDir}`;
    return { json: { dataDir, problem: 'none', text, choices: [] }, text, exitCode: 0 };
  }
  const found = await told(dataDir, () => lookAt(dataDir, false));
  const lines = [
    ...(found.text === '' ? ['数据文件打得开。下面是可以换回的状态，什么也没有改动：'] : [found.text]),
    ...found.choices.flatMap((one, at) => choiceLines(one, dataDir, at === 0 && one.kind !== 'empty')),
  ];
  const { problem, text, choices } = found;
  return {
    json: { dataDir, problem, text, choices },
    text: lines.join('\n'),
    exitCode: problem === 'none' ? 0 : 1,
  };
}

function choiceLines(choice: RecoveryChoice, dataDir: string, best: boolean): string[] {
  const mark = best ? '（推荐）' : '';
  if (choice.kind === 'empty') return ['从空白开始，不恢复任何报告；原来的文件都保留', '  restore --empty'];
  const { reports, newestChange } = choice;
  const holds = `${reports} 份报告${newestChange === null ? '' : `，最近的改动 ${localTime(newestChange)}`}`;
  if (choice.kind === 'salvage')
    return [
      `逐份救回${mark}：${holds}${choice.losses.length === 0 ? '，没有缺少内容' : ''}`,
      ...choice.losses.map((line) => `  ${line}`),
      '  restore --salvage',
    ];
  return [
    `${localTime(choice.madeAt)} 的备份${mark}：${holds}`,
    `  restore ${join(dataDir, 'backups', choice.name)} --replace`,
  ];
}

/** `doctor`: what is wrong, and what to do; exits with 1 where something is. */
async function doctor({ rebuild, acknowledge }: WantedExamination, { data }: Context): Promise<Output> {
  const { examine, rebuildIndex } = await import('../../backend/store/care/doctor.ts');
  const { markRead, noticesOf } = await import('../../backend/store/base/notices.ts');
  const dataDir = dataDirOf(data);
  const found = await told(dataDir, async () => {
    if (rebuild) await rebuildIndex(dataDir, new Date());
    if (acknowledge) for (const { id } of noticesOf(dataDir)) markRead(dataDir, id);
    return examine(dataDir, new Date());
  });
  const { problems, checked } = found;
  const lines = [
    ...(rebuild ? ['已重建检索索引。'] : []),
    ...(acknowledge ? ['关于数据的提示已标为看过。'] : []),
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
