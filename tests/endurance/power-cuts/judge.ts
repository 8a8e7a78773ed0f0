import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { openSealed } from '../../../electron/backend/store/backups/sealed-file.ts';
import { restoreFrom } from '../../../electron/backend/store/backups/restore.ts';
import { isSound } from '../../../electron/backend/store/backups/sound.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { checkAll } from '../../../electron/backend/store/recovery/full-check.ts';
import { choicesOf, recover } from '../../../electron/backend/store/recovery/recover.ts';
import { STORE_VERSION } from '../../../electron/backend/store/base/migrate.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { Store } from '../../../electron/backend/store/types.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { addReport } from '../../store/damage.ts';
import { keepCopy } from '../../store/keep-copy.ts';
import type { Draw } from '../draw.ts';
import { incoming, PASSPHRASE, type Kind } from './scenes.ts';
import { backupsIn, noticesIn, sha, stateOf, type Line, type State } from './state.ts';

type Done = Extract<Line, { done: number }>;

/** What was told before the power failed, and what was under way. */
export type Told = { last: Done; next: Done | null; all: Done[] };

const now = (): Date => new Date('2026-03-04T08:00:00Z');
const EMPTY: State = { reports: {}, settings: {}, drafts: [], second: false };

/** What had been told at this time. */
export function toldAt(kind: Kind, said: readonly { at: number; line: string }[], place: number): Told {
  const lines = said.map(({ at, line }) => ({ at, line: JSON.parse(line) as Line }));
  const all = lines.flatMap(({ line }) => ('done' in line ? [line] : []));
  const nothing: Done = { done: 0, state: EMPTY, notices: [], backups: {} };
  const [first] = all;
  // An upgrade changes nothing of what is in the reports; a damaged database asks.
  if (kind === 'upgrade' && first) nothing.state = first.state;
  if (kind === 'recovery') nothing.state = null;
  let last = nothing;
  let begun = 0;
  for (const { at, line } of lines) {
    if (at >= place) break;
    if ('done' in line) last = line;
    else begun = line.begin;
  }
  const next = begun > last.done ? (all.find(({ done }) => done === begun) ?? null) : null;
  return { last, next, all: [nothing, ...all] };
}

/** Opens a folder as a start does, and says what is wrong with it: nothing, as a rule. */
export async function judge(kind: Kind, root: string, told: Told, draw: Draw): Promise<string[]> {
  const problems: string[] = [];
  const wrong = (what: string): void => void problems.push(what);
  try {
    await judgeBackups(root, told, draw, wrong);
    await judgeData(kind, root, told, draw, wrong);
  } catch (error) {
    const why = error instanceof Error && !(error instanceof AppError) ? (error.stack ?? '') : String(error);
    wrong(`threw ${why}`);
  }
  return problems;
}

type Wrong = (what: string) => void;

/** Backups that were told of are there, byte for byte; and whatever has a backup's name is one. */
async function judgeBackups(root: string, { last, next }: Told, draw: Draw, wrong: Wrong): Promise<void> {
  const there = backupsIn(root);
  for (const [file, sum] of Object.entries(last.backups)) {
    if (next && !(file in next.backups)) continue;
    if (there[file] !== sum && there[file] !== next?.backups[file])
      wrong(`${file} was told of, and is ${there[file] === undefined ? 'not there' : 'another'}`);
  }
  const others = Object.keys(there).filter((file) => last.backups[file] !== there[file]);
  for (const file of others) {
    const path = join(root, file);
    if (/^(?!data\/damaged).*\.db$/.test(file) && !isSound(path))
      wrong(`${file} has the name of a backup, and is not sound`);
    if (file.endsWith('.nsb'))
      await openSealed(path, null, PASSPHRASE).catch(() =>
        wrong(`${file} has the name of a backup, and can't be opened`),
      );
  }
  const original = Object.keys(there).find((file) => /\/[0-9a-f]{64}$/.test(file));
  if (original && draw.chance(0.5) && !original.endsWith(there[original] ?? ''))
    wrong(`${original} is not whole`);
}

async function judgeData(kind: Kind, root: string, told: Told, draw: Draw, wrong: Wrong): Promise<void> {
  const dataDir = join(root, 'data');
  const file = join(dataDir, DATABASE);
  const { last, next } = told;
  if (kind === 'upgrade') judgeUpgrade(root, file, told, wrong);
  let store: Store;
  try {
    store = await openStore(dataDir, now);
  } catch (error) {
    const code = error instanceof AppError ? error.code : '';
    // A damaged database that is being brought back may still be what is there, and the question comes again. So may
    // originals be that belong to a database that was to be put in.
    const mayAsk = last.state === null || (kind === 'restore-originals' && last.done === 0);
    if (code !== 'recovery-needed' || !mayAsk) {
      wrong(`does not open: ${String(error)}`);
      return;
    }
    if (kind === 'recovery') await judgeQuestion(dataDir, told, wrong);
    return;
  }
  try {
    judgeState(stateOf(store, dataDir), told, wrong);
    const notices = JSON.stringify(noticesIn(dataDir));
    if (![last, next].some((one) => one && JSON.stringify(one.notices) === notices))
      wrong(`tells ${notices}, and should tell ${JSON.stringify(last.notices)}`);
    judgeOriginals(store, wrong);
    const found = checkAll(dataDir);
    const { reports, files, elsewhere, index, behind } = found;
    if (reports.length + files.length > 0 || elsewhere || index || behind)
      wrong(`the whole check finds ${JSON.stringify(found)}`);
    await goOn(kind, store, dataDir, draw, wrong);
  } finally {
    await store.close();
  }
  await comeBack(dataDir, root, draw, wrong);
}

