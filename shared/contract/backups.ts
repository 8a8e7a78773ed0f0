import { z } from 'zod';

const path = z.string().min(1).max(4000);
/** Fewest characters of a new passphrase; what somebody types to open a file may be anything. */
export const MIN_BACKUP_PASSPHRASE = 8;
const newPassphrase = z.string().min(MIN_BACKUP_PASSPHRASE).max(200).nullable();
const passphrase = z.string().max(200).nullable().default(null);
const remindDays = z.int().min(1).max(365);

export const backupParams = {
  'backup.status': z.strictObject({}),
  /** Backups in the data folder and in the second folder, the best to go on with first. */
  'backup.list': z.strictObject({}),
  /** Makes one now, and takes it to the second folder where that is there. */
  'backup.make': z.strictObject({}),
  /** Reads all of one. */
  'backup.check': z.strictObject({ file: path, passphrase }),
  /** What would be another if it were put in. */
  'backup.difference': z.strictObject({ file: path, passphrase }),
  /** Puts one in the place of all data, of which a copy is made first. */
  'backup.restore': z.strictObject({ file: path, passphrase }),
  /** Deletes one of the list, unless it is the last that can be used. */
  'backup.remove': z.strictObject({ file: path }),
  /** Folders on other disks and sticks that are there. */
  'backup.places': z.strictObject({}),
  /** Null as folder: no second folder any more. */
  'backup.setSecond': z.strictObject({ folder: path.nullable(), remindDays, passphrase: newPassphrase }),
  'backup.setRemindDays': z.strictObject({ remindDays }),
  /** One file with everything, for another computer. */
  'backup.whole': z.strictObject({ folder: path, passphrase: newPassphrase }),
  /** Files with everything in a folder, or one file; without: on the disks and sticks that are there. */
  'backup.find': z.strictObject({ path: path.optional() }),
  /** Looks at everything in the data folder. */
  'backup.doctor': z.strictObject({}),
} as const;

export type BackupPlace = {
  path: string;
  /** Free bytes; null where that can't be told. */
  free: number | null;
  /** On the disk that the data lie on: no help when that breaks. */
  sameDisk: boolean;
};

export type BackupStatus = {
  dataDir: string;
  /** ISO time of the newest backup; null where there is none. */
  lastAt: string | null;
  /** Everything that is stored is in it. */
  upToDate: boolean;
  /** Backups in the data folder, and their bytes. */
  count: number;
  bytes: number;
  /** One is being made. */
  working: boolean;
  second: {
    folder: string;
    /** It is plugged in and is the one that was chosen. */
    there: boolean;
    sameDisk: boolean;
    lastAt: string | null;
    encrypted: boolean;
    remindDays: number;
    /** Days without a copy, where they are more than `remindDays`. */
    overdueDays: number | null;
    count: number;
    bytes: number;
    free: number | null;
  } | null;
};

export type BackupItem = {
  file: string;
  name: string;
  where: 'here' | 'second' | 'elsewhere';
  kind: 'daily' | 'before-upgrade' | 'before-restore' | 'by-hand';
  /** ISO times. */
  madeAt: string;
  newestChange: string | null;
  bytes: number;
  encrypted: boolean;
  /** A later program made it. */
  newer: boolean;
  /** False where nothing can be read of it. */
  readable: boolean;
  reports: number;
  inBin: number;
  originals: number;
  /** Original files that are not inside. */
  originalsBeside: number;
};

type Some = { count: number; titles: string[] };

export type BackupResults = {
  'backup.status': BackupStatus;
  'backup.list': BackupItem[];
  'backup.make': { file: string };
  /** Null of an encrypted one: it is whole, and was not opened further. */
  'backup.check': { reports: number | null; originals: number | null; missingOriginals: number };
  'backup.difference': { onlyNow: Some; changed: Some; onlyInBackup: Some };
  'backup.restore': { reports: number; before: string | null; lostOriginals: string[] };
  'backup.remove': Record<string, never>;
  'backup.places': BackupPlace[];
  'backup.setSecond': BackupStatus;
  'backup.setRemindDays': BackupStatus;
  'backup.whole': { file: string; bytes: number; reports: number; originals: number; lost: string[] };
  'backup.find': BackupItem[];
  'backup.doctor': { problems: { what: string; todo: string }[]; checked: string[] };
};

export type BackupEvents = {
  /** The status is another. */
  'backup.changed': Record<string, never>;
};
