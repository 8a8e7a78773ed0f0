import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import { runCli } from '../contract/run-cli.ts';
import { tempFolder } from './folder.ts';

const now = (): Date => new Date('2026-01-05T08:00:00Z');
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Everything in a folder that other users of the machine could read, write or enter. */
function openToOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
    .sort();
}

describe.skipIf(process.platform === 'win32')('other users of the machine', () => {
  it('find a new data folder closed, and each file in it', async () => {
    const folder = join(tempFolder(), 'data');
    const store = await openStore(folder, now);
    expect(modeOf(folder)).toBe('700');
    expect(openToOthers(folder)).toEqual([]);
    expect(readdirSync(folder)).toContain('nianshu.db-wal');
    await store.close();
  });

  it('find the folder of an earlier version closed once it was opened', async () => {
    const folder = tempFolder();
    await (await openStore(folder, now)).close();
    for (const name of ['backups', 'originals', 'logs']) mkdirSync(join(folder, name), { recursive: true });
    const files = ['nianshu.db', 'originals/abc', 'logs/nianshu.log', 'backups/nianshu-2025-12-31.db'];
    for (const file of files.slice(1)) writeFileSync(join(folder, file), 'x');
    for (const file of files) chmodSync(join(folder, file), 0o644);
    for (const name of ['', 'backups', 'originals', 'logs']) chmodSync(join(folder, name), 0o755);
    const store = await openStore(folder, now);
    expect(modeOf(folder)).toBe('700');
    expect(openToOthers(folder)).toEqual([]);
    await store.close();
  });

  it('keep their own files, to which a link in the folder leads', async () => {
    const folder = tempFolder();
    await (await openStore(folder, now)).close();
    const elsewhere = join(tempFolder(), 'shared.txt');
    writeFileSync(elsewhere, 'x');
    chmodSync(elsewhere, 0o644);
    symlinkSync(elsewhere, join(folder, 'link'));
    await (await openStore(folder, now)).close();
    expect(modeOf(elsewhere)).toBe('644');
  });

  it("keep their way into a folder that is not the program's own, and find the data in it closed", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, '会议通知.txt'), 'x');
    chmodSync(join(folder, '会议通知.txt'), 0o644);
    chmodSync(folder, 0o755);
    // The second time the database is there already.
    for (let time = 1; time <= 2; time += 1) {
      const store = await openStore(folder, now);
      expect(modeOf(folder)).toBe('755');
      expect(openToOthers(folder)).toEqual(['会议通知.txt']);
      await store.close();
    }
  });

  it('can read an export as they can other files of the user, and nothing else that the command line leaves', async () => {
    const folder = join(tempFolder(), 'data');
    const out = tempFolder();
    const demo = await runCli(out, ['demo', '--data', folder, '--json']);
    const { ids } = JSON.parse(demo.stdout) as { ids: string[] };
    const file = join(out, 'report.txt');
    const edition = ['--format', 'txt', '--edition', 'internal', '--out', file];
    await runCli(out, ['export', ids[0] ?? '', ...edition, '--data', folder]);
    const kept = join(out, 'kept.db');
    await runCli(out, ['backup', kept, '--data', folder]);
    expect(modeOf(file)).toBe((0o666 & ~process.umask()).toString(8));
    expect(modeOf(kept)).toBe('600');
    expect(openToOthers(folder)).toEqual([]);
    // Whatever the program has made in it is known as its own: opened to others once, it is closed again.
    chmodSync(folder, 0o755);
    await (await openStore(folder, now)).close();
    expect(modeOf(folder)).toBe('700');
  }, 60_000);
});
