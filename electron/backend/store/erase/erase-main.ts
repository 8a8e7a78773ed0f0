import { join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { DATABASE } from '../base/database-file.ts';
import { eraseAgain } from './erase-again.ts';
import {
  eraseReport,
  goesAlong,
  holdsReport,
  wordsOfOthers,
  wordsOfReport,
  type Eraser,
} from './erase-report.ts';
import { eraseWords, findWords, refuseWords } from './erase-words.ts';
import { wipeFile } from './files.ts';
import { originalsWith } from './in-originals.ts';
import { NeedleSearch, piecesOf } from './needles.ts';
import { rememberErased, writePlan, type ErasePlan } from './plan.ts';
import { scrub } from './thaw.ts';

/** Milliseconds that the erasing waits for somebody who saves. */
const LOCK_WAIT = 10_000;

export function openToErase(file: string): Db {
  const db = openDb(file, { fileMustExist: true, timeout: LOCK_WAIT });
  db.pragma('foreign_keys = ON');
  return db;
}

export type EraseWish = {
  dataDir: string;
  id: string;
  /** As whoever erases it has typed it. */
  title: string;
  eraser: Eraser;
  deleteClosed: boolean;
};

/** A title as it is typed from the screen: spaces and widths don't count. */
const asTyped = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, '');

/**
 * What is to be done, and by which words it is found again: those of the report that no other one has. From here on there
 * is no way back: the plan lies beside the database.
 */
export function planReport({ dataDir, id, title, eraser, deleteClosed }: EraseWish): ErasePlan {
  const db = openToErase(join(dataDir, DATABASE));
  try {
    if (!holdsReport(db, id))
      throw new AppError('not-found', '没有找到这份报告，什么也没有清除。请回首页看看。');
    const is = db.prepare<[string], string>('SELECT title FROM reports WHERE id = ?').pluck().get(id) ?? '';
    if (asTyped(title) !== asTyped(is))
      throw new AppError('bad-request', '写的标题与报告的不一致，什么也没有清除。请照着报告的标题写。');
    const pieces = piecesOf(wordsOfReport(db, id));
    const search = new NeedleSearch(pieces);
    const along = goesAlong(db, id);
    for (const words of wordsOfOthers(db, id, along))
      for (const piece of search.in(Buffer.from(words))) pieces.delete(piece);
    const plan: ErasePlan = { id, words: null, eraser, along, pieces: [...pieces], deleteClosed };
    writePlan(dataDir, plan);
    rememberErased(dataDir, plan);
    return plan;
  } finally {
    db.close();
  }
}

export type EraseWordsWish = Omit<EraseWish, 'title'> & { words: string };

/**
 * The same for a passage that is no longer in a report's text.
 * Throws AppError('not-ready') where it is still there, or was signed: nothing is done then.
 */
export async function planWords(wish: EraseWordsWish): Promise<ErasePlan> {
  const { dataDir, id, words, eraser, deleteClosed } = wish;
  const db = openToErase(join(dataDir, DATABASE));
  try {
    if (!holdsReport(db, id))
      throw new AppError('not-found', '没有找到这份报告，什么也没有清除。请回首页看看。');
    refuseWords(findWords(db, id, words));
    const originals = await originalsWith(db, dataDir, id, new NeedleSearch([words]));
    const pieces = new Set([words, ...piecesOf([words])]);
    const search = new NeedleSearch(pieces);
    const along = { assets: [], originals, phrases: [] };
    // What other reports say stays theirs, the passage as a whole excepted: that it is still there has to be told.
    for (const other of wordsOfOthers(db, id, along))
      for (const piece of search.in(Buffer.from(other))) if (piece !== words) pieces.delete(piece);
    const plan: ErasePlan = { id, words, eraser, along, pieces: [...pieces], deleteClosed };
    writePlan(dataDir, plan);
    return plan;
  } finally {
    db.close();
  }
}

/** Does in the database itself what the plan says. Doing it again finishes what was broken off. */
export function eraseInDatabase(dataDir: string, plan: ErasePlan): { clean: boolean } {
  const db = openToErase(join(dataDir, DATABASE));
  try {
    if (plan.words === null) eraseReport(db, plan.id, plan.eraser, plan.along);
    else eraseWords(db, plan.id, plan.words, plan.eraser, plan.along.originals);
    const clean = scrub(db);
    const kept = db.prepare('SELECT 1 FROM originals WHERE hash = ?');
    for (const hash of plan.along.originals)
      if (kept.get(hash) === undefined) wipeFile(join(dataDir, 'originals', hash));
    return { clean };
  } finally {
    db.close();
  }
}

/** The same while the program is open: a backup has just been put in. */
export function eraseAgainIn(dataDir: string): number {
  const db = openToErase(join(dataDir, DATABASE));
  try {
    return eraseAgain(db, dataDir);
  } finally {
    db.close();
  }
}
