import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { hashOf } from '../../../electron/backend/store/base/original-file.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { Store } from '../../../electron/backend/store/types.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { addReport, type, withStore } from '../../store/damage.ts';
import { keepCopy } from '../../store/keep-copy.ts';

/** A data folder as it was left, and everything that was told of it. */
export type Whole = {
  /** The folder: closed properly, and as a killed program leaves it, with the end of what was told in the log. */
  closed: string;
  killed: string;
  /** Texts that were told, by report, from the first to the last. */
  told: Map<string, string[]>;
  /** What each backup holds: how many of these texts, by report. */
  backups: Map<string, Map<string, number>>;
  /** How many of these texts were told when the folder was closed; the killed one holds all. */
  whenClosed: Map<string, number>;
  /** Files that reports were imported from, by checksum: those in the database (false), and those beside it (true). */
  originals: Map<string, boolean>;
};

const unitOf = (day: number): string => `第${day}天`;
/** The setting as it was last. */
export const LAST_UNIT = unitOf(3);

/** Texts that can be read, by report. */
export function textsOf(store: Store): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { id } of store.reports.list()) {
    try {
      texts.set(id, plainText(store.reports.get(id).document.blocks));
    } catch (error) {
      // A report that can't be read says so.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return texts;
}

/** Makes a folder with two backups and work after each of them. */
export async function makeWhole(root: string): Promise<Whole> {
  const closed = join(root, 'closed');
  const killed = join(root, 'killed');
  const whole: Whole = {
    closed,
    killed,
    told: new Map(),
    backups: new Map(),
    whenClosed: new Map(),
    originals: new Map(),
  };
  const note = (store: Store): void => {
    for (const [id, text] of textsOf(store)) whole.told.set(id, [...(whole.told.get(id) ?? []), text]);
  };
  const counts = (): Map<string, number> => new Map([...whole.told].map(([id, texts]) => [id, texts.length]));
  for (const day of [1, 2, 3]) {
    await withStore(
      closed,
      (store) => {
        for (let at = 0; at < 6; at += 1)
          addReport(
            store,
            2000 + day * 10 + at,
            `第${day}天${at}：${'普法宣传进村入户。'.repeat(40 + at * 90)}`,
          );
        for (const place of ['inside', 'beside']) takeIn(store, whole, closed, `${place}${day}`);
        store.settings.set('unit.name', unitOf(day));
        note(store);
        for (const word of ['甲', '乙', '丙']) {
          for (const { id } of store.reports.list()) type(store, id, [word]);
          note(store);
        }
      },
      () => new Date(`2026-03-0${day}T08:00:00Z`),
    );
    putBeside(whole, closed);
    if (day === 3) continue;
    const file = await keepCopy(closed, `nianshu-2026-03-0${day}`, new Date(`2026-03-0${day}T09:00:00Z`));
    whole.backups.set(basename(file), counts());
  }
  whole.whenClosed = counts();
  cpSync(closed, killed, { recursive: true });
  await kill(killed, note);
  return whole;
}

function takeIn(store: Store, whole: Whole, folder: string, name: string): void {
  const bytes = Buffer.alloc(60_000, name);
  const hash = hashOf(bytes);
  whole.originals.set(hash, name.startsWith('beside'));
  mkdirSync(folder, { recursive: true });
  store.reports.insert({
    template: 'work-summary',
    year: 2020,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle(`原件${name}`), makeParagraph('普法12场。')] },
    variables: {},
    source: { name: `${name}.docx`, bytes, size: bytes.length, hash, textHash: hash },
  });
}

/** Some of the originals lie beside the database, as large ones do: they need not be large for what happens to them. */
function putBeside(whole: Whole, folder: string): void {
  const db = openDb(join(folder, DATABASE));
  try {
    for (const [hash, isBeside] of whole.originals) {
      if (!isBeside) continue;
      const bytes = db
        .prepare<[string], Buffer | null>('SELECT bytes FROM originals WHERE hash = ?')
        .pluck()
        .get(hash);
      if (!bytes) continue;
      mkdirSync(join(folder, 'originals'), { recursive: true });
      writeFileSync(join(folder, 'originals', hash), bytes);
      db.prepare('UPDATE originals SET bytes = NULL WHERE hash = ?').run(hash);
    }
  } finally {
    db.close();
  }
}

/** Goes on in a folder, and leaves it as a program does that is ended at once: with a log that nobody has brought over. */
async function kill(folder: string, note: (store: Store) => void): Promise<void> {
  const files = [DATABASE, `${DATABASE}-wal`, 'nianshu.progress'].map((name) => join(folder, name));
  const store = await openStore(folder, () => new Date('2026-03-03T10:00:00Z'));
  let left: Buffer[];
  try {
    for (const word of ['丁', '戊']) {
      for (const { id } of store.reports.list()) type(store, id, [word]);
      if (word === '丁') store.settle();
      note(store);
    }
    // The note of how far it has come is written a little after a save.
    const noted = readFileSync(files[2] ?? '');
    while (readFileSync(files[2] ?? '').equals(noted))
      await new Promise((resolve) => setTimeout(resolve, 20));
    left = files.map((file) => readFileSync(file));
  } finally {
    await store.close();
  }
  for (const [at, file] of files.entries()) writeFileSync(file, left[at] ?? '');
  rmSync(join(folder, `${DATABASE}-shm`), { force: true });
}
