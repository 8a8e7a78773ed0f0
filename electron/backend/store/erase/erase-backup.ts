import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { factsOf } from '../backups/facts.ts';
import { isSound } from '../backups/sound.ts';
import { openSealed, sealedFacts, sealFile, type Secret } from '../backups/sealed-file.ts';
import { secondFiles } from '../backups/second-files.ts';
import { SEALED } from '../backups/second-folder.ts';
import { makePrivateFile } from '../base/private-folder.ts';
import { moveThrough, syncFolder } from '../base/write-through.ts';
import { eraseReport, goesAlong, holdsReport } from './erase-report.ts';
import { eraseWords, findWords } from './erase-words.ts';
import { holdsWords, wipeFile } from './files.ts';
import { NeedleSearch } from './needles.ts';
import { owedPlans, settleOwed, type ErasePlan } from './plan.ts';
import { scrub } from './thaw.ts';

/**
 * What became of a backup: it held nothing, it was written anew without it, it is gone, because nobody can write it anew,
 * or it can't be looked into.
 */
export type BackupFate = 'clean' | 'rewritten' | 'deleted' | 'closed';

/** What became of several backups, by number. */
export type BackupFates = Record<BackupFate, number>;

/** Takes the report of a plan out of backups. */
export async function eraseInBackups(
  files: readonly string[],
  plan: ErasePlan,
  secret: Secret | null,
): Promise<BackupFates> {
  const fates: BackupFates = { clean: 0, rewritten: 0, deleted: 0, closed: 0 };
  for (const file of files)
    try {
      fates[await eraseInBackup(file, plan, secret)] += 1;
    } catch {
      // A disk that can't be written is no reason to leave the others as they are: the search tells what is left.
      fates.closed += 1;
    }
  return fates;
}

/** Does in the second folder what was erased while that was away. Answers with how many backups were written anew. */
export async function eraseOwed(dataDir: string, folder: string, secret: Secret | null): Promise<number> {
  let count = 0;
  for (const plan of owedPlans(dataDir)) {
    const files = (await secondFiles(folder)).map(({ file }) => file);
    const { rewritten, deleted } = await eraseInBackups(files, plan, secret);
    count += rewritten + deleted;
  }
  settleOwed(dataDir);
  return count;
}

/** Takes the report of a plan out of a backup, which is written anew under its own name. */
export async function eraseInBackup(
  file: string,
  plan: ErasePlan,
  secret: Secret | null,
): Promise<BackupFate> {
  return file.endsWith(SEALED) ? eraseInSealed(file, plan, secret) : eraseInClear(file, plan);
}

function eraseInClear(file: string, plan: ErasePlan): BackupFate {
  const search = new NeedleSearch(plan.pieces);
  if (!holds(file, plan, search)) return 'clean';
  if (factsOf(file)?.newer !== false) {
    // Damaged, or of a later program: nobody can write it anew.
    wipeFile(file);
    return 'deleted';
  }
  const made = `${file}.${process.pid}.partial`;
  try {
    rmSync(made, { force: true });
    makePrivateFile(made);
    copyFileSync(file, made);
    const db = openDb(made, { fileMustExist: true });
    try {
      db.pragma('journal_mode = DELETE');
      asLateAsBefore(db, () => eraseIn(db, plan));
      scrub(db);
    } finally {
      db.close();
    }
    if (!isSound(made)) throw new Error('the backup could not be written anew');
    takePlace(made, file);
    return 'rewritten';
  } catch (error) {
    if (existsSync(made)) wipeFile(made);
    throw error;
  }
}

function holds(file: string, plan: ErasePlan, search: NeedleSearch): boolean {
  try {
    const db = openDb(file, { readonly: true, fileMustExist: true });
    try {
      if (plan.words === null ? holdsReport(db, plan.id) : holdsPassage(db, plan.id, plan.words)) return true;
    } finally {
      db.close();
    }
  } catch {
    // Its bytes tell.
  }
  return holdsWords(file, search);
}

/** Whether a passage stands in a backup, also where fields or marks part it. */
function holdsPassage(db: Db, id: string, words: string): boolean {
  if (!holdsReport(db, id)) return false;
  const { inText, signed, versions, drafts } = findWords(db, id, words);
  return inText || signed.length + versions.length + drafts.length > 0;
}

/**
 * A backup of before a passage was deleted has it in its text, where it can't be taken out: then the whole report goes
 * from that backup. So it does where it is of an earlier version of this program.
 */
function eraseIn(db: Db, { id, words, eraser, along }: ErasePlan): void {
  if (words !== null) {
    try {
      eraseWords(db, id, words, eraser, along.originals);
      return;
    } catch {
      // The way below leaves nothing of it.
    }
  }
  const here = goesAlong(db, id);
  eraseReport(db, id, eraser, {
    assets: [...new Set([...along.assets, ...here.assets])],
    originals: here.originals,
    phrases: [...new Set([...along.phrases, ...here.phrases])],
  });
}

/** A backup is as late as what it is of: what is taken out of it is no later change. */
function asLateAsBefore(db: Db, work: () => void): void {
  const counts = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_state'").get() !== undefined;
  const before = counts ? db.prepare<[], number>('SELECT changes FROM store_state').pluck().get() : undefined;
  work();
  if (before !== undefined) db.prepare('UPDATE store_state SET changes = ?').run(before);
}

/** Puts a file into the place of another, whose bytes are written over. */
function takePlace(made: string, file: string): void {
  const old = join(dirname(file), `.${basename(file)}.${process.pid}.partial`);
  // The name leads to a whole backup at every moment, where the disk knows second names.
  try {
    linkSync(file, old);
  } catch {
    renameSync(file, old);
  }
  moveThrough(made, file);
  wipeFile(old);
  syncFolder(dirname(file));
}

async function eraseInSealed(file: string, plan: ErasePlan, secret: Secret | null): Promise<BackupFate> {
  const clear = `${file.slice(0, -SEALED.length)}.db.${process.pid}.partial`;
  try {
    const head = await sealedFacts(file).catch(() => null);
    if (head === null || secret === null || head.salt !== secret.salt) {
      if (!plan.deleteClosed) return 'closed';
      wipeFile(file);
      return 'deleted';
    }
    makePrivateFile(clear);
    await openSealed(file, clear, secret);
    const fate = eraseInClear(clear, plan);
    if (fate === 'clean') return 'clean';
    if (fate === 'rewritten') {
      const made = `${file}.new${SEALED}`;
      await sealFile(clear, made, secret, factsOf(clear));
      takePlace(made, file);
    } else wipeFile(file);
    return fate;
  } finally {
    if (existsSync(clear)) wipeFile(clear);
  }
}
