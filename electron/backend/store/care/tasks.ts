import { asAppError } from '../base/sqlite-errors.ts';
import { checkAll } from '../recovery/full-check.ts';
import { lookAt, recover, type Chosen } from '../recovery/recover.ts';
import { eraseInBackups, eraseOwed } from '../erase/erase-backup.ts';
import { eraseRest } from '../erase/erase-left.ts';
import { eraseAgainIn, eraseInDatabase, planReport, planWords } from '../erase/erase-main.ts';
import { lookForWords, lookToErase } from '../erase/look.ts';
import { examine } from './doctor.ts';
import { bringOriginals } from '../backups/bring-originals.ts';
import { differenceOf } from '../backups/compare.ts';
import { makeCopy } from '../backups/copy.ts';
import { examineBackup } from '../backups/examine-backup.ts';
import { restoreWhileOpen } from '../backups/restore.ts';
import { carry, setUpSecondFolder } from '../backups/second-folder.ts';
import { openSealed, secretOf } from '../backups/sealed-file.ts';
import { lookFor } from '../backups/look.ts';
import { describePlace, placesFor } from '../backups/places.ts';
import { secondFiles } from '../backups/second-files.ts';
import { tidySecond } from '../backups/tidy-second.ts';
import { makeWholeFile, makeWholeFileIn } from '../backups/whole-file.ts';

/** Errors of SQLite and of the file system in the words of the program. */
async function worded<T>(dataDir: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asAppError(error, dataDir);
  }
}

/** What takes its time with the store as a whole and is done on a thread of its own. Arguments and answers can be cloned. */
export const tasks = {
  copy: makeCopy,
  carry,
  setUpSecond: ([chosen, dataDir]: Parameters<typeof setUpSecondFolder>) =>
    Promise.resolve(setUpSecondFolder(chosen, dataDir)),
  second: async ([folder, dataDir]: [folder: string, dataDir: string]) => ({
    files: await secondFiles(folder),
    place: describePlace(folder, dataDir),
  }),
  tidySecond,
  places: (dataDir: string) => Promise.resolve(placesFor(dataDir)),
  find: ([dataDir, path]: Parameters<typeof lookFor>) => lookFor(dataDir, path),
  whole: makeWholeFile,
  wholeInto: makeWholeFileIn,
  examine: ([file, secret]: Parameters<typeof examineBackup>) => examineBackup(file, secret),
  unseal: ([file, target, secret]: Parameters<typeof openSealed>) => openSealed(file, target, secret),
  restore: restoreWhileOpen,
  difference: ([backup, present]: Parameters<typeof differenceOf>) =>
    Promise.resolve(differenceOf(backup, present)),
  originals: bringOriginals,
  doctor: ([dataDir, at]: [dataDir: string, at: string]) => examine(dataDir, new Date(at)),
  /** Looks at every page and every letter. */
  check: (dataDir: string) => worded(dataDir, () => checkAll(dataDir)),
  /** What the data can be brought back to. */
  choices: ([dataDir, open]: Parameters<typeof lookAt>) => worded(dataDir, () => lookAt(dataDir, open)),
  /** Brings the data back; the database must be closed. Not to be broken off in the middle. */
  recover: ([dataDir, choice, at]: [dataDir: string, choice: Chosen, at: string]) =>
    worded(dataDir, () => recover(dataDir, choice, new Date(at))),
  eraseLook: lookToErase,
  erasePlan: (wish: Parameters<typeof planReport>[0]) => worded(wish.dataDir, () => planReport(wish)),
  erasePlanWords: (wish: Parameters<typeof planWords>[0]) => worded(wish.dataDir, () => planWords(wish)),
  eraseLookWords: lookForWords,
  eraseMain: ([dataDir, plan]: Parameters<typeof eraseInDatabase>) =>
    worded(dataDir, () => eraseInDatabase(dataDir, plan)),
  eraseBackups: ([files, plan, secret]: Parameters<typeof eraseInBackups>) =>
    eraseInBackups(files, plan, secret),
  eraseOwed: ([dataDir, folder, secret]: Parameters<typeof eraseOwed>) => eraseOwed(dataDir, folder, secret),
  eraseRest: (parts: Parameters<typeof eraseRest>) => eraseRest(...parts),
  eraseAgain: (dataDir: string) => worded(dataDir, () => eraseAgainIn(dataDir)),
  secret: (passphrase: string) => Promise.resolve(secretOf(passphrase)),
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskArgument<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskAnswer<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;
