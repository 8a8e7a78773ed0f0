import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { BackupItem, BackupStatus } from '../../../shared/contract/backups.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueOf, filesIn, type BackupFile } from '../store/backups/catalogue.ts';
import { asCopyError } from '../store/backups/copy-errors.ts';
import type { BackupKeeper } from '../store/care/keeper.ts';
import { describePlace, placesFor, placesToLook } from '../store/backups/places.ts';
import { runTask } from '../store/care/run-task.ts';
import { sealedFacts, type Secret } from '../store/backups/sealed-file.ts';
import { describeSealed, secondFiles } from '../store/backups/second-files.ts';
import { isThere, SEALED } from '../store/backups/second-folder.ts';
import { freeFile } from '../store/backups/stamp.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';
import { isSameProgress } from '../store/base/progress.ts';
import { DATABASE } from '../store/base/database-file.ts';

const DAY_MS = 86_400_000;
/** Of a folder with ten thousand files only the first are looked into. */
const MOST_FILES = 500;

/** Backups in the window: the status, the list, and what can be done with them. */
export function backupHandlers({ ports, store, emit }: Deps, keeper: BackupKeeper) {
  const { dataDir, now } = ports;

  const status = async (): Promise<BackupStatus> => {
    const { last, second } = keeper.state;
    const here = catalogueOf(dataDir);
    const newest = here.find(({ facts }) => facts !== null && !facts.newer);
    const there = second !== null && isThere(second.place);
    const files = second && there ? await secondFiles(second.place.folder) : [];
    const place = second && there ? describePlace(second.place.folder, dataDir) : null;
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
    const { second } = keeper.state;
    const other = second && isThere(second.place) ? await secondFiles(second.place.folder) : [];
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
    known(file);
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
      known(file);
      const secret = file.endsWith(SEALED) ? await secretFor(file, passphrase) : null;
      return runTask('examine', [file, secret]);
    },

    'backup.difference': ({ file, passphrase }) =>
      opened(file, passphrase, (clear) => runTask('difference', [clear, join(dataDir, DATABASE)])),

    'backup.restore': ({ file, passphrase }) =>
      opened(file, passphrase, async (clear, secret) => {
        const { facts, before } = await runTask('restore', { dataDir, file: clear, at: now().toISOString() });
        store.forget();
        const lostOriginals = await runTask('originals', { dataDir, folder: dirname(file), secret });
        emit('store.replaced', {});
        emit('backup.changed', {});
        return { reports: facts.reports, before, lostOriginals };
      }),

    'backup.remove': async ({ file }) => {
      const found = (await list()).find((item) => item.file === file);
      if (!found) throw new AppError('not-found', '没有这份备份，可能已经删去。');
      const others = (await list()).filter((item) => item.file !== file && item.readable && !item.newer);
      if (found.readable && !others.some(({ where }) => where === found.where))
        throw new AppError('bad-request', '这是最后一份能用的备份，没有删。');
      rmSync(file, { force: true });
      emit('backup.changed', {});
      return {};
    },

    'backup.places': () => placesFor(dataDir),

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
      if (!existsSync(folder))
        throw asCopyError(Object.assign(new Error(folder), { code: 'ENOENT' }), join(folder, 'x'));
      const secret = passphrase === null ? null : await runTask('secret', passphrase);
      const file = freeFile(
        folder,
        `年述数据-${now().toISOString().slice(0, 10)}`,
        secret === null ? '.db' : SEALED,
      );
      const wish = { dataDir, file, replace: false, at: now().toISOString(), secret };
      const { reports, originals, lost } = await runTask('whole', wish);
      return { file, bytes: statSync(file).size, reports, originals, lost };
    },

    'backup.find': async ({ path }) => {
      const found = await Promise.all(
        (path === undefined ? placesToLook(dataDir) : [path]).map((place) => look(place)),
      );
      return found.flat();
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
function known(file: string): void {
  if (!existsSync(file)) throw new AppError('not-found', `没有这个备份文件：${file}`);
  if (!/\.(db|nsb)$/.test(file))
    throw new AppError(
      'bad-request',
      `这不是年述的备份：${basename(file)}。备份的文件名以 .db 或 .nsb 结尾。`,
    );
}

/** Backups in a folder, and in our own folders there; or the one file. */
async function look(place: string): Promise<BackupItem[]> {
  try {
    if (statSync(place).isFile()) {
      known(place);
      const one = place.endsWith(SEALED)
        ? [await describeSealed(place, basename(place))]
        : filesIn(dirname(place), true).filter(({ file }) => file === place);
      return one.map((file) => itemOf(file, 'elsewhere'));
    }
    const names = readdirSync(place).slice(0, MOST_FILES);
    const own = names.filter(
      (name) => name.startsWith('年述备份-') && statSync(join(place, name)).isDirectory(),
    );
    const sealed = names.filter((name) => name.endsWith(SEALED));
    const files = [
      ...filesIn(place, false),
      ...(await Promise.all(sealed.map((name) => describeSealed(join(place, name), name)))),
    ];
    const within = await Promise.all(own.map((name) => secondFiles(join(place, name))));
    return [...files, ...within.flat()].map((file) => itemOf(file, 'elsewhere'));
  } catch (error) {
    if (error instanceof AppError) throw error;
    // A place that is not there, or not ours to read.
    return [];
  }
}
