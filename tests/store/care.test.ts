import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { examine, rebuildIndex } from '../../electron/backend/store/care/doctor.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { catalogueOf } from '../../electron/backend/store/backups/catalogue.ts';
import { factsOf } from '../../electron/backend/store/backups/facts.ts';
import { restoreFrom } from '../../electron/backend/store/backups/restore.ts';
import { makeWholeFile } from '../../electron/backend/store/backups/whole-file.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { codeOf } from '../contract/transports.ts';
import { type } from './damage.ts';
import { tempFolder } from './folder.ts';
import { hashOf } from '../../electron/backend/store/base/original-file.ts';

const NOW = new Date();
const LARGE = Buffer.alloc(17 * 1024 * 1024, '图');

let dataDir: string;
let elsewhere: string;

async function withStore<T>(
  folder: string,
  work: (store: Awaited<ReturnType<typeof openStore>>) => T,
): Promise<T> {
  const store = await openStore(folder, () => NOW);
  try {
    return work(store);
  } finally {
    await store.close();
  }
}

/** Stores a report with the file that it came from. */
function add(folder: string, year: number, bytes: Buffer = Buffer.from(`原文件 ${year}`)): Promise<string> {
  const file = join(elsewhere, `${year}.docx`);
  writeFileSync(file, bytes);
  return withStore(folder, (store) => {
    const blocks = [makeTitle(`青禾镇${year}年工作总结`), makeParagraph('全年普法12场。')];
    const original = {
      name: `${year}.docx`,
      size: bytes.length,
      hash: hashOf(bytes),
      textHash: String(year),
      file,
    };
    return store.reports.insert({
      template: 'work-summary',
      year,
      unit: '青禾镇',
      document: { schema: 1, blocks },
      variables: {},
      source: original,
    });
  });
}

const backUpTo = async (
  folder: string,
  file: string,
  replace: boolean,
): Promise<{ reports: number; originals: number; lost: string[] }> => {
  const { reports, originals, lost } = await makeWholeFile({
    dataDir: folder,
    file,
    replace,
    at: NOW.toISOString(),
    secret: null,
  });
  return { reports, originals, lost };
};

const years = (folder: string): Promise<number[]> =>
  withStore(folder, (store) => store.reports.list().map(({ year }) => year)).then((list) =>
    list.sort((a, b) => a - b),
  );

const saying = (folder = dataDir): string[] =>
  examine(folder, NOW).problems.map(({ what, todo }) => `${what} → ${todo}`);

function change(sql: string, ...values: unknown[]): void {
  const db = openDb(join(dataDir, 'nianshu.db'));
  db.unsafeMode(true);
  db.prepare(sql).run(...values);
  db.close();
}

beforeEach(async () => {
  dataDir = join(tempFolder(), 'data');
  elsewhere = tempFolder();
  await add(dataDir, 2021);
  await add(dataDir, 2022, LARGE);
});

