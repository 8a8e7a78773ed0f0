import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { noticesOf } from '../../electron/backend/store/base/notices.ts';
import type { Client } from '../../renderer/client/client.ts';
import { takeInText } from '../take-in.ts';
import { serve, type Served } from './backend-for-test.ts';
import { codeOf, transports } from './transports.ts';

/** A passphrase is made slow on purpose, and each piece of work starts a thread: on a busy machine that takes its time. */
const SLOW = { timeout: 90_000 };

describe.each(transports)('backups over $name', SLOW, (transport) => {
  let served: Served;
  let client: Client;
  let elsewhere: string;

  beforeEach(async () => {
    served = await serve(transport);
    ({ client } = served.connected);
    elsewhere = mkdtempSync(join(tmpdir(), 'nianshu-elsewhere-'));
  });
  afterEach(async () => {
    await served.close();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  const create = (year: number): Promise<{ id: string }> =>
    client.call('report.create', { template: 'work-summary', year, unit: '青禾镇' });
  const years = async (): Promise<number[]> =>
    (await client.call('report.list', {})).map(({ year }) => year).sort((a, b) => a - b);

  it('are made, listed, checked, compared and put in while windows are open', async () => {
    await create(2021);
    expect(await client.call('backup.status', {})).toMatchObject({ lastAt: null, upToDate: false, count: 0 });
    const { file } = await client.call('backup.make', {});
    expect(await client.call('backup.status', {})).toMatchObject({ upToDate: true, count: 1 });
    await create(2022);
    expect(await client.call('backup.status', {})).toMatchObject({ upToDate: false });
    expect(await client.call('backup.list', {})).toMatchObject([
      { file, where: 'here', kind: 'by-hand', reports: 1, encrypted: false, newer: false, readable: true },
    ]);
    expect(await client.call('backup.check', { file })).toEqual({
      reports: 1,
      originals: 0,
      missingOriginals: 0,
    });
    const { onlyNow, onlyInBackup } = await client.call('backup.difference', { file });
    expect([onlyNow.count, onlyInBackup.count]).toEqual([1, 0]);

    const heard: string[] = [];
    client.on('store.replaced', () => heard.push('replaced'));
    const { reports, before } = await client.call('backup.restore', { file });
    expect(reports).toBe(1);
    expect(await years()).toEqual([2021]);
    await expect.poll(() => heard).toEqual(['replaced']);
    await client.call('backup.restore', { file: before ?? '' });
    expect(await years()).toEqual([2021, 2022]);
  });

  it('go into one encrypted file, which is found, and taken in with its passphrase only', async () => {
    await create(2021);
    const passphrase = '八个字的口令在此';
    const made = await client.call('backup.whole', { folder: elsewhere, passphrase });
    expect(made).toMatchObject({ reports: 1, lost: [] });
    expect(made.file).toMatch(/年述数据-2023-12-01\.nsb$/);
    expect(readFileSync(made.file).includes('青禾镇')).toBe(false);
    await create(2022);
    const found = await client.call('backup.find', { path: elsewhere });
    expect(found).toMatchObject([{ file: made.file, encrypted: true, reports: 1, readable: true }]);
    const { file } = made;
    expect(await codeOf(client.call('backup.restore', { file }))).toBe('wrong-passphrase');
    expect(await codeOf(client.call('backup.restore', { file, passphrase: '不对不对不对' }))).toBe(
      'wrong-passphrase',
    );
    expect(await years()).toEqual([2021, 2022]);
    await client.call('backup.restore', { file, passphrase });
    expect(await years()).toEqual([2021]);
  });

  it('tell of original files that are nowhere, until that has been read', async () => {
    const { found } = await takeInText(
      (method, params) => client.call(method, params),
      '青禾镇2021年工作总结',
    );
    expect(found.refused).toBeUndefined();
    const { file } = await client.call('backup.make', {});
    const backup = openDb(file);
    backup.exec('UPDATE originals SET bytes = NULL');
    backup.close();
    const { lostOriginals } = await client.call('backup.restore', { file });
    expect(lostOriginals).toEqual(['总结.txt']);
    expect(noticesOf(served.dataDir)).toMatchObject([{ kind: 'recovered', lines: ['总结.txt'] }]);
  });

  it('say in a sentence what is wrong, and change nothing', async () => {
    await create(2021);
    const missing = client.call('backup.whole', { folder: join(elsewhere, '没有'), passphrase: null });
    await expect(missing).rejects.toThrow(/没有这个文件夹，没有备份/);
    expect(
      await codeOf(
        client.call('backup.setSecond', { folder: join(elsewhere, '没有'), remindDays: 7, passphrase: null }),
      ),
    ).toBe('not-found');
    expect(await codeOf(client.call('backup.check', { file: join(elsewhere, '没有.db') }))).toBe('not-found');
    writeFileSync(join(elsewhere, '别的.db'), '别的程序的文件');
    expect(await codeOf(client.call('backup.restore', { file: join(elsewhere, '别的.db') }))).toBe(
      'damaged-file',
    );
    writeFileSync(join(elsewhere, '材料.docx'), 'x');
    expect(await codeOf(client.call('backup.restore', { file: join(elsewhere, '材料.docx') }))).toBe(
      'bad-request',
    );
    const { file } = await client.call('backup.make', {});
    await expect(client.call('backup.remove', { file })).rejects.toThrow(/最后一份能用的备份/);
    expect(await codeOf(client.call('backup.remove', { file: join(served.dataDir, 'nianshu.db') }))).toBe(
      'not-found',
    );
    expect(await years()).toEqual([2021]);
  });

  it('go to a second folder, which is told of', async () => {
    await create(2021);
    const stick = join(elsewhere, 'stick');
    mkdirSync(stick);
    const set = await client.call('backup.setSecond', { folder: stick, remindDays: 3, passphrase: null });
    expect(set.second).toMatchObject({
      there: true,
      encrypted: false,
      lastAt: null,
      count: 0,
      overdueDays: null,
    });
    await client.call('backup.make', {});
    const { second } = await client.call('backup.status', {});
    expect(second).toMatchObject({ there: true, count: 1, lastAt: '2023-12-01T02:03:04.000Z' });
    expect((await client.call('backup.list', {})).map(({ where }) => where)).toEqual(['here', 'second']);
    rmSync(stick, { recursive: true });
    expect((await client.call('backup.status', {})).second).toMatchObject({ there: false });
    expect(
      await client.call('backup.setSecond', { folder: null, remindDays: 3, passphrase: null }),
    ).toMatchObject({ second: null });
    expect(await client.call('backup.doctor', {})).toMatchObject({ problems: [] });
  });
});
