import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { isSound } from './sound.ts';
import { factsOf, type Facts } from './facts.ts';

/** The occasion on which a backup was made. */
export type BackupKind = 'daily' | 'before-upgrade' | 'before-restore' | 'by-hand';

export type BackupFile = {
  file: string;
  /** Bytes. */
  size: number;
  kind: BackupKind;
  /** ISO time at which it was made: as it says inside, else as its name says, else that of the file. */
  madeAt: string;
  /** What is in it; null where it can't be read. */
  facts: Facts | null;
};

export const backupFolder = (dataDir: string): string => join(dataDir, 'backups');

/**
 * The backups in the data folder and in the further folders named, whatever made them: daily ones, those of before an
 * upgrade or a restore, those made by hand. Quick: says what is in each, not whether it is sound (see `isSound`).
 *
 * The best to go on with comes first. Neither names nor clocks decide that. First counts how often an older copy had
 * been put in on purpose (what was put in is later than what it replaced), then how much had been stored: the
 * database counts each row that is written, and for files of before it did, the revisions of the reports, comments,
 * versions and entries of the record stand in. Only among equals does the newest change inside count, then the time
 * of making. Those that can't be read, and those of a later program, come last.
 */
export function catalogueOf(dataDir: string, others: readonly string[] = []): BackupFile[] {
  const own = backupFolder(dataDir);
  return [
    ...filesIn(own, true),
    ...others.filter((folder) => folder !== own).flatMap((one) => filesIn(one, false)),
  ].sort(bestFirst);
}

/**
 * The first backup of the catalogue that this program can use and in which SQLite finds nothing wrong; undefined where
 * there is none.
 */
export function newestSound(dataDir: string, others: readonly string[] = []): BackupFile | undefined {
  return catalogueOf(dataDir, others).find(isUsable);
}

/** Whether this program can put a backup in as it is, and SQLite finds nothing wrong in it. Reads the whole file. */
export const isUsable = ({ file, facts }: BackupFile): boolean =>
  facts !== null && !facts.newer && isSound(file);

/** Order of the catalogue; see `catalogueOf`. A total order of files with different names. */
export function bestFirst(a: BackupFile, b: BackupFile): number {
  return (
    usable(b) - usable(a) ||
    (b.facts?.generation ?? 0) - (a.facts?.generation ?? 0) ||
    (b.facts?.changes ?? 0) - (a.facts?.changes ?? 0) ||
    later(b.facts?.newestChange ?? '', a.facts?.newestChange ?? '') ||
    later(b.madeAt, a.madeAt) ||
    later(a.file, b.file)
  );
}

const usable = ({ facts }: BackupFile): number => (facts === null ? 0 : facts.newer ? 1 : 2);
const later = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The backups in one folder, in no order.
 * @param all what can't be read is listed too: the folder holds nothing but backups
 */
export function filesIn(folder: string, all: boolean): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => describe(join(folder, name), name))
    .filter(({ facts }) => all || facts !== null);
}

function describe(file: string, name: string): BackupFile {
  return describeFile(file, name, factsOf(file), statSync(file));
}

/** An entry of the catalogue, from what a file says inside and what the file system says of it. */
export function describeFile(
  file: string,
  name: string,
  facts: Facts | null,
  { size, mtime }: { size: number; mtime: Date },
): BackupFile {
  return {
    file,
    size,
    kind: KINDS.find((kind) => kind === facts?.copiedAs) ?? kindByName(name),
    madeAt: facts?.copiedAt ?? timeInName(name) ?? mtime.toISOString(),
    facts,
  };
}

const KINDS: readonly BackupKind[] = ['daily', 'before-upgrade', 'before-restore', 'by-hand'];

function kindByName(name: string): BackupKind {
  if (/^nianshu-\d{4}-\d\d-\d\d\.db$/.test(name)) return 'daily';
  if (name.startsWith('nianshu-before-upgrade-')) return 'before-upgrade';
  if (name.startsWith('nianshu-before-restore-')) return 'before-restore';
  return 'by-hand';
}

/** The time in the name of a copy of before an upgrade or a restore; null where there is none. */
function timeInName(name: string): string | null {
  const stamp = /-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.db$/.exec(name);
  if (!stamp) return null;
  const time = new Date(`${stamp[1]}T${stamp[2]}:${stamp[3]}:${stamp[4]}Z`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