describe('a backup', () => {
  it('is one file with everything in it, large originals too, and comes back as it was', async () => {
    const file = join(elsewhere, '备份.db');
    expect(await backUpTo(dataDir, file, false)).toEqual({ reports: 2, originals: 2, lost: [] });
    const fresh = join(tempFolder(), 'new');
    const { facts, before } = await restoreFrom(fresh, file, false, NOW);
    expect([facts.reports, facts.originals, before]).toEqual([2, 2, null]);
    expect(await years(fresh)).toEqual([2021, 2022]);
    const back = await withStore(fresh, (store) => {
      const report = store.reports.list().find(({ year }) => year === 2022);
      const [original] = store.originals.list(report?.id ?? '');
      return hashOf(store.originals.read(original?.id ?? 0, 0, LARGE.length).bytes);
    });
    expect(back).toBe(hashOf(LARGE));
    expect(readdirSync(elsewhere).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('is not made of a folder whose first start was cut off: there is nothing in it yet', async () => {
    const begun = tempFolder();
    writeFileSync(join(begun, 'nianshu.db'), '');
    const file = join(elsewhere, '空.db');
    await expect(backUpTo(begun, file, false)).rejects.toThrow(/还没有数据，没有备份/);
    expect(existsSync(file)).toBe(false);
  });

  it('never takes the place of a file, or of data, without being told to, and keeps what was there', async () => {
    const file = join(elsewhere, '备份.db');
    writeFileSync(file, '别的文件');
    expect(await codeOf(backUpTo(dataDir, file, false))).toBe('bad-request');
    expect(readFileSync(file, 'utf8')).toBe('别的文件');
    await backUpTo(dataDir, file, true);
    await add(dataDir, 2023);
    const before = readFileSync(join(dataDir, 'nianshu.db'));
    await expect(restoreFrom(dataDir, file, false, NOW)).rejects.toThrow(
      /已有 3 份报告，没有恢复，什么也没有改动/,
    );
    expect(readFileSync(join(dataDir, 'nianshu.db'))).toEqual(before);
    const { before: kept } = await restoreFrom(dataDir, file, true, NOW);
    expect(await years(dataDir)).toEqual([2021, 2022]);
    await restoreFrom(dataDir, kept ?? '', true, new Date(NOW.getTime() + 5000));
    expect(await years(dataDir)).toEqual([2021, 2022, 2023]);
  });

  it('goes in the place of a damaged database, which is kept, too', async () => {
    const file = join(elsewhere, '备份.db');
    await backUpTo(dataDir, file, false);
    writeFileSync(join(dataDir, 'nianshu.db'), '坏了'.repeat(5000));
    await expect(restoreFrom(dataDir, file, false, NOW)).rejects.toThrow(/有损坏的数据/);
    const { before, wasDamaged } = await restoreFrom(dataDir, file, true, NOW);
    expect(wasDamaged).toBe(true);
    expect(readFileSync(join(before ?? '', 'nianshu.db'), 'utf8')).toContain('坏了');
    expect(await years(dataDir)).toEqual([2021, 2022]);
  });

  it('is the latest state after it took the place of a damaged database that had gone on for long', async () => {
    const file = join(elsewhere, '备份.db');
    await backUpTo(dataDir, file, false);
    const revisions = (): Promise<number[]> =>
      withStore(dataDir, (store) => store.reports.list().map(({ id }) => store.reports.get(id).revision));
    // Put in twice on purpose: what is there, and what was kept of it, are later than the backup by two generations.
    for (const minute of [1, 2])
      await restoreFrom(dataDir, file, true, new Date(NOW.getTime() + minute * 60_000));
    await withStore(dataDir, (store) => {
      for (const { id } of store.reports.list()) type(store, id, ['甲', '乙', '丙']);
    });
    const written = Math.max(...(await revisions()));
    await restoreFrom(dataDir, file, true, new Date(NOW.getTime() + 180_000));
    writeFileSync(join(dataDir, 'nianshu.db'), '坏了'.repeat(5000));
    await restoreFrom(dataDir, file, true, new Date(NOW.getTime() + 240_000));
    const [best] = catalogueOf(dataDir);
    expect(factsOf(join(dataDir, 'nianshu.db'))?.generation).toBeGreaterThan(best?.facts?.generation ?? 0);
    // A window that still holds the lost state must not take its own next save for the next one here.
    expect(Math.min(...(await revisions()))).toBeGreaterThan(written);
  });

  it('is refused where it is none, and while the program is open', async () => {
    const file = join(elsewhere, '备份.db');
    await backUpTo(dataDir, file, false);
    await expect(restoreFrom(dataDir, join(elsewhere, '没有.db'), true, NOW)).rejects.toThrow(
      /没有这个备份文件/,
    );
    const other = join(elsewhere, '别的.db');
    openDb(other).exec('CREATE TABLE a (b)').close();
    await expect(restoreFrom(dataDir, other, true, NOW)).rejects.toThrow(/不是年述的备份/);
    const open = await openStore(dataDir, () => NOW);
    await expect(restoreFrom(dataDir, file, true, NOW)).rejects.toThrow(/年述正开着/);
    await open.close();
    expect(existsSync(join(dataDir, 'nianshu.db.restoring'))).toBe(false);
    expect(await years(dataDir)).toEqual([2021, 2022]);
  });
});

describe('the doctor', () => {
  /** As on any day: with its backup and its index. */
  beforeEach(async () => {
    await rebuildIndex(dataDir, NOW);
    mkdirSync(join(dataDir, 'backups'), { recursive: true });
    await backUpTo(dataDir, join(dataDir, 'backups', 'nianshu-2025-12-01.db'), false);
  });

  it('finds nothing wrong where nothing is, and says what was looked at', async () => {
    const { problems, checked } = examine(dataDir, NOW);
    expect(problems).toEqual([]);
    expect(checked.join('；')).toMatch(/数据文件完好.*2 份报告.*检索索引（4 段）.*2 个原文件.*1 份备份/);
    expect(examine(join(elsewhere, 'none'), NOW).problems).toEqual([]);
    expect(existsSync(join(elsewhere, 'none'))).toBe(false);
  });

  it('finds a report that can’t be read, a record that was changed, and files that are lost or altered', async () => {
    change(
      "UPDATE snapshots SET document = '{' WHERE report_id = (SELECT id FROM reports WHERE year = 2021)",
    );
    change("UPDATE originals SET bytes = x'00' WHERE name = '2021.docx'");
    rmSync(join(dataDir, 'originals'), { recursive: true });
    const said = saying();
    expect(said).toEqual([
      expect.stringMatching(/“青禾镇2021年工作总结”.*有的字被改动过 → 其他报告不受影响.*restore/),
      expect.stringMatching(/原文件“2021.docx”与导入时不一样 → .*重新导入/),
      expect.stringMatching(/原文件“2022.docx”不见了 → /),
    ]);
  });

  it('finds a broken index, and the index is made again', async () => {
    change('DELETE FROM search_index_data WHERE id > 10');
    expect(saying()).toEqual([expect.stringMatching(/检索索引.* → 用 doctor --rebuild-index/)]);
    await rebuildIndex(dataDir, NOW);
    expect(saying()).toEqual([]);
    const found = await withStore(dataDir, (store) => store.search.find({ query: '普法' }));
    expect(found.groups).toHaveLength(2);
  });

  it('finds a damaged or missing database without touching it, and says how to look before choosing', async () => {
    const file = join(dataDir, 'nianshu.db');
    writeFileSync(file, '坏了'.repeat(5000));
    expect(saying()).toEqual([expect.stringMatching(/数据文件已损坏.* → 用 restore 查看.*先不要删除/)]);
    expect(readFileSync(file, 'utf8')).toContain('坏了');
    rmSync(file);
    expect(saying()).toEqual([expect.stringMatching(/没有数据文件.* → 用 restore 查看/)]);
  });

  it('never calls a database damaged that is locked, and never one that others are working with', async () => {
    await withStore(dataDir, () => expect(saying()).toEqual([]));
    const lock = openDb(join(dataDir, 'nianshu.db'));
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec("BEGIN EXCLUSIVE; INSERT INTO settings VALUES ('a', '1'); COMMIT; BEGIN EXCLUSIVE");
    expect(saying()).toEqual([
      expect.stringMatching(/正被另一个程序占用，没有检查.* → 这不是损坏，数据不用恢复/),
    ]);
    lock.exec("ROLLBACK; DELETE FROM settings WHERE key = 'a'");
    lock.close();
    expect(saying()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'never calls a database damaged that is in a folder for reading only',
    async () => {
      chmodSync(dataDir, 0o500);
      try {
        // Root may write everywhere; for others the folder is named, and nothing else.
        for (const line of saying()) expect(line).toMatch(/数据文件夹不能写入/);
      } finally {
        chmodSync(dataDir, 0o700);
      }
    },
  );

  it('sees a database that came without its log, and leaves no trace beside it', async () => {
    const store = await openStore(dataDir, () => NOW);
    store.settle();
    const copy = tempFolder();
    copyFileSync(join(dataDir, 'nianshu.db'), join(copy, 'nianshu.db'));
    await store.close();
    for (const _ of [1, 2])
      expect(saying(copy)).toEqual([
        expect.stringMatching(/少了 nianshu.db-wal：.*以后写的内容可能不在里面 → 先不要打开年述/),
        ...saying(copy).slice(1),
      ]);
    expect(readdirSync(copy)).toEqual(['nianshu.db']);
  });

  it('finds backups that are broken, and that there is none', async () => {
    writeFileSync(join(dataDir, 'backups', 'nianshu-2025-12-02.db'), '坏');
    expect(saying()).toEqual([expect.stringMatching(/备份已损坏：.*12-02/)]);
    rmSync(join(dataDir, 'backups'), { recursive: true });
    expect(saying()).toEqual([expect.stringMatching(/还没有备份 → .*backup/)]);
  });
});
