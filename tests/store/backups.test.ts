import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { catalogueOf, newestSound } from '../../electron/backend/store/backups/catalogue.ts';
import { differenceOf } from '../../electron/backend/store/backups/compare.ts';
import { makeCopy } from '../../electron/backend/store/backups/copy.ts';
import { examineBackup } from '../../electron/backend/store/backups/examine-backup.ts';
import { BackupKeeper } from '../../electron/backend/store/care/keeper.ts';
import { restoreFrom, restoreWhileOpen } from '../../electron/backend/store/backups/restore.ts';
import { runTask, type RunTask } from '../../electron/backend/store/care/run-task.ts';
import { isSound } from '../../electron/backend/store/backups/sound.ts';
import { tasks } from '../../electron/backend/store/care/tasks.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { codeOf, memoryLogger } from '../contract/transports.ts';
import { tempFolder } from './folder.ts';
import { runHere } from './run-here.ts';
import { keepCopy } from './keep-copy.ts';
import { hashOf } from '../../electron/backend/store/base/original-file.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';

const DAY = 86_400_000;
/** A thread is started, or a large file written: on a busy machine that takes its time. */
const SLOW = { timeout: 90_000 };

let dataDir: string;
let clock: number;
const now = (): Date => new Date(clock);

function insert(store: Store, title = '标题'): string {
  return store.reports.insert({
    template: 't',
    year: 2025,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle(title), makeParagraph('')] },
    variables: {},
  });
}

function type(store: Store, id: string, text: string): number {
  const { revision, document } = store.reports.get(id);
  const { length } = plainText(document.blocks.slice(1));
  const batch = `${revision}-${text}-${Math.random()}`;
  const op = { type: 'insert_text' as const, path: [1, 0], offset: length, text };
  return store.reports.apply({ id, batch, base: revision, ops: [op] }).revision;
}

const textOf = (store: Store, id: string): string =>
  plainText(store.reports.get(id).document.blocks.slice(1));

beforeEach(() => {
  dataDir = tempFolder();
  clock = Date.UTC(2025, 5, 1, 8);
});

function keeperOf(store: Store, run: RunTask = runHere): BackupKeeper {
  return new BackupKeeper({
    dataDir,
    progress: () => store.progress(),
    notices: store.notices,
    now,
    logger: memoryLogger(),
    run,
    changed: () => {},
  });
}

