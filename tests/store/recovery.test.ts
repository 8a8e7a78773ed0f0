import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { noticesOf } from '../../electron/backend/store/base/notices.ts';
import { restoreFrom } from '../../electron/backend/store/backups/restore.ts';
import { choicesOf, lookAt, recover } from '../../electron/backend/store/recovery/recover.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { codeOf } from '../contract/transports.ts';
import { addReport, flip, garble, PAGE, pagesOf, type, withStore } from './damage.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';

let dataDir: string;
let id: string;

const file = (): string => join(dataDir, 'nianshu.db');
const backups = (): string => join(dataDir, 'backups');
const opening = (): Promise<string> => codeOf(openStore(dataDir, () => new Date()));
const titles = (): Promise<string[]> =>
  withStore(dataDir, (store) => store.reports.list().map(({ title }) => title)).then((list) => list.sort());
const text = (): Promise<string> =>
  withStore(dataDir, (store) => plainText(store.reports.get(id).document.blocks));

/** Everything in the data folder, with what is in it. */
const all = (): [string, string][] =>
  readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path).toString('base64')];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));

const JUNK = Buffer.alloc(50_000, 'not a database ');

beforeEach(async () => {
  dataDir = tempFolder();
  id = await withStore(dataDir, (store) => addReport(store, 2023));
});

/** A backup as of now, under a name, with a clock. */
async function keep(name: string, clock = new Date('2026-03-01T00:00:00Z')): Promise<void> {
  utimesSync(await keepCopy(dataDir, name, clock), clock, clock);
}

describe('a database that is missing', () => {
  it('is made where nothing ever was', async () => {
    const fresh = join(tempFolder(), 'new');
    await withStore(fresh, (store) => expect(store.notices.list()).toEqual([]));
    expect(readdirSync(fresh)).toEqual(['nianshu.db']);
  });

  it.each([
    ['backups', (): void => cpSync(file(), join(backups(), 'nianshu-2026-03-01.db'))],
    ['a log', (): void => writeFileSync(`${file()}-wal`, 'left')],
    ['what was damaged before', (): void => cpSync(file(), join(dataDir, 'damaged', 'x', 'nianshu.db'))],
    ['original files', (): void => cpSync(file(), join(dataDir, 'originals', 'abc'))],
  ])('is a question beside %s, and never an empty one; nothing is changed', async (_, leave) => {
    leave();
    rmSync(file());
    const before = all();
    expect(await opening()).toBe('recovery-needed');
    expect(await opening()).toBe('recovery-needed');
    expect(all()).toEqual(before);
    expect(lookAt(dataDir, false)).toMatchObject({ problem: 'missing' });
  });

  it('is a question, too, where an empty file has taken its place', async () => {
    await keep('nianshu-2026-03-01');
    writeFileSync(file(), '');
    expect(await opening()).toBe('recovery-needed');
    openDb(file()).pragma('journal_mode = WAL');
    expect(await opening()).toBe('recovery-needed');
    await recover(dataDir, { kind: 'backup', name: 'nianshu-2026-03-01.db' }, new Date());
    expect(await titles()).toHaveLength(1);
  });

  it('is made by two processes at once without a question', async () => {
    const fresh = join(tempFolder(), 'new');
    const stores = await Promise.all([1, 2, 3].map(() => openStore(fresh, () => new Date())));
    for (const store of stores) await store.close();
  });

  it('starts empty when somebody says so, and asks no more', async () => {
    await keep('nianshu-2026-03-01');
    rmSync(file());
    await recover(dataDir, { kind: 'empty' }, new Date());
    expect(await titles()).toEqual([]);
    expect(existsSync(join(backups(), 'nianshu-2026-03-01.db'))).toBe(true);
    expect(await titles()).toEqual([]);
  });
});

