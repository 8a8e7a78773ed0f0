import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { BackupKeeper } from '../../../electron/backend/store/care/keeper.ts';
import { restoreFrom } from '../../../electron/backend/store/backups/restore.ts';
import { runTask } from '../../../electron/backend/store/care/run-task.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import type { NewOriginal } from '../../../electron/backend/store/original-store.ts';
import { checkAll } from '../../../electron/backend/store/recovery/full-check.ts';
import { choicesOf, recover } from '../../../electron/backend/store/recovery/recover.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { Store } from '../../../electron/backend/store/types.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { addReport, garble, pagesOf, type } from '../../store/damage.ts';
import { keepCopy } from '../../store/keep-copy.ts';
import { restore, storedVersions } from '../../store/stored-database.ts';
import type { Draw } from '../draw.ts';
import { sha } from './state.ts';

/** A data folder (`data`) with what lies beside it, and somebody who works with it. */
export type Desk = {
  root: string;
  dataDir: string;
  draw: Draw;
  now: () => Date;
  store: Store | null;
  /** Does one thing, of which nothing or all is there afterwards, and says so before and after. */
  step(what: string, work: () => unknown): Promise<void>;
};

export type Scene = {
  /** What is there before the run. */
  prepare?: (desk: Desk) => Promise<void>;
  work: (desk: Desk) => Promise<void>;
};

const WORDS = ['普法', '执法', '调解', '备案', '复议', '听证', '“双随机”', '12场。'];

async function open(desk: Desk): Promise<Store> {
  desk.store = await openStore(desk.dataDir, desk.now);
  return desk.store;
}

async function close(desk: Desk): Promise<void> {
  await desk.store?.close();
  desk.store = null;
}

const opened = ({ store }: Desk): Store => {
  if (!store) throw new Error('the store is closed');
  return store;
};

const anyReport = (desk: Desk): string => desk.draw.pick(opened(desk).reports.list()).id;
const word = (desk: Desk): string => desk.draw.pick(WORDS);

const typeOne = (desk: Desk): void => type(opened(desk), anyReport(desk), [word(desk)]);

/** One of the things that somebody does all day. */
async function everyday(desk: Desk): Promise<void> {
  const { draw } = desk;
  const store = opened(desk);
  const what = draw.pick([
    'type',
    'type',
    'type',
    'type',
    'type',
    'long',
    'new',
    'set',
    'bin',
    'draft',
    'rest',
  ]);
  if (what === 'long')
    await desk.step(what, () => type(store, anyReport(desk), [word(desk).repeat(500 + draw.below(8000))]));
  else if (what === 'new') await desk.step(what, () => addReport(store, 1990 + draw.below(40), word(desk)));
  else if (what === 'set') await desk.step(what, () => store.settings.set('unit.name', word(desk)));
  else if (what === 'bin') {
    const id = anyReport(desk);
    await desk.step(what, () => store.reports.remove(id));
    await desk.step('back', () => store.reports.restore(id));
  } else if (what === 'draft') await desk.step(what, () => keepDraft(desk));
  else if (what === 'rest') await desk.step(what, () => store.settle());
  else await desk.step(what, () => typeOne(desk));
}

function keepDraft(desk: Desk): void {
  const report = anyReport(desk);
  const document = { schema: 1, blocks: [makeTitle('题'), makeParagraph(word(desk))] };
  opened(desk).drafts.keep({
    id: `draft-${desk.draw.below(1e9)}`,
    report,
    reason: 'refused',
    base: 0,
    title: '题',
    length: 2,
    at: desk.now().toISOString(),
    content: { document, variables: {}, review: null, about: {} },
  } as never);
}

async function days(desk: Desk, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    if (desk.draw.chance(0.12)) {
      await desk.step('close', () => close(desk));
      await desk.step('open', () => open(desk));
    }
    await everyday(desk);
  }
}

const typing: Scene = {
  work: async (desk) => {
    await desk.step('first start', () => open(desk));
    await desk.step('first report', () => addReport(opened(desk), 2023));
    await days(desk, 60);
    await desk.step('end', () => close(desk));
  },
};

/** The first start in a folder that is not there yet, and not much more. */
const firstStart: Scene = {
  work: async (desk) => {
    await desk.step('first start', () => open(desk));
    await desk.step('first report', () => addReport(opened(desk), 2023));
    await desk.step('end', () => close(desk));
  },
};

