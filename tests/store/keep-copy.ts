import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { backupFolder, type BackupKind } from '../../electron/backend/store/backups/catalogue.ts';
import { makeCopy } from '../../electron/backend/store/backups/copy.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';

/** Makes a backup of a data folder under a name; answers with the file. What it says of itself goes by the name. */
export async function keepCopy(dataDir: string, name: string, at = new Date()): Promise<string> {
  mkdirSync(backupFolder(dataDir), { recursive: true });
  const target = join(backupFolder(dataDir), `${name}.db`);
  const kind: BackupKind = name.includes('before-upgrade')
    ? 'before-upgrade'
    : name.includes('before-restore')
      ? 'before-restore'
      : 'daily';
  const source = join(dataDir, DATABASE);
  await makeCopy({ source, target, at: at.toISOString(), kind, originals: null });
  return target;
}