describe('bringing data back', () => {
  it.each([
    [
      'names that sort the wrong way',
      'nianshu-before-upgrade-2026-01-01T000000',
      'nianshu-2025-01-01',
      '2026-03-01',
      '2026-03-02',
    ],
    ['a clock that once was at 2099', 'nianshu-2099-01-01', 'nianshu-2026-03-02', '2099-01-01', '2026-03-02'],
    [
      'a clock that fell back to 1980',
      'nianshu-2026-03-01',
      'nianshu-1980-01-01',
      '2026-03-01',
      '1980-01-01',
    ],
    ['names that say nothing', 'zzz', 'aaa', '2026-03-05', '2026-03-04'],
  ])(
    'offers the newest state first, whatever names and clocks say: %s',
    async (_, old, recent, early, late) => {
      await keep(old, new Date(`${early}T00:00:00Z`));
      await withStore(
        dataDir,
        (store) => void addReport(store, 2024),
        () => new Date(`${late}T00:00:00Z`),
      );
      await keep(recent, new Date(`${late}T00:00:00Z`));
      writeFileSync(file(), JUNK);
      expect(await opening()).toBe('recovery-needed');
      const { problem, choices } = lookAt(dataDir, false);
      expect(problem).toBe('damaged');
      expect(choices).toMatchObject([
        { kind: 'salvage', reports: 2, losses: [] },
        { kind: 'backup', name: `${recent}.db`, reports: 2 },
        { kind: 'backup', name: `${old}.db`, reports: 1 },
        { kind: 'empty' },
      ]);
      const [best] = choices;
      await recover(
        dataDir,
        best?.kind === 'salvage' ? { kind: 'salvage' } : { kind: 'empty' },
        new Date('1980-01-01'),
      );
      expect(await titles()).toHaveLength(2);
    },
  );

  it('keeps the damaged file with its log, and another beside it under a clock that stands still', async () => {
    await keep('nianshu-2026-03-01');
    const clock = new Date('2026-03-02T00:00:00Z');
    for (const round of [1, 2]) {
      writeFileSync(file(), JUNK);
      writeFileSync(`${file()}-wal`, `log ${round}`);
      await recover(dataDir, { kind: 'salvage' }, clock);
      rmSync(`${file()}-wal`, { force: true });
    }
    const kept = readdirSync(join(dataDir, 'damaged'));
    expect(kept).toHaveLength(2);
    for (const [at, name] of kept.sort().entries()) {
      expect(readFileSync(join(dataDir, 'damaged', name, 'nianshu.db')).equals(JUNK)).toBe(true);
      expect(readFileSync(join(dataDir, 'damaged', name, 'nianshu.db-wal'), 'utf8')).toBe(`log ${at + 1}`);
    }
    expect(noticesOf(dataDir).at(-1)?.text).toContain('damaged');
  });

  it('is refused while somebody has the database open, and leaves it alone', async () => {
    await keep('nianshu-2026-03-01');
    await withStore(dataDir, async (store) => {
      await expect(recover(dataDir, { kind: 'salvage' }, new Date())).rejects.toThrow(/在别处还开着/);
      type(store, id, ['甲']);
    });
    expect(await text()).toContain('甲2023');
  });

  it('does nothing where the backup that was chosen is not there or is broken, and offers only sound ones', async () => {
    await keep('nianshu-2026-03-01');
    await keep('nianshu-2026-03-02', new Date('2026-03-02T00:00:00Z'));
    garble(join(backups(), 'nianshu-2026-03-02.db'), [4, 5, 6]);
    expect(choicesOf(dataDir).filter(({ kind }) => kind === 'backup')).toMatchObject([
      { name: 'nianshu-2026-03-01.db' },
    ]);
    const before = readFileSync(file());
    for (const name of ['nianshu-2026-03-02.db', '../nianshu.db', 'none.db'])
      await expect(recover(dataDir, { kind: 'backup', name }, new Date())).rejects.toThrow(/什么也没有改动/);
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('leaves nothing half when it is killed between setting aside and putting in: it asks again', async () => {
    await keep('nianshu-2026-03-01');
    mkdirSync(join(dataDir, 'damaged', 'x'), { recursive: true });
    renameSync(file(), join(dataDir, 'damaged', 'x', 'nianshu.db'));
    writeFileSync(join(dataDir, 'nianshu.db.recovering'), 'half');
    expect(await opening()).toBe('recovery-needed');
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await titles()).toHaveLength(1);
  });
});

describe('bringing data back that was ended in the middle', () => {
  it.each([
    ['with its log', (): void => undefined],
    [
      'and its log has stayed behind',
      (): void =>
        renameSync(join(dataDir, 'damaged', 'x', 'nianshu.db-wal'), join(dataDir, 'nianshu.db-wal')),
    ],
  ])('still offers what had been set aside %s', async (_, leave) => {
    await keep('nianshu-2026-03-01');
    const store = await openStore(dataDir, () => new Date());
    addReport(store, 2024);
    mkdirSync(join(dataDir, 'damaged', 'x'), { recursive: true });
    for (const end of ['', '-wal']) cpSync(file() + end, join(dataDir, 'damaged', 'x', `nianshu.db${end}`));
    await store.close();
    rmSync(file());
    leave();
    expect(await opening()).toBe('recovery-needed');
    expect(choicesOf(dataDir)[0]).toMatchObject({ kind: 'salvage', reports: 2, losses: [] });
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await titles()).toHaveLength(2);
  });
});

