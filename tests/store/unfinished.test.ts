import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { restoreFrom } from '../../electron/backend/store/backups/restore.ts';
import { isSound } from '../../electron/backend/store/backups/sound.ts';
import { recover } from '../../electron/backend/store/recovery/recover.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { removeUnfinished } from '../../electron/backend/store/base/unfinished.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';

const HASH = 'ab'.repeat(32);
/** As the writers name what is not whole yet. */
const HALF = [
  `.${HASH}.4711.partial`,
  '.backup.json.4711.partial',
  `${HASH}.partial`,
  `${HASH}.nsb.partial`,
  'nianshu-2026-11-30T064053.db.4711.partial',
  'nianshu-2026-11-30T064053.db.4711.partial-journal',
  'nianshu-2026-11-30T064053.db.4711.partial-wal',
  'nianshu-2026-11-30T064053.nsb.partial',
  'nianshu.db.opened',
  'nianshu.db.opened.partial',
  'nianshu.db.restoring',
  'nianshu.db.restoring-journal',
  'nianshu.db.recovering-look',
  'nianshu.db.sealing.4711.partial',
  'nianshu.db.sealing.4711.partial-journal',
];
const WHOLE = [
  'nianshu.db',
  'nianshu.db-wal',
  'nianshu.db-shm',
  'backup.json',
  HASH,
  `${HASH}.nsb`,
  'nianshu-2026-11-30.db',
  '年述数据-2026-11-30.nsb',
  '总结.docx.partial',
  '下载.4711.partial',
];

const hours = (count: number): Date => new Date(Date.now() + count * 3_600_000);

let folder: string;
beforeEach(() => {
  folder = tempFolder();
  for (const name of [...HALF, ...WHOLE]) writeFileSync(join(folder, name), 'x');
});

describe('what was left half done', () => {
  it('goes once it is a day old, and nothing else does', () => {
    removeUnfinished([folder, join(folder, 'nowhere')], hours(23));
    expect(readdirSync(folder)).toHaveLength(HALF.length + WHOLE.length);
    const young = HALF[0] ?? '';
    utimesSync(join(folder, young), hours(2), hours(2));
    removeUnfinished([folder], hours(25));
    expect(readdirSync(folder).toSorted()).toEqual([...WHOLE, young].toSorted());
  });

  it('stops nothing where it can’t be removed', () => {
    mkdirSync(join(folder, 'nianshu.db.opened-wal'));
    expect(() => removeUnfinished([folder], new Date(Date.now() + 90_000_000))).not.toThrow();
  });
});

describe('a journal that a recovery left when it was ended', () => {
  it('is not taken for that of the backup that is put in next', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, () => new Date());
    store.reports.insert({
      template: 't',
      year: 2023,
      unit: '青禾镇',
      document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph('甲'.repeat(200_000))] },
      variables: {},
    });
    await store.close();
    const backup = await keepCopy(dataDir, '甲');
    // In the middle of writing another database: what is written over is in its journal, and on the disk.
    const other = join(folder, 'other.db');
    copyFileSync(backup, other);
    const db = openDb(other);
    db.pragma('journal_mode = DELETE');
    db.exec('UPDATE reports SET unit = unit || 1; VACUUM');
    db.pragma('cache_size = 1');
    db.exec(
      "BEGIN; CREATE TABLE more (text); UPDATE snapshots SET document = document || ' '; DELETE FROM batches",
    );
    const left = ['recovering', 'restoring'].map((name) => join(dataDir, `nianshu.db.${name}-journal`));
    for (const journal of left) copyFileSync(`${other}-journal`, journal);
    db.exec('ROLLBACK');
    db.close();

    rmSync(join(dataDir, 'nianshu.db'));
    await recover(dataDir, { kind: 'backup', name: basename(backup) }, new Date());
    expect(isSound(join(dataDir, 'nianshu.db'))).toBe(true);
    const after = await openStore(dataDir, () => new Date());
    expect(after.reports.list()).toMatchObject([{ unit: '青禾镇' }]);
    await after.close();
    expect(left.filter((journal) => existsSync(journal))).toEqual([]);
  });
});

describe('a log that was left without its database', () => {
  it('is not taken for that of the backup that is put in', async () => {
    const dataDir = tempFolder();
    const store = await openStore(dataDir, () => new Date());
    const insert = (unit: string): string =>
      store.reports.insert({
        template: 't',
        year: 2023,
        unit,
        document: { schema: 1, blocks: [makeTitle('总结'), makeParagraph('甲'.repeat(50_000))] },
        variables: {},
      });
    insert('青禾镇');
    const backup = await keepCopy(dataDir, '甲');
    insert('白石镇');
    const log = readFileSync(join(dataDir, 'nianshu.db-wal'));
    await store.close();
    rmSync(join(dataDir, 'nianshu.db'));
    writeFileSync(join(dataDir, 'nianshu.db-wal'), log);

    await restoreFrom(dataDir, backup, false, new Date());
    const after = await openStore(dataDir, () => new Date());
    expect(after.reports.list()).toMatchObject([{ unit: '青禾镇' }]);
    await after.close();
    expect(isSound(join(dataDir, 'nianshu.db'))).toBe(true);
  });
});