describe('a copy that is made while others save', () => {
  it('is of one instant, is never begun anew, and holds up no save', SLOW, async () => {
    const store = await openStore(dataDir, now);
    const id = insert(store);
    store.settings.set('editions', '甲'.repeat(1_000_000));
    const before = store.reports.get(id).revision;
    let saved = 0;
    const end = new AbortController();
    const target = join(dataDir, 'copy.db');
    const source = join(dataDir, DATABASE);
    const copying = runTask('copy', {
      source,
      target,
      at: now().toISOString(),
      kind: 'daily',
      originals: null,
    }).finally(() => end.abort());
    while (!end.signal.aborted) {
      type(store, id, '乙');
      saved += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { changes } = await copying;
    // The other thread copied while this one saved.
    expect(saved).toBeGreaterThan(3);
    expect(changes).toBeLessThanOrEqual(store.progress().changes);
    await store.close();
    expect(isSound(target)).toBe(true);
    const other = tempFolder();
    renameSync(target, join(other, DATABASE));
    const copy = await openStore(other, now);
    expect(copy.reports.get(id).revision).toBeGreaterThanOrEqual(before);
    await copy.close();
    expect(readdirSync(dataDir).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is for nobody else on the machine, wherever it lies', async () => {
    const store = await openStore(dataDir, now);
    insert(store);
    await store.close();
    const target = join(tempFolder(), 'a.db');
    const source = join(dataDir, DATABASE);
    await makeCopy({ source, target, at: now().toISOString(), kind: 'by-hand', originals: null });
    expect(statSync(target).mode & 0o077).toBe(0);
    const fresh = join(tempFolder(), 'new');
    await restoreFrom(fresh, target, false, now());
    expect(statSync(join(fresh, DATABASE)).mode & 0o077).toBe(0);
  });

  it('says in a sentence what is wrong: no folder, a damaged database', async () => {
    const store = await openStore(dataDir, now);
    insert(store);
    await store.close();
    const wish = {
      source: join(dataDir, DATABASE),
      at: now().toISOString(),
      kind: 'daily',
      originals: null,
    } as const;
    const missing = makeCopy({ ...wish, target: join(dataDir, '没有', 'a.db') });
    await expect(missing).rejects.toThrow(/没有这个文件夹，没有备份：.*没有。请换一个位置/);
    const bytes = readFileSync(wish.source);
    bytes.fill(0xa5, 4096 * 3, 4096 * 8);
    writeFileSync(wish.source, bytes);
    expect(await codeOf(makeCopy({ ...wish, target: join(dataDir, 'a.db') }))).toBe('damaged-database');
    expect(readdirSync(dataDir).filter((name) => name.startsWith('a.db'))).toEqual([]);
  });
});

describe('backups while the program runs', () => {
  it('are made each day, also when it stays open for weeks, and not where nothing was stored', async () => {
    const store = await openStore(dataDir, now);
    const keeper = keeperOf(store);
    const id = insert(store);
    for (let day = 0; day < 12; day += 1) {
      await keeper.tick();
      await keeper.tick();
      if (day < 8) type(store, id, '字');
      clock += DAY;
    }
    const files = catalogueOf(dataDir);
    expect(files).toHaveLength(9);
    expect(new Set(files.map(({ kind }) => kind))).toEqual(new Set(['daily']));
    expect(keeper.state.last?.changes).toBe(store.progress().changes);
    await store.close();
  });

  it('are made within the day where much was written, and by a clock that was wrong', async () => {
    const store = await openStore(dataDir, now);
    const keeper = keeperOf(store);
    const id = insert(store);
    await keeper.tick();
    store.atomically(() => {
      for (let count = 0; count < 4100; count += 1) store.settings.set('editions', count);
    });
    await keeper.tick();
    expect(catalogueOf(dataDir)).toHaveLength(1);
    clock += 3_700_000;
    await keeper.tick();
    expect(catalogueOf(dataDir)).toHaveLength(2);
    type(store, id, '字');
    clock = Date.UTC(2099, 0, 1);
    await keeper.tick();
    type(store, id, '字');
    clock = Date.UTC(2025, 5, 1, 12);
    await keeper.tick();
    expect(catalogueOf(dataDir)).toHaveLength(4);
    expect(newestSound(dataDir)?.madeAt).toBe('2025-06-01T12:00:00.000Z');
    await store.close();
  });

  it('that fail are told until somebody has read it, and are tried again', async () => {
    const store = await openStore(dataDir, now);
    insert(store);
    let works = false;
    const keeper = keeperOf(store, (name, argument) =>
      works ? runHere(name, argument) : Promise.reject(new AppError('disk-full', '磁盘空间不足，没有备份。')),
    );
    await keeper.tick();
    const said = [{ kind: 'backup-failed', text: '磁盘空间不足，没有备份。' }];
    expect(store.notices.list()).toMatchObject(said);
    works = true;
    await keeper.makeNow();
    // Told until it is read, also where the next one was made, and at the next start.
    expect(store.notices.list()).toMatchObject(said);
    await store.close();
    const again = await openStore(dataDir, now);
    expect(again.notices.list()).toMatchObject(said);
    again.notices.read(again.notices.list()[0]?.id ?? '');
    expect(again.notices.list()).toEqual([]);
    await again.close();
  });
});

describe('a second folder', () => {
  it('gets a copy of each, is missed when it is away, and gets what it missed when it is back', async () => {
    const store = await openStore(dataDir, now);
    const keeper = keeperOf(store);
    const id = insert(store);
    const stick = join(tempFolder(), 'stick');
    mkdirSync(stick);
    await keeper.setSecond(stick, 7, null);
    await keeper.tick();
    const folder = keeper.state.second?.place.folder ?? '';
    expect(readdirSync(folder).sort()).toEqual(['nianshu-2025-06-01.db', '年述备份.json']);

    renameSync(stick, `${stick}-away`);
    mkdirSync(folder, { recursive: true });
    clock += DAY;
    type(store, id, '字');
    await keeper.tick();
    // What lies in its place is not the stick: nothing is written there, and nothing has failed.
    expect(readdirSync(folder)).toEqual([]);
    expect(store.notices.list()).toEqual([]);
    rmSync(stick, { recursive: true });
    renameSync(`${stick}-away`, stick);
    type(store, id, '字');
    await keeper.tick();
    expect(newestSound(dataDir, [folder])?.facts?.changes).toBe(store.progress().changes);
    expect(keeper.state.second?.last?.changes).toBe(store.progress().changes);
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toHaveLength(2);
    await store.close();
  });

  it(
    'keeps encrypted copies where a passphrase is set, with the large originals, and none in the clear',
    SLOW,
    async () => {
      const store = await openStore(dataDir, now);
      const large = Buffer.alloc(17 * 1024 * 1024, '图');
      const file = join(tempFolder(), '大.docx');
      writeFileSync(file, large);
      const source = { name: '大.docx', size: large.length, hash: hashOf(large), textHash: 'x', file };
      store.reports.insert({
        template: 't',
        year: 2024,
        unit: '青禾镇',
        document: { schema: 1, blocks: [makeTitle('绝密标题'), makeParagraph('')] },
        variables: {},
        source,
      });
      const keeper = keeperOf(store);
      const stick = tempFolder();
      await keeper.setSecond(stick, 7, null);
      await keeper.tick();
      await keeper.setSecond(stick, 7, '八个字的口令在此');
      await keeper.tick();
      const folder = keeper.state.second?.place.folder ?? '';
      const names = readdirSync(folder);
      expect(names.filter((name) => name.endsWith('.db'))).toEqual([]);
      const sealed = names.find((name) => name.endsWith('.nsb')) ?? '';
      expect(readFileSync(join(folder, sealed)).includes('绝密标题')).toBe(false);
      expect(readdirSync(join(folder, 'originals'))).toEqual([`${hashOf(large)}.nsb`]);
      expect(await examineBackup(join(folder, sealed), '八个字的口令在此')).toMatchObject({ reports: null });
      expect(await codeOf(examineBackup(join(folder, sealed), '不对'))).toBe('wrong-passphrase');
      await store.close();

      // On another computer: the file and the originals beside it.
      const fresh = tempFolder();
      const clear = join(fresh, 'opened.db');
      await tasks.unseal([join(folder, sealed), clear, '八个字的口令在此']);
      await restoreFrom(fresh, clear, false, now());
      expect(await tasks.originals({ dataDir: fresh, folder, secret: '八个字的口令在此' })).toEqual([]);
      expect(hashOf(readFileSync(join(fresh, 'originals', hashOf(large))))).toBe(hashOf(large));
    },
  );

  it('is refused where it is none, or lies in the data folder', async () => {
    const store = await openStore(dataDir, now);
    const keeper = keeperOf(store);
    expect(await codeOf(keeper.setSecond(join(dataDir, '..', '没有这里'), 7, null))).toBe('not-found');
    expect(await codeOf(keeper.setSecond(dataDir, 7, null))).toBe('bad-request');
    mkdirSync(join(dataDir, 'backups'));
    expect(await codeOf(keeper.setSecond(join(dataDir, 'backups'), 7, null))).toBe('bad-request');
    await store.close();
  });
});

describe('putting a backup in', () => {
  it('of a later program is refused before anything is touched', async () => {
    const store = await openStore(dataDir, now);
    insert(store);
    await store.close();
    const file = await keepCopy(dataDir, 'later');
    const later = openDb(file);
    later.pragma('user_version = 99');
    later.close();
    const before = readFileSync(join(dataDir, DATABASE));
    expect(await codeOf(restoreFrom(dataDir, file, true, now()))).toBe('newer-database');
    expect(await codeOf(restoreWhileOpen({ dataDir, file, at: now().toISOString() }))).toBe('newer-database');
    expect(readFileSync(join(dataDir, DATABASE)).equals(before)).toBe(true);
    expect(readdirSync(dataDir).sort()).toEqual(['backups', DATABASE, 'nianshu.progress']);
  });

  it('while the program is open goes on in every connection, keeps what was there, and reuses no number', async () => {
    const store = await openStore(dataDir, now);
    const id = insert(store);
    type(store, id, '旧');
    const file = await keepCopy(dataDir, 'old');
    const later = type(store, id, '新');
    const added = insert(store, '后来的');
    const difference = differenceOf(file, join(dataDir, DATABASE));
    expect(difference).toEqual({
      onlyNow: { count: 1, titles: ['后来的'] },
      changed: { count: 1, titles: ['标题'] },
      onlyInBackup: { count: 0, titles: [] },
    });
    const { before, facts } = await restoreWhileOpen({ dataDir, file, at: now().toISOString() });
    store.forget();
    expect(facts).toMatchObject({ reports: 1, generation: 1 });
    expect(store.reports.list().map((report) => report.id)).toEqual([id]);
    expect(textOf(store, id)).toBe('旧');
    // A window that still shows 旧新 and types on is refused, and not taken for the next batch.
    expect(store.reports.get(id).revision).toBe(later + 1);
    const op = { type: 'insert_text' as const, path: [1, 0], offset: 2, text: '！' };
    expect(() => store.reports.apply({ id, batch: 'stale', base: later, ops: [op] })).toThrow(
      /在别的窗口改过/,
    );
    type(store, id, '续');
    expect(textOf(store, id)).toBe('旧续');

    await restoreWhileOpen({ dataDir, file: before ?? '', at: new Date(clock + 5000).toISOString() });
    store.forget();
    expect(textOf(store, id)).toBe('旧新');
    expect(store.reports.get(added).title).toBe('后来的');
    expect(existsSync(join(dataDir, `${DATABASE}.restoring`))).toBe(false);
    await store.close();
    expect(isSound(join(dataDir, DATABASE))).toBe(true);
    // What was put in last is the newest of all, and the copy of before comes behind it.
    const copy = await keepCopy(dataDir, 'newest');
    expect(catalogueOf(dataDir)[0]?.file).toBe(copy);
  });

  it('while somebody is saving waits, and does not say that it is done before it is', async () => {
    const store = await openStore(dataDir, now);
    const id = insert(store);
    type(store, id, '旧');
    const file = await keepCopy(dataDir, 'old');
    type(store, id, '新');
    const other = openDb(join(dataDir, DATABASE));
    other.exec('BEGIN IMMEDIATE');
    let done = false;
    const restored = restoreWhileOpen({ dataDir, file, at: now().toISOString() }).then(() => (done = true));
    // The copy of what was there needs no lock: then it comes to the database itself.
    await vi.waitFor(() => expect(catalogueOf(dataDir)).toHaveLength(2), SLOW);
    expect(done).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    await restored;
    store.forget();
    expect(textOf(store, id)).toBe('旧');
    await store.close();
  });

  it('brings a text back after which the report is searched, saved and opened as before', async () => {
    const store = await openStore(dataDir, now);
    const id = insert(store);
    type(store, id, '普法宣传');
    while (!store.search.catchUp(50));
    const file = await keepCopy(dataDir, 'old');
    type(store, id, '信访积案');
    while (!store.search.catchUp(50));
    await restoreWhileOpen({ dataDir, file, at: now().toISOString() });
    store.forget();
    while (!store.search.catchUp(50));
    expect(store.search.find({ query: '普法宣传' }).groups).toHaveLength(1);
    expect(store.search.find({ query: '信访积案' }).groups).toHaveLength(0);
    await store.close();
    const again = await openStore(dataDir, now);
    expect(textOf(again, id)).toBe('普法宣传');
    await again.close();
  });
});
