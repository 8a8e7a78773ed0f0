import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { usableFacts } from './ready-copy.ts';
import { SEALED } from './second-folder.ts';
import { openSealed, type Secret } from './sealed-file.ts';
import { hashOf } from '../base/original-file.ts';

/** Null where only the encryption was looked at. */
export type Checked = { reports: number | null; originals: number | null; missingOriginals: number };

/**
 * Looks at a backup whole: the file, that every report's text is there and is JSON, and every original file in it.
 * An encrypted one is read to its end with its key, and not opened further.
 * Throws AppError: as `usableFacts` and `openSealed`; 'damaged-file' where something in it can't be read.
 */
export async function examineBackup(file: string, secret: Secret | string | null): Promise<Checked> {
  if (file.endsWith(SEALED)) {
    if (secret === null) throw new AppError('wrong-passphrase', '这份备份有口令。请输入口令后再检查。');
    await openSealed(file, null, secret);
    return { reports: null, originals: null, missingOriginals: 0 };
  }
  const facts = usableFacts(file);
  const db = openDb(file, { readonly: true, fileMustExist: true });
  try {
    const broken = db
      .prepare<[], { title: string }>(
        `SELECT r.title FROM reports r WHERE NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.report_id = r.id)
           OR EXISTS (SELECT 1 FROM snapshots s WHERE s.report_id = r.id AND NOT json_valid(s.document))
           OR EXISTS (SELECT 1 FROM batches b WHERE b.report_id = r.id AND NOT json_valid(b.ops))`,
      )
      .get();
    if (broken)
      throw new AppError('damaged-file', `这份备份里《${broken.title}》的正文读不出来。请换一份备份。`);
    let missingOriginals = 0;
    if (facts.version >= 7) {
      const bytes = db.prepare<[number], Buffer | null>('SELECT bytes FROM originals WHERE id = ?').pluck();
      const rows = db
        .prepare<[], { id: number; name: string; hash: string; inside: 0 | 1 }>(
          'SELECT id, name, hash, bytes IS NOT NULL AS inside FROM originals',
        )
        .all();
      for (const { id, name, hash, inside } of rows) {
        if (!inside) missingOriginals += isBeside(file, hash) ? 0 : 1;
        else if (hash !== '' && hashOf(bytes.get(id) ?? new Uint8Array()) !== hash)
          throw new AppError('damaged-file', `这份备份里的原文件“${name}”与导入时不一样。请换一份备份。`);
      }
    }
    return { reports: facts.reports, originals: facts.originals, missingOriginals };
  } finally {
    db.close();
  }
}

/** Beside the backup (a second folder), or beside the folder of backups (the data folder). */
const isBeside = (file: string, hash: string): boolean =>
  [dirname(file), dirname(dirname(file))].some((folder) => existsSync(join(folder, 'originals', hash)));
