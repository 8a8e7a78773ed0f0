import { join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { PassageLook, PurgeLook } from '../../../../shared/contract/purge.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { catalogueOf } from '../backups/catalogue.ts';
import { secondFiles } from '../backups/second-files.ts';
import { SEALED } from '../backups/second-folder.ts';
import { sealedFacts, type Secret } from '../backups/sealed-file.ts';
import { DATABASE } from '../base/database-file.ts';
import { findWords, othersWith } from './erase-words.ts';
import { originalsWith } from './in-originals.ts';
import { NeedleSearch } from './needles.ts';
import { countReport, goesAlong, holdsReport } from './erase-report.ts';

export type EraseLookWish = {
  dataDir: string;
  id: string;
  /** The second folder where it is there now. */
  second: string | null;
  secret: Secret | null;
};

/** What goes with a report when it is erased. Changes nothing. Throws AppError('not-found'). */
export async function lookToErase({
  dataDir,
  id,
  second,
  secret,
}: EraseLookWish): Promise<Omit<PurgeLook, 'secondAway'>> {
  const db = openDb(join(dataDir, DATABASE), { readonly: true, fileMustExist: true });
  try {
    const report = db
      .prepare<[string], { title: string; year: number; unit: string; removed_at: string | null }>(
        'SELECT title, year, unit, removed_at FROM reports WHERE id = ?',
      )
      .get(id);
    if (!report) throw new AppError('not-found', '没有找到这份报告，可能已经清除。');
    const counts = countReport(db, id);
    const { assets, phrases } = goesAlong(db, id);
    const heirs = db
      .prepare<[string], string>('SELECT title FROM reports WHERE from_id = ? ORDER BY year, title')
      .pluck()
      .all(id);
    const of = await backupsWith(dataDir, second, secret, id);
    return {
      title: report.title,
      year: report.year,
      unit: report.unit,
      inBin: report.removed_at !== null,
      signatures: counts['signatures'] ?? 0,
      versions: counts['versions'] ?? 0,
      comments: counts['comments'] ?? 0,
      drafts: counts['drafts'] ?? 0,
      originals: counts['originals'] ?? 0,
      images: assets.length,
      phrases: phrases.length,
      ...of,
      heirs,
    };
  } finally {
    db.close();
  }
}

/** Where a passage stands beside the text of its report. Changes nothing. Throws AppError('not-found'). */
export async function lookForWords({
  dataDir,
  id,
  words,
}: {
  dataDir: string;
  id: string;
  words: string;
}): Promise<PassageLook> {
  const db = openDb(join(dataDir, DATABASE), { readonly: true, fileMustExist: true });
  try {
    if (!holdsReport(db, id)) throw new AppError('not-found', '没有找到这份报告，可能已经清除。');
    const { inText, signed, versions, drafts } = findWords(db, id, words);
    const originals = await originalsWith(db, dataDir, id, new NeedleSearch([words]));
    return {
      inText,
      signed,
      versions: versions.length,
      drafts: drafts.length,
      originals: originals.length,
      others: othersWith(db, id, words),
    };
  } finally {
    db.close();
  }
}

async function backupsWith(
  dataDir: string,
  second: string | null,
  secret: Secret | null,
  id: string,
): Promise<{ backups: number; closed: number }> {
  const files = [...catalogueOf(dataDir), ...(second === null ? [] : await secondFiles(second))];
  let backups = 0;
  let closed = 0;
  for (const { file } of files) {
    if (file.endsWith(SEALED)) {
      const head = await sealedFacts(file).catch(() => null);
      // What is in one that opens with the kept key is seen when it is opened.
      if (secret === null || head?.salt !== secret.salt) closed += 1;
      else backups += 1;
    } else if (mayHold(file, id)) backups += 1;
  }
  return { backups, closed };
}

/** Of one that can't be read nobody can say that it doesn't. */
function mayHold(file: string, id: string): boolean {
  try {
    const db = openDb(file, { readonly: true, fileMustExist: true });
    try {
      return holdsReport(db, id);
    } finally {
      db.close();
    }
  } catch {
    return true;
  }
}
