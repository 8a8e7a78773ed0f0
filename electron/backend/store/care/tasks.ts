import { examine } from './doctor.ts';
import { bringOriginals } from '../backups/bring-originals.ts';
import { differenceOf } from '../backups/compare.ts';
import { makeCopy } from '../backups/copy.ts';
import { examineBackup } from '../backups/examine-backup.ts';
import { restoreWhileOpen } from '../backups/restore.ts';
import { carry } from '../backups/second-folder.ts';
import { openSealed, secretOf } from '../backups/sealed-file.ts';
import { makeWholeFile } from '../backups/whole-file.ts';

/** What takes its time with backups and is done on a thread of its own. Arguments and answers can be cloned. */
export const tasks = {
  copy: makeCopy,
  carry,
  whole: makeWholeFile,
  examine: ([file, secret]: Parameters<typeof examineBackup>) => examineBackup(file, secret),
  unseal: ([file, target, secret]: Parameters<typeof openSealed>) => openSealed(file, target, secret),
  restore: restoreWhileOpen,
  difference: ([backup, present]: Parameters<typeof differenceOf>) =>
    Promise.resolve(differenceOf(backup, present)),
  originals: bringOriginals,
  doctor: ([dataDir, at]: [dataDir: string, at: string]) => examine(dataDir, new Date(at)),
  secret: (passphrase: string) => Promise.resolve(secretOf(passphrase)),
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskArgument<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskAnswer<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;