/** A file on its way in, as it waits in the data folder. Its name says what must be in it. */
export function incoming(dataDir: string, size: number, draw: Draw): NewOriginal {
  const bytes = Buffer.alloc(size, `原文${draw.below(1e9)}`);
  const file = join(dataDir, 'incoming', String(draw.below(1e9)));
  mkdirSync(join(dataDir, 'incoming'), { recursive: true });
  writeFileSync(file, bytes);
  const hash = sha(bytes);
  return { name: hash, size, hash, textHash: hash, file };
}

const LARGE = 16 * 1024 * 1024 + 5000;

function takeIn(desk: Desk, size: number): void {
  const source = incoming(desk.dataDir, size, desk.draw);
  opened(desk).reports.insert({
    template: 'work-summary',
    year: 2021,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle('青禾镇2021年工作总结'), makeParagraph(word(desk))] },
    variables: {},
    source,
  });
  rmSync(source.file ?? '');
}

const originals: Scene = {
  work: async (desk) => {
    await desk.step('first start', () => open(desk));
    await desk.step('small', () => takeIn(desk, 2_000_000 + desk.draw.below(1_000_000)));
    await desk.step('large', () => takeIn(desk, LARGE + desk.draw.below(1000)));
    await days(desk, 3);
    await desk.step('small', () => takeIn(desk, desk.draw.below(100_000)));
    await desk.step('end', () => close(desk));
  },
};

/** That of every encrypted backup. */
export const PASSPHRASE = '口令口令口令';

/** The keeper of backups as the program has it. */
function keeperOf(desk: Desk): BackupKeeper {
  const store = opened(desk);
  return new BackupKeeper({
    dataDir: desk.dataDir,
    progress: () => store.progress(),
    notices: store.notices,
    now: desk.now,
    logger: { warn: (message: string, fields: unknown) => fail(message, fields) } as never,
    run: runTask,
    changed: () => undefined,
  });
}

function fail(message: string, fields: unknown): never {
  throw new Error(`${message}: ${JSON.stringify(fields)}`);
}

const backup: Scene = {
  prepare: ({ root }) => {
    // Folders that somebody chooses are there.
    for (const name of ['second', 'whole']) mkdirSync(join(root, name));
    return Promise.resolve();
  },
  work: async (desk) => {
    const { draw, root, dataDir } = desk;
    await desk.step('first start', () => open(desk));
    await desk.step('first report', () => addReport(opened(desk), 2023));
    await days(desk, 3);
    const keeper = keeperOf(desk);
    await desk.step('daily', () => keeper.tick());
    await days(desk, 3);
    const passphrase = draw.chance(0.5) ? PASSPHRASE : null;
    await desk.step('second folder', () => keeper.setSecond(join(root, 'second'), 7, passphrase));
    for (let at = 0; at < 3; at += 1) {
      await desk.step('by hand', () => keeper.makeNow());
      await days(desk, 2);
    }
    await desk.step('whole', () =>
      runTask('whole', {
        dataDir,
        file: join(root, 'whole', 'all.db'),
        replace: false,
        at: desk.now().toISOString(),
        secret: null,
      }),
    );
    await days(desk, 2);
    const secret = await runTask('secret', PASSPHRASE);
    await desk.step('whole, encrypted', () =>
      runTask('whole', {
        dataDir,
        file: join(root, 'whole', 'all.nsb'),
        replace: false,
        at: desk.now().toISOString(),
        secret,
      }),
    );
    await days(desk, 2);
    await keeper.stop();
    await desk.step('end', () => close(desk));
  },
};

const restoring: Scene = {
  work: async (desk) => {
    const { dataDir } = desk;
    await desk.step('first start', () => open(desk));
    await desk.step('first report', () => addReport(opened(desk), 2023));
    await days(desk, 4);
    const keeper = keeperOf(desk);
    await desk.step('backup', () => keeper.makeNow());
    await days(desk, 4);
    const [file = ''] = [keeper.state.last?.file];
    await desk.step('put in while open', async () => {
      await runTask('restore', { dataDir, file, at: desk.now().toISOString() });
      opened(desk).forget();
    });
    await days(desk, 3);
    await keeper.stop();
    await desk.step('close', () => close(desk));
    // Whoever puts one in while all is closed opens it afterwards: that is when it is looked at.
    await desk.step('put in while closed', async () => {
      await restoreFrom(dataDir, file, true, desk.now());
      await open(desk);
    });
    await days(desk, 3);
    await desk.step('end', () => close(desk));
  },
};

