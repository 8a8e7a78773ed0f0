import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { unzipParts } from '../../docx/read/unzip.ts';
import { DATABASE } from '../base/database-file.ts';
import { holdsWords } from './files.ts';
import type { NeedleSearch } from './needles.ts';

/** Whether words stand in a Word file, which is compressed. */
export async function heldInZip(source: string | Uint8Array, search: NeedleSearch): Promise<boolean> {
  if (typeof source === 'string' && !/^[0-9a-f]{64}$|\.docx$/.test(basename(source))) return false;
  try {
    const parts = await unzipParts('', source, (part) => /^word\/[^/]*\.xml$/.test(part));
    // The words of a paragraph stand in several runs.
    return [...parts.values()].some(
      (part) => search.in(Buffer.from(part.toString('utf8').replaceAll(/<[^>]+>/g, '')), 1).size > 0,
    );
  } catch {
    return false;
  }
}

/** Word files that other reports came from are compressed in the database. */
export async function heldInOriginals(dataDir: string, search: NeedleSearch): Promise<string[]> {
  const db = openDb(join(dataDir, DATABASE), { readonly: true, fileMustExist: true });
  try {
    const rows = db
      .prepare<[], { name: string; bytes: Buffer }>(
        'SELECT name, bytes FROM originals WHERE bytes IS NOT NULL',
      )
      .iterate();
    const found: string[] = [];
    for (const { name, bytes } of rows)
      if (await heldInZip(bytes, search)) found.push(`${DATABASE}（原文件“${name}”）`);
    return found;
  } finally {
    db.close();
  }
}

/** Hashes of the files that a report came from and that hold the words. */
export async function originalsWith(
  db: Db,
  dataDir: string,
  id: string,
  search: NeedleSearch,
): Promise<string[]> {
  const rows = db
    .prepare<[string], { hash: string; bytes: Buffer | null }>(
      'SELECT hash, bytes FROM originals WHERE report_id = ?',
    )
    .all(id);
  const found: string[] = [];
  for (const { hash, bytes } of rows) {
    const file = join(dataDir, 'originals', hash);
    const isHeld =
      bytes === null
        ? existsSync(file) && (holdsWords(file, search) || (await heldInZip(file, search)))
        : search.in(bytes, 1).size > 0 || (await heldInZip(bytes, search));
    if (isHeld) found.push(hash);
  }
  return found;
}