describe('a backup that is damaged itself', () => {
  it('is the only one left, and what can be saved out of it is told report by report', async () => {
    await withStore(dataDir, (store) => type(store, id, ['甲乙丙']));
    await keep('nianshu-2026-03-01');
    flip(join(backups(), 'nianshu-2026-03-01.db'), '甲乙丙');
    rmSync(file());
    expect(choicesOf(dataDir)[0]).toMatchObject({
      kind: 'salvage',
      reports: 1,
      losses: [expect.stringContaining('有的字可能被改动过')],
    });
  });

  it('is read from where it holds what is nowhere else', async () => {
    await keep('nianshu-2026-03-01');
    await withStore(dataDir, (store) => void addReport(store, 2024));
    await keep('nianshu-2026-03-02');
    garble(join(backups(), 'nianshu-2026-03-02.db'), [1]);
    rmSync(file());
    expect(choicesOf(dataDir)[0]).toMatchObject({ kind: 'salvage', reports: 2 });
  });
});

const told = (): Promise<{ kind: string; text: string }[]> =>
  withStore(dataDir, (store) => store.notices.list());
it('because the newest backup was put in its place by hand, is told once', async () => {
  const backup = await keepCopy(dataDir, 'nianshu-2026-03-01');
  await withStore(dataDir, (store) => type(store, id, ['甲']));
  copyFileSync(backup, file());
  expect(await told()).toMatchObject([
    { kind: 'behind', text: expect.stringContaining('少了最后一段') as string },
  ]);
  await withStore(dataDir, (store) => store.notices.read(store.notices.list()[0]?.id ?? ''));
  expect(await told()).toEqual([]);
});

/** What was saved, as a kill leaves it: the file, and the log with the end of it. */
async function killed(): Promise<void> {
  const store = await openStore(dataDir, () => new Date());
  store.settle();
  for (const word of ['甲', '乙', '丙']) type(store, id, [word]);
  rmSync(join(dataDir, 'nianshu.progress'));
  await expect.poll(() => existsSync(join(dataDir, 'nianshu.progress'))).toBe(true);
  const left = ['', '-wal', '.progress'].map((end) =>
    join(dataDir, `nianshu${end === '.progress' ? '' : '.db'}${end}`),
  );
  const bytes = left.map((path) => readFileSync(path));
  await store.close();
  for (const [at, path] of left.entries()) writeFileSync(path, bytes[at] ?? '');
}

describe('a database that is not as far as it was', () => {
  it('because the disk has lost the end of its log, is told', async () => {
    await killed();
    // A head, and pages with a head each: what is behind the first of them may be left from before.
    truncateSync(`${file()}-wal`, 32 + 24 + PAGE);
    expect(await told()).toMatchObject([{ kind: 'behind' }]);
  });

  it('is no other one after a kill, and nothing is told', async () => {
    await killed();
    expect(await told()).toEqual([]);
    expect(await text()).toContain('丙乙甲');
  });

  it('is told of by nobody where a backup was put in by way of the program, or all was chosen to begin anew', async () => {
    const backup = await keepCopy(dataDir, 'nianshu-2026-03-01');
    await withStore(dataDir, (store) => type(store, id, ['甲']));
    await restoreFrom(dataDir, backup, true, new Date());
    expect(await told()).toEqual([]);
    await withStore(dataDir, (store) => type(store, id, ['乙']));
    await recover(dataDir, { kind: 'empty' }, new Date());
    expect((await told()).map(({ kind }) => kind)).toEqual(['recovered']);
  });

  it.each([
    ['', 'nothing'],
    ['{"generation":0,"chan', 'half of it'],
    ['null', 'something else'],
  ])('goes by no note of which there is %s (%s)', async (left) => {
    await withStore(dataDir, (store) => type(store, id, ['甲']));
    writeFileSync(join(dataDir, 'nianshu.progress'), left);
    expect(await told()).toEqual([]);
  });
});

describe('a place of which little can be read', () => {
  it('asks where the search index makes no sense, and all reports come back', async () => {
    garble(file(), pagesOf(file(), 'search_index_config', false));
    expect(await opening()).toBe('recovery-needed');
    expect(lookAt(dataDir, false)).toMatchObject({ problem: 'damaged' });
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await titles()).toHaveLength(1);
  });

  it('lets the process that came upon it bring the data back', async () => {
    garble(file(), pagesOf(file(), 'store_state', false));
    expect(await opening()).toBe('recovery-needed');
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await titles()).toHaveLength(1);
  });

  it('is brought back without any backup, though the first page is gone', async () => {
    garble(file(), [1]);
    expect(choicesOf(dataDir)[0]).toMatchObject({ kind: 'salvage', reports: 1, losses: [] });
  });

  it('does not count as the newest because it no longer knows how old it is', async () => {
    await keep('nianshu-2026-03-01');
    await withStore(dataDir, (store) => type(store, id, ['甲']));
    await keep('nianshu-2026-03-02');
    copyFileSync(join(backups(), 'nianshu-2026-03-01.db'), file());
    garble(file(), pagesOf(file(), 'store_state', false));
    await recover(dataDir, { kind: 'salvage' }, new Date());
    expect(await text()).toContain('甲');
  });
});