/** The same with a backup that carries a large original inside, which goes back into its folder. */
const restoringOriginals: Scene = {
  prepare: async (desk) => {
    await open(desk);
    takeIn(desk, LARGE);
    mkdirSync(join(desk.root, 'whole'));
    await runTask('whole', {
      dataDir: desk.dataDir,
      file: join(desk.root, 'whole', 'all.db'),
      replace: false,
      at: desk.now().toISOString(),
      secret: null,
    });
    await close(desk);
    rmSync(desk.dataDir, { recursive: true });
  },
  work: async (desk) => {
    const { root, dataDir } = desk;
    await desk.step('put in', async () => {
      await restoreFrom(dataDir, join(root, 'whole', 'all.db'), false, desk.now());
      await open(desk);
    });
    await desk.step('type', () => typeOne(desk));
    await desk.step('end', () => close(desk));
  },
};

const upgrade: Scene = {
  prepare: async (desk) => {
    const versions = storedVersions().slice(0, -1);
    mkdirSync(desk.dataDir);
    restore(desk.draw.pick(versions), join(desk.dataDir, DATABASE));
  },
  work: async (desk) => {
    await desk.step('upgrade', () => open(desk));
    await desk.step('report', () => addReport(opened(desk), 2023));
    // Rows of before there were checksums get theirs, and how far the database has come is noted after that.
    await desk.step('check', async () => {
      checkAll(desk.dataDir);
      while (!existsSync(join(desk.dataDir, 'nianshu.progress'))) await pause(20);
    });
    await desk.step('rest', () => opened(desk).settle());
    await desk.step('type', () => typeOne(desk));
    await desk.step('end', () => close(desk));
  },
};

/** A damaged database that somebody brings back, and goes on with. */
const recovery: Scene = {
  prepare: async (desk) => {
    const file = join(desk.dataDir, DATABASE);
    await open(desk);
    addReport(opened(desk), 2023);
    addReport(opened(desk), 2022, '调解'.repeat(3000));
    await close(desk);
    await keepCopy(desk.dataDir, 'nianshu-2026-03-01', new Date('2026-03-01T09:00:00Z'));
    await open(desk);
    typeOne(desk);
    typeOne(desk);
    addReport(opened(desk), 2021);
    // The program may have been killed: what was written last is in the log then.
    const left = desk.draw.chance(0.5) ? ['', '-wal'].map((end) => readFileSync(file + end)) : [];
    await close(desk);
    for (const [at, bytes] of left.entries()) writeFileSync(at === 0 ? file : `${file}-wal`, bytes);
    garble(file, desk.draw.chance(0.5) ? [1] : [1, ...pagesOf(file, 'snapshots').slice(0, 1)]);
  },
  work: async (desk) => {
    const { dataDir, now } = desk;
    const choices = choicesOf(dataDir);
    const choice = desk.draw.chance(0.6) ? choices[0] : choices.find(({ kind }) => kind === 'backup');
    if (!choice) throw new Error('nothing to bring back');
    const byFile = choice.kind === 'backup' && desk.draw.chance(0.5);
    await desk.step('bring back', async () => {
      if (byFile) await restoreFrom(dataDir, join(dataDir, 'backups', choice.name), true, now());
      else
        await recover(
          dataDir,
          choice.kind === 'backup' ? { kind: 'backup', name: choice.name } : { kind: 'salvage' },
          now(),
        );
      await open(desk);
    });
    await days(desk, 2);
    await desk.step('read', () => {
      for (const { id } of opened(desk).notices.list()) opened(desk).notices.read(id);
    });
    await desk.step('end', () => close(desk));
  },
};

/** What is worked on while the power fails, by name. */
export const SCENES = {
  'first-start': firstStart,
  typing,
  originals,
  backup,
  restore: restoring,
  'restore-originals': restoringOriginals,
  upgrade,
  recovery,
} satisfies Record<string, Scene>;

export type Kind = keyof typeof SCENES;
export const KINDS = Object.keys(SCENES) as Kind[];
