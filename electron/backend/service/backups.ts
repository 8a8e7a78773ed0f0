import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { BackupItem, BackupStatus } from '../../../shared/contract/backups.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueOf, type BackupFile } from '../store/backups/catalogue.ts';
import { refuseOthers } from '../store/backups/look.ts';
import { existsOn, removeOn } from '../store/backups/other-disk.ts';
import type { BackupKeeper } from '../store/care/keeper.ts';
import { runTask } from '../store/care/run-task.ts';
import type { TaskAnswer } from '../store/care/tasks.ts';
import { sealedFacts, type Secret } from '../store/backups/sealed-file.ts';
import { isThereNow, SEALED } from '../store/backups/second-folder.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';
import { isSameProgress } from '../store/base/progress.ts';
import { erasedAgain } from '../store/erase/plan.ts';
import { DATABASE } from '../store/base/database-file.ts';

const DAY_MS = 86_400_000;

/** Backups in the window: the status, the list, and what can be done with them. */
export function backupHandlers({ ports, store, emit }: Deps, keeper: BackupKeeper) {
  const { dataDir, now } = ports;

  /** What is in the second folder; null where there is none, or its disk isn't there or doesn't answer. */
  const onSecond = async (): Promise<TaskAnswer<'second'> | null> => {
    const { second } = keeper.state;
    if (second === null || !(await isThereNow(second.place))) return null;
    return runTask('second', [second.place.folder, dataDir]);
  };

  const status = async (): Promise<BackupStatus> => {
    const { last, second } = keeper.state;
    const here = catalogueOf(dataDir);
    const newest = here.find(({ facts }) => facts !== null && !facts.newer);
    const found = await onSecond();
    const there = found !== null;
    const { files, place } = found ?? { files: [], place: null };
    const since = second?.last?.at ?? second?.since;
    const days = since === undefined ? 0 : Math.floor((now().getTime() - Date.parse(since)) / DAY_MS);
    return {
      dataDir,
      lastAt: newest?.madeAt ?? null,
      upToDate: last !== null && existsSync(last.file) && isSameProgress(last, store.progress()),
      count: here.length,
      bytes: here.reduce((sum, { size }) => sum + size, 0),
      working: keeper.working,
      second: second && {
        folder: second.place.folder,
        there,
        sameDisk: place?.sameDisk ?? false,
        lastAt: second.last?.at ?? null,
        encrypted: second.secret !== null,
        remindDays: second.remindDays,
        overdueDays: days >= second.remindDays ? days : null,
        count: files.length,
        bytes: files.reduce((sum, { size }) => sum + size, 0),
        free: place?.free ?? null,
      },
    };
  };

  /** What is there to choose from. */
  const list = async (): Promise<BackupItem[]> => {
    const other = (await onSecond())?.files ?? [];
    return [
      ...catalogueOf(dataDir).map((file) => itemOf(file, 'here')),
      ...other.map((file) => itemOf(file, 'second')),
    ];
  };

  const secretFor = async (file: string, passphrase: string | null): Promise<Secret | string> => {
    if (passphrase !== null && passphrase !== '') return passphrase;
    const kept = keeper.state.second?.secret;
    if (kept && kept.salt === (await sealedFacts(file)).salt) return kept;
    throw new AppError('wrong-passphrase', '这份备份有口令。请输入口令。');
  };

  /** Gives the work a file that can be read: an encrypted one is opened beside the database, and gone afterwards. */
  const opened = async <T>(
    file: string,
    passphrase: string | null,
    work: (clear: string, secret: Secret | string | null) => Promise<T>,
  ): Promise<T> => {
    await known(file);
    if (!file.endsWith(SEALED)) return work(file, null);
    const secret = await secretFor(file, passphrase);
    const clear = join(dataDir, `${DATABASE}.opened`);
    try {
      await runTask('unseal', [file, clear, secret]);
      return await work(clear, secret);
    } finally {
      rmSync(clear, { force: true });
    }
  };

  return handlersFor({
    'backup.status': status,
    'backup.list': list,
    'backup.make': async () => ({ file: await keeper.makeNow() }),

    'backup.check': async ({ file, passphrase }) => {
      await known(file);
      const secret = file.endsWith(SEALED) ? await secretFor(file, passphrase) : null;
      return runTask('examine', [file, secret]);
    },

    'backup.difference': ({ file, passphrase }) =>
      opened(file, passphrase, (clear) => runTask('difference', [clear, join(dataDir, DATABASE)])),

    'backup.restore': ({ file, passphrase }) =>
      opened(file, passphrase, async (clear, secret) => {
        const { facts, before } = await runTask('restore', { dataDir, file: clear, at: now().toISOString() });
        const again = await runTask('eraseAgain', dataDir);
        if (again > 0) store.notices.add({ kind: 'erased', text: erasedAgain(again) });
        store.forget();
        const lost = await runTask('originals', { dataDir, folder: dirname(file), secret });
        // A notice, as the page is made anew now.
        if (lost.length > 0)
          store.notices.add({
            kind: 'recovered',
            text: `已恢复 ${facts.reports} 份报告。下面这些原文件不在这份备份里，也不在它旁边；报告本身不受影响。`,
            lines: lost,
          });
        emit('store.replaced', {});
        emit('backup.changed', {});
        return { reports: facts.reports, before, lostOriginals: lost };
      }),

    'backup.remove': async ({ file }) => {
      const found = (await list()).find((item) => item.file === file);
      if (!found) throw new AppError('not-found', '没有这份备份，可能已经删去。');
      const others = (await list()).filter((item) => item.file !== file && item.readable && !item.newer);
      if (found.readable && !others.some(({ where }) => where === found.where))
        throw new AppError('bad-request', '这是最后一份能用的备份，没有删。');
      await removeOn(file);
      emit('backup.changed', {});
      return {};
    },

    'backup.places': () => runTask('places', dataDir),

    'backup.setSecond': async ({ folder, remindDays, passphrase }) => {
      if (folder === null) keeper.forgetSecond();
      else await keeper.setSecond(folder, remindDays, passphrase);
      return status();
    },

    'backup.setRemindDays': ({ remindDays }) => {
      keeper.setRemindDays(remindDays);
      return status();
    },

    'backup.whole': async ({ folder, passphrase }) => {
      const secret = passphrase === null ? null : await runTask('secret', passphrase);
      const wish = { dataDir, folder, at: now().toISOString(), secret };
      const { file, bytes, reports, originals, lost } = await runTask('wholeInto', wish);
      return { file, bytes, reports, originals, lost };
    },

    'backup.find': async ({ path }) => {
      const found = await runTask('find', [dataDir, path ?? null]);
      return found.map((file) => itemOf(file, 'elsewhere'));
    },

    'backup.doctor': () => runTask('doctor', [dataDir, now().toISOString()]),
  });
}

const itemOf = ({ file, size, kind, madeAt, facts }: BackupFile, where: BackupItem['where']): BackupItem => ({
  file,
  name: basename(file),
  where,
  kind,
  madeAt,
  newestChange: facts?.newestChange ?? null,
  bytes: size,
  encrypted: file.endsWith(SEALED),
  newer: facts?.newer ?? false,
  readable: facts !== null,
  reports: facts?.reports ?? 0,
  inBin: facts?.inBin ?? 0,
  originals: facts?.originals ?? 0,
  originalsBeside: facts?.originalsBeside ?? 0,
});

/** Throws AppError where it can be no backup at all. */
async function known(file: string): Promise<void> {
  if (!(await existsOn(file))) throw new AppError('not-found', `没有这个备份文件：${file}`);
  refuseOthers(file);
}
