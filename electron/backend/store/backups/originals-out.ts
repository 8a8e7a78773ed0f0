import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Db } from '../../sqlite/port.ts';
import { makeFolder, moveThrough } from '../base/write-through.ts';
import { IN_DATABASE, isWhole } from '../base/original-file.ts';

/**
 * Large original files that a backup carries inside go back into the folder where they lie beside the database: there
 * they make no later copy slow. A file is whole and on the disk before the database lets go of it.
 */
export function originalsOutOf(db: Db, folder: string): void {
  const large = db
    .prepare<[number], { hash: string }>(
      "SELECT DISTINCT hash FROM originals WHERE bytes IS NOT NULL AND size > ? AND hash <> ''",
    )
    .all(IN_DATABASE);
  if (large.length === 0) return;
  makeFolder(folder);
  const bytes = db.prepare<[string], Buffer>(
    'SELECT bytes FROM originals WHERE hash = ? AND bytes IS NOT NULL',
  );
  const letGo = db.prepare('UPDATE originals SET bytes = NULL WHERE hash = ?');
  for (const { hash } of large) {
    const place = join(folder, hash);
    const content = bytes.pluck().get(hash) as unknown as Buffer;
    // One that is there may be half, or altered by a bad disk.
    if (!isWhole(place, content.length, hash)) {
      writeFileSync(`${place}.partial`, content, { mode: 0o600 });
      moveThrough(`${place}.partial`, place);
    }
    letGo.run(hash);
  }
  db.exec('VACUUM');
}