function judgeState(state: State, { last, next }: Told, wrong: Wrong): void {
  const is = JSON.stringify(state);
  const may = [last, next].filter((one) => one !== null).map((one) => JSON.stringify(one.state));
  if (!may.includes(is))
    wrong(`holds ${is.slice(0, 600)}, and should hold ${may.join(' or ').slice(0, 1500)}`);
}

/** Files that reports were imported from are named by their checksums, except in stored databases. */
function judgeOriginals(store: Store, wrong: Wrong): void {
  for (const { id } of store.reports.list()) {
    for (const { id: number, name, size } of store.originals.list(id)) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      const { bytes } = store.originals.read(number, 0, size);
      if (sha(bytes) !== name) wrong(`the original ${name.slice(0, 8)} is not what came in`);
    }
  }
}

/** Before an upgrade there is a backup. */
function judgeUpgrade(root: string, file: string, { all: [, first] }: Told, wrong: Wrong): void {
  if (!existsSync(file)) return;
  const db = openDb(file, { readonly: true });
  try {
    if (db.pragma('user_version', { simple: true }) !== STORE_VERSION) return;
  } finally {
    db.close();
  }
  const there = Object.values(backupsIn(root));
  const wanted = Object.values(first?.backups ?? {});
  if (!wanted.every((sum) => there.includes(sum)))
    wrong('the database is upgraded, and the backup of before is not there');
}

/** Whoever has to choose again can have everything that could be had before. */
async function judgeQuestion(dataDir: string, { all }: Told, wrong: Wrong): Promise<void> {
  const [best] = choicesOf(dataDir);
  if (!best || best.kind === 'empty') {
    wrong('asks, and has nothing to offer');
    return;
  }
  await recover(
    dataDir,
    best.kind === 'backup' ? { kind: 'backup', name: best.name } : { kind: 'salvage' },
    now(),
  );
  const store = await openStore(dataDir, now);
  try {
    const wanted = Object.keys(all[1]?.state?.reports ?? {});
    const there = stateOf(store, dataDir).reports;
    const lost = wanted.filter((id) => !(id in there));
    if (lost.length > 0) wrong(`asks, and ${lost.length} of ${wanted.length} reports are no longer offered`);
  } finally {
    await store.close();
  }
}

/** Everything that can be done before a cut can be done after it, over whatever was left half. */
async function goOn(kind: Kind, store: Store, dataDir: string, draw: Draw, wrong: Wrong): Promise<void> {
  addReport(store, 2031, '断电以后');
  store.settle();
  if (kind === 'originals' && draw.chance(0.3)) {
    const source = incoming(dataDir, 16 * 1024 * 1024 + 7, draw);
    const { name, size } = source;
    // Half of it may lie there already.
    const half = join(dataDir, 'originals', name);
    mkdirSync(dirname(half), { recursive: true });
    writeFileSync(half, Buffer.alloc(draw.below(size), '半'));
    store.reports.insert({
      template: 'work-summary',
      year: 2031,
      unit: '青禾镇',
      document: { schema: 1, blocks: [makeTitle('青禾镇2031年工作总结'), makeParagraph('断电以后')] },
      variables: {},
      source,
    });
    const kept = store.reports
      .list()
      .flatMap((one) => store.originals.list(one.id))
      .find((one) => one.name === name);
    if (!kept || sha(store.originals.read(kept.id, 0, size).bytes) !== name)
      wrong('an original that comes in after the cut is not whole');
    if (store.originals.mend(source)) wrong('an original that is whole was mended');
  }
  if (draw.chance(0.2) && !isSound(await keepCopy(dataDir, 'after', now())))
    wrong('a backup after the cut is not sound');
}

async function comeBack(dataDir: string, root: string, draw: Draw, wrong: Wrong): Promise<void> {
  const store = await openStore(dataDir, now);
  try {
    const state = stateOf(store, dataDir);
    if (!Object.values(state.reports).some(([, text]) => text.includes('断电以后')))
      wrong('what was written after the cut is not there at the next start');
  } finally {
    await store.close();
  }
  const backup = Object.keys(backupsIn(root)).find((file) => /backups\/.*\.db$/.test(file));
  if (backup === undefined || !draw.chance(0.2)) return;
  const before = readFileSync(join(root, backup));
  await restoreFrom(dataDir, join(root, backup), true, now());
  const again = await openStore(dataDir, now);
  await again.close();
  if (!readFileSync(join(root, backup)).equals(before)) wrong(`${backup} was changed by putting it in`);
}