describe('a notice', () => {
  it('stays until somebody has read it', async () => {
    await keep('nianshu-2026-03-01');
    writeFileSync(file(), JUNK);
    await recover(dataDir, { kind: 'backup', name: 'nianshu-2026-03-01.db' }, new Date());
    for (const round of [1, 2, 3]) {
      await withStore(dataDir, (store) => {
        const [notice, ...others] = store.notices.list();
        expect(others).toEqual([]);
        expect(notice?.text).toMatch(/2026年3月1日.*的备份：1 份报告.*damaged/);
        if (round === 3) store.notices.read(notice?.id ?? '');
      });
    }
    await withStore(dataDir, (store) => expect(store.notices.list()).toEqual([]));
    expect(existsSync(join(dataDir, 'notices.json'))).toBe(false);
  });

  it('is left by whoever runs into damage while working, and what is sound goes on', async () => {
    const other = await withStore(dataDir, (store) => addReport(store, 2024, '普法。'.repeat(3000)));
    garble(file(), pagesOf(file(), 'snapshots').slice(2));
    await withStore(dataDir, (store) => {
      expect(() => store.reports.get(other)).toThrow(/损坏/);
      expect(store.notices.list()).toMatchObject([{ kind: 'damaged' }]);
      type(store, id, ['甲']);
    });
    await withStore(dataDir, (store) => expect(store.notices.list()).toHaveLength(1));
  });
});

/** As somebody does with a file manager. */
function copyAlone(): string {
  const copy = tempFolder();
  copyFileSync(file(), join(copy, 'nianshu.db'));
  return copy;
}

describe('a database that is copied while it is open', () => {
  it('has everything that was stored before the hands rested, and says when its log is missing', async () => {
    const store = await openStore(dataDir, () => new Date('2026-03-01T10:00:00'));
    type(store, id, ['甲', '乙']);
    store.settle();
    type(store, id, ['丙']);
    const copy = copyAlone();
    await store.close();
    await withStore(copy, (copied) => {
      expect(plainText(copied.reports.get(id).document.blocks)).toContain('乙甲2023');
      expect(copied.notices.list()).toMatchObject([{ kind: 'without-log' }]);
      expect(copied.notices.list()[0]?.text).toContain('2026年3月1日 10:00 以后写的内容可能不在里面');
    });
    // Said once; what is stored now is all there is.
    await withStore(copy, (copied) => {
      expect(copied.notices.list()).toHaveLength(1);
      copied.notices.read(copied.notices.list()[0]?.id ?? '');
    });
    await withStore(copy, (copied) => expect(copied.notices.list()).toEqual([]));
    expect(await text()).toContain('丙乙甲2023');
  });

  it('says nothing where the log came along, after a kill, and after it was closed', async () => {
    const store = await openStore(dataDir, () => new Date());
    store.settle();
    type(store, id, ['丙']);
    const copy = copyAlone();
    copyFileSync(`${file()}-wal`, join(copy, 'nianshu.db-wal'));
    await store.close();
    await withStore(copy, (copied) => {
      expect(copied.notices.list()).toEqual([]);
      expect(plainText(copied.reports.get(id).document.blocks)).toContain('丙2023');
    });
    const closed = copyAlone();
    await withStore(closed, (copied) => expect(copied.notices.list()).toEqual([]));
  });

  it('says nothing of a backup that was made meanwhile, and of one that is put in', async () => {
    const store = await openStore(dataDir, () => new Date('2026-03-01T00:00:00Z'));
    store.settle();
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    await store.close();
    const [name] = readdirSync(backups());
    await recover(dataDir, { kind: 'backup', name: name ?? '' }, new Date());
    await withStore(dataDir, (opened) =>
      expect(opened.notices.list()).toMatchObject([{ kind: 'recovered' }]),
    );
    const byHand = tempFolder();
    copyFileSync(join(backups(), name ?? ''), join(byHand, 'nianshu.db'));
    await withStore(byHand, (opened) => expect(opened.notices.list()).toEqual([]));
  });
});
