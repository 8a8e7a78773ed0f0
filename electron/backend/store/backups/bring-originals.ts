import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import { isWhole } from '../base/original-file.ts';
import { copyThrough, makeFolder } from '../base/write-through.ts';
import { backupFolder } from './catalogue.ts';
import { SEALED } from './second-folder.ts';
import { openSealed, type Secret } from './sealed-file.ts';
import { DATABASE } from '../base/database-file.ts';

export type OriginalsWish = {
  dataDir: string;
  /** The folder of the backup, with `originals` in it. */
  folder: string;
  secret: Secret | string | null;
};

/** Backups within a data folder leave its originals where they are: beside the folder of backups. */
function placeOf(folder: string, hash: string): string {
  const own = join(folder, 'originals', hash);
  const above = join(dirname(folder), 'originals', hash);
  const isWithin = backupFolder(dirname(folder)) === folder;
  return isWithin && !existsSync(own) && !existsSync(own + SEALED) && existsSync(above) ? above : own;
}

/**
 * Brings the large original files that the database names and the data folder doesn't have whole from beside a backup.
 * Answers with the names of those that are nowhere.
 */
export async function bringOriginals({ dataDir, folder, secret }: OriginalsWish): Promise<string[]> {
  const db = openDb(join(dataDir, DATABASE), { readonly: true, fileMustExist: true });
  let rows: { hash: string; name: string; size: number }[];
  try {
    rows = db
      .prepare<[], { hash: string; name: string; size: number }>(
        'SELECT DISTINCT hash, name, size FROM originals WHERE bytes IS NULL',
      )
      .all();
  } finally {
    db.close();
  }
  const lost: string[] = [];
  for (const { hash, name, size } of rows) {
    const place = join(dataDir, 'originals', hash);
    if (isWhole(place, size, hash)) continue;
    const beside = placeOf(folder, hash);
    makeFolder(join(dataDir, 'originals'));
    if (existsSync(beside)) copyThrough(beside, place);
    else if (existsSync(beside + SEALED) && secret !== null) await openSealed(beside + SEALED, place, secret);
    else lost.push(name);
  }
  return lost;
}
