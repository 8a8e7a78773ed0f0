import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';
import { STORE_VERSION } from '../../electron/backend/store/base/migrate.ts';
import { noticesOf } from '../../electron/backend/store/base/notices.ts';
import { restoreFrom, restoreWhileOpen } from '../../electron/backend/store/backups/restore.ts';
import { makeWholeFile } from '../../electron/backend/store/backups/whole-file.ts';
import { lookAt, recover } from '../../electron/backend/store/recovery/recover.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { runCli } from '../contract/run-cli.ts';
import { tempFolder } from './folder.ts';
import { restore, rowsOf, storedVersions } from './stored-database.ts';

const now = (): Date => new Date('2026-12-01T02:03:04Z');
const OLD = storedVersions().filter((version) => version < STORE_VERSION);
const main = (shell: string): string =>
  fileURLToPath(new URL(`../../electron/shells/${shell}/main.ts`, import.meta.url));

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

function folderOf(version: number): { dataDir: string; file: string } {
  const dataDir = tempFolder();
  const file = join(dataDir, DATABASE);
  restore(version, file);
  return { dataDir, file };
}

async function open(dataDir: string, program: string): Promise<Store> {
  const store = await openStore(dataDir, now, program);
  opened.push(store);
  return store;
}

async function close(store: Store): Promise<void> {
  opened.splice(opened.indexOf(store), 1);
  await store.close();
}

const told = (dataDir: string): string[] =>
  noticesOf(dataDir)
    .filter(({ kind }) => kind === 'upgraded')
    .map(({ text }) => text);

const backupsIn = (dataDir: string): string[] => {
  const folder = join(dataDir, 'backups');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('before-upgrade')) : [];
};

