import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { salvage } from '../../electron/backend/store/recovery/salvage.ts';
import { recover } from '../../electron/backend/store/recovery/recover.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { addReport, flip, garble, pagesOf, type, withStore } from './damage.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';

const LONG = '认真落实普法责任制，全年开展法治宣传。'.repeat(60);

let dataDir: string;
let ids: string[];

const file = (): string => join(dataDir, 'nianshu.db');

/** All texts, by report. */
const texts = (): Promise<Map<string, string>> =>
  withStore(
    dataDir,
    (store) =>
      new Map(store.reports.list().map(({ id }) => [id, plainText(store.reports.get(id).document.blocks)])),
  );

beforeEach(async () => {
  dataDir = tempFolder();
  ids = await withStore(dataDir, (store) => {
    store.review.savePerson({ id: 'p', name: '李明', unit: '青禾镇', role: 'writer' });
    store.settings.set('currentPerson', 'p');
    const made = Array.from({ length: 12 }, (_, index) =>
      addReport(store, 2010 + index, `${2010 + index}年：${LONG}`),
    );
    for (const id of made) type(store, id, ['甲', '乙', '丙']);
    return made;
  });
});

describe('putting a database together out of what is left', () => {
  it('gives back everything of a sound one', async () => {
    const before = await texts();
    const found = salvage(dataDir, file(), join(dataDir, 'out.db'));
    expect(found).toMatchObject({ reports: 12, lost: [], shortened: [], doubtful: [], gaps: [] });
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await texts()).toEqual(before);
    await withStore(dataDir, (store) => {
      expect(store.review.people()).toHaveLength(1);
      expect(store.settings.get('currentPerson')).toBe('p');
      type(store, ids[0] ?? '', ['丁']);
    });
  });

  it('takes from a backup the reports that are unreadable in the database, and the rest from the database', async () => {
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    await withStore(dataDir, (store) => {
      for (const id of ids) type(store, id, ['新']);
    });
    const before = await texts();
    const pages = pagesOf(file(), 'snapshots').filter((page) => page > 1);
    garble(file(), pages.slice(3, 20));
    await recover(dataDir, { kind: 'salvage' }, new Date());
    const after = await texts();
    expect(after.size).toBe(12);
    // The batches are in the database, what they build on in the backup: nothing is missing at all.
    expect(after).toEqual(before);
  });

  it('saves what is readable where there is no backup, and names what is lost', async () => {
    const before = await texts();
    const pages = pagesOf(file(), 'snapshots');
    garble(file(), pages.slice(3, 20));
    const found = salvage(dataDir, file(), join(dataDir, 'out.db'));
    expect(found.lost.length).toBeGreaterThan(0);
    expect(found.lost.length).toBeLessThan(12);
    for (const { title } of found.lost) expect(title).toMatch(/青禾镇20\d\d年工作总结/);
    await recover(dataDir, { kind: 'salvage' }, new Date());
    const after = await texts();
    expect(after.size).toBe(12 - found.lost.length);
    for (const [id, text] of after) expect(text).toBe(before.get(id));
    await withStore(dataDir, (store) => {
      const [notice] = store.notices.list();
      for (const { title } of found.lost) expect(notice?.lines?.join()).toContain(title);
    });
    const [aside] = readdirSync(join(dataDir, 'damaged'));
    expect(existsSync(join(dataDir, 'damaged', aside ?? '', 'nianshu.db'))).toBe(true);
  });

  it('reads a database whose first page is gone by the help of any backup', async () => {
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    await withStore(dataDir, (store) => {
      for (const id of ids) type(store, id, ['新']);
    });
    const before = await texts();
    garble(file(), [1]);
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await texts()).toEqual(before);
  });

  it('gives the last save before a hole, and says how many are missing', async () => {
    const db = openDb(file());
    db.exec(`DELETE FROM batches WHERE report_id = '${ids[0]}' AND revision = 2`);
    db.close();
    const found = salvage(dataDir, file(), join(dataDir, 'out.db'));
    expect(found.shortened).toMatchObject([{ id: ids[0], missing: 2 }]);
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect((await texts()).get(ids[0] ?? '')).toMatch(/^青禾镇2010年工作总结\n甲2010/);
  });

  it('takes a letter that became another one from a backup, or keeps it and names the report', async () => {
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    const before = await texts();
    flip(file(), '2015年：认真');
    let found = salvage(dataDir, file(), join(dataDir, 'out.db'));
    expect(found).toMatchObject({ doubtful: [], lost: [], shortened: [] });
    rmSync(join(dataDir, 'backups'), { recursive: true });
    found = salvage(dataDir, file(), join(dataDir, 'out.db'));
    expect(found.doubtful).toMatchObject([{ title: '青禾镇2015年工作总结' }]);
    await recover(dataDir, { kind: 'salvage' }, new Date());
    const after = await texts();
    expect([...after].filter(([id, text]) => text !== before.get(id))).toHaveLength(1);
  });

  it('prefers what was put in on purpose to what it replaced, however much more that held', async () => {
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    const [name] = readdirSync(join(dataDir, 'backups'));
    await withStore(dataDir, (store) => {
      for (const id of ids) type(store, id, ['多', '写', '的']);
    });
    await recover(dataDir, { kind: 'backup', name: name ?? '' }, new Date());
    const before = await texts();
    garble(file(), pagesOf(file(), 'snapshots').slice(3, 20));
    await recover(dataDir, { kind: 'salvage' }, new Date('1980-01-01T00:00:00Z'));
    expect(await texts()).toEqual(before);
  });

  it('leaves every file that it reads as it was', async () => {
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    garble(file(), pagesOf(file(), 'snapshots').slice(3, 20));
    const [name] = readdirSync(join(dataDir, 'backups'));
    const backup = join(dataDir, 'backups', name ?? '');
    const before = [readFileSync(file()), readFileSync(backup)];
    salvage(dataDir, file(), join(dataDir, 'out.db'));
    expect(readFileSync(file()).equals(before[0] ?? Buffer.of())).toBe(true);
    expect(readFileSync(backup).equals(before[1] ?? Buffer.of())).toBe(true);
    expect(readdirSync(dataDir).sort()).toEqual(['backups', 'nianshu.db', 'nianshu.progress', 'out.db']);
  });

  it('makes nothing of a file that is none', () => {
    writeFileSync(file(), 'x'.repeat(9000));
    expect(salvage(dataDir, file(), join(dataDir, 'out.db')).reports).toBe(0);
  });
});