/** Data as a later program left them: of the next version of the database, noted by program 9.1.0. */
async function newerFolder(): Promise<{ dataDir: string; file: string }> {
  const dataDir = tempFolder();
  await close(await open(dataDir, '9.1.0'));
  const file = join(dataDir, DATABASE);
  const db = openDb(file);
  db.pragma(`user_version = ${STORE_VERSION + 1}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return { dataDir, file };
}

async function problem(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const versionIn = (file: string): unknown => {
  const db = openDb(file, { readonly: true });
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return version;
};

describe('a newer program over older data', () => {
  it.each(OLD)(
    'of version %i tells once what was done, and where the backup of before is',
    async (version) => {
      const { dataDir, file } = folderOf(version);
      const db = openDb(file);
      const before = rowsOf(db, 'reports').map(({ id }) => id);
      db.close();
      const store = await open(dataDir, '2.0.0');
      const [backup = ''] = backupsIn(dataDir);
      expect(told(dataDir)).toEqual([
        `年述升级到 2.0.0，数据已一起升级，内容没有变，可以照常写。升级前的备份：${join(dataDir, 'backups', backup)}。旧版打不开升级后的数据；要退回旧版，请用这份备份恢复。`,
      ]);
      expect(versionIn(join(dataDir, 'backups', backup))).toBe(version);
      const notice = noticesOf(dataDir).find(({ kind }) => kind === 'upgraded');
      store.notices.read(notice?.id ?? '');
      await close(store);
      await close(await open(dataDir, '2.0.0'));
      expect(told(dataDir)).toEqual([]);
      expect(backupsIn(dataDir)).toHaveLength(1);
      const after = openDb(file);
      expect(rowsOf(after, 'reports').map(({ id }) => id)).toEqual(before);
      after.close();
    },
  );

  it('names the version that it came from, and makes up for a note that was cut off', async () => {
    const { dataDir, file } = folderOf(OLD.at(-1) ?? 0);
    const db = openDb(file);
    db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(
      'program',
      JSON.stringify({ version: '0.1.0', store: OLD.at(-1) }),
    );
    db.close();
    // Brought up to date, and ended before anybody was told.
    await close(await open(dataDir, ''));
    expect(told(dataDir)).toEqual([]);
    await close(await open(dataDir, '2.0.0'));
    expect(told(dataDir)[0]).toMatch(/^年述从 0\.1\.0 升级到 2\.0\.0，.+升级前的备份：.+before-upgrade/);
  });

  it('says nothing in a new folder, nor where a new version changes nothing of the data', async () => {
    const dataDir = tempFolder();
    const store = await open(dataDir, '2.0.0');
    const { changes } = store.progress();
    await close(store);
    const next = await open(dataDir, '2.0.1');
    expect(next.progress().changes).toBe(changes);
    expect(told(dataDir)).toEqual([]);
    expect(backupsIn(dataDir)).toEqual([]);
  });

  it('changes nothing where the backup can’t be made, and says so', async () => {
    const { dataDir, file } = folderOf(5);
    writeFileSync(join(dataDir, 'backups'), 'a file where the folder should be');
    const error = await problem(openStore(dataDir, now, '2.0.0'));
    expect(error.message).toMatch(/^升级数据之前要先备份，没有做成，所以没有升级，数据没有改动。/);
    expect(versionIn(file)).toBe(5);
    rmSync(join(dataDir, 'backups'));
    await open(dataDir, '2.0.0');
    expect(told(dataDir)).toHaveLength(1);
  });

  it('ended at any moment goes on at the next start, with everything and a backup of before', async () => {
    const script = `
      const { openStore } = await import(${JSON.stringify(new URL('../../electron/backend/store/store.ts', import.meta.url).href)});
      console.log('begins');
      await openStore(process.argv[1], () => new Date(), '2.0.0');
      console.log('done');
      setInterval(() => {}, 1000);
    `;
    // What is there when the process is ended: nothing yet, a copy in the making, the copy, a text that it has printed.
    const moments: ((dataDir: string, output: string) => boolean)[] = [
      (_dataDir, output) => output.includes('begins'),
      (dataDir) => backupsIn(dataDir).length > 0,
      (dataDir) => backupsIn(dataDir).some((name) => name.endsWith('.db')),
      (_dataDir, output) => output.includes('done'),
    ];
    for (const isThere of moments) {
      const { dataDir, file } = folderOf(1);
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir]);
      let output = '';
      child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
      await expect.poll(() => isThere(dataDir, output), { interval: 1, timeout: 15_000 }).toBe(true);
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      const store = await open(dataDir, '2.0.0');
      expect(store.reports.list()).not.toEqual([]);
      await close(store);
      expect(versionIn(file)).toBe(STORE_VERSION);
      expect(backupsIn(dataDir).some((name) => name.endsWith('.db'))).toBe(true);
    }
  }, 60_000);
});

describe('an older program over newer data', () => {
  const WORDS = '数据由年述 9.1.0 保存，比本机的这一版新，打不开，没有改动';

  it('refuses, says which version has them, and leaves every byte', async () => {
    const { dataDir, file } = await newerFolder();
    const before = readFileSync(file);
    const error = await problem(openStore(dataDir, now, '2.0.0'));
    expect(error.code).toBe('newer-database');
    expect(error.message).toBe(
      `${WORDS}：${dataDir}。请升级年述到 9.1.0 或更新的版本后再打开；一定要用这一版的，可以把 backups 里升级前的备份（文件名带 before-upgrade）恢复到另一个数据文件夹。`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses on the command line', async () => {
    const { dataDir } = await newerFolder();
    const { code, stdout, stderr } = await runCli(dataDir, ['list', '--data', dataDir]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(WORDS);
  }, 60_000);

  it('opens its browser shell all the same, which says so', async () => {
    const { dataDir, file } = await newerFolder();
    const before = readFileSync(file);
    const child = spawn(process.execPath, [main('loopback'), '--no-open', '--data', dataDir]);
    let output = '';
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
    await expect.poll(() => output, { timeout: 20_000 }).toContain('http://127.0.0.1:');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
    expect(readFileSync(join(dataDir, 'logs/nianshu.log'), 'utf8')).toContain(WORDS);
    expect(readFileSync(file).equals(before)).toBe(true);
  }, 60_000);
});

describe('two programs of different versions at once', () => {
  it('the older one stores nothing more once the newer one has brought the data up to date', async () => {
    const dataDir = tempFolder();
    const store = await open(dataDir, '2.0.0');
    store.atomically(() => store.settings.set('unit', { name: '青禾镇' }));
    const newer = openDb(join(dataDir, DATABASE));
    newer.pragma(`user_version = ${STORE_VERSION + 1}`);
    newer.close();
    expect(() => store.atomically(() => store.settings.set('unit', { name: '石桥镇' }))).toThrow(
      /数据刚才被更新版本的年述升级了，这一版不能再写，刚才的内容没有保存/,
    );
    // Outside of a transaction it would have been stored before anybody looked.
    expect(() => store.settings.set('unit', { name: '石桥镇' })).toThrow('刚才的内容没有保存');
    expect(store.settings.get('unit')).toEqual({ name: '青禾镇' });
  });

  it('the older one neither restores over newer data nor puts them together anew', async () => {
    const dataDir = tempFolder();
    const file = join(tempFolder(), '备份.db');
    const store = await open(dataDir, '2.0.0');
    await makeWholeFile({ dataDir, file, replace: false, at: new Date().toISOString(), secret: null });
    const newer = openDb(join(dataDir, DATABASE));
    newer.pragma(`user_version = ${STORE_VERSION + 1}`);
    newer.exec("CREATE TABLE later (said TEXT); INSERT INTO later VALUES ('新')");
    const at = new Date().toISOString();
    await expect(restoreWhileOpen({ dataDir, file, at })).rejects.toThrow('比本机的这一版新');
    await close(store);
    newer.close();
    await expect(restoreFrom(dataDir, file, true, new Date())).rejects.toThrow('比本机的这一版新');
    expect(() => lookAt(dataDir, false)).toThrow('比本机的这一版新');
    for (const kind of ['salvage', 'empty'] as const)
      await expect(recover(dataDir, { kind }, new Date())).rejects.toThrow('比本机的这一版新');
    const after = openDb(join(dataDir, DATABASE), { readonly: true });
    expect(after.prepare('SELECT said FROM later').pluck().get()).toBe('新');
    after.close();
  });

  it('are told once of an upgrade that both of them begin, with the backup of before', async () => {
    const { dataDir } = folderOf(OLD[0] ?? 1);
    const list = (): Promise<{ code: number }> => runCli(dataDir, ['list', '--data', dataDir]);
    expect(await Promise.all([list(), list()])).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(told(dataDir)).toHaveLength(1);
    const versions = backupsIn(dataDir).map((name) => {
      const db = openDb(join(dataDir, 'backups', name), { readonly: true });
      const version = db.pragma('user_version', { simple: true });
      db.close();
      return version;
    });
    expect(versions.length).toBeGreaterThan(0);
    expect(new Set(versions)).toEqual(new Set([OLD[0] ?? 1]));
  }, 60_000);
});
