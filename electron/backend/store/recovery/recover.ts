import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { RecoveryChoice, RecoveryState } from '../../../../shared/contract/recovery.ts';
import { backupFolder, catalogueOf, isUsable } from '../backups/catalogue.ts';
import { readyCopy } from '../backups/ready-copy.ts';
import { setAside, setAsideIn } from '../backups/set-aside.ts';
import { removeDatabase } from '../base/unfinished.ts';
import { migrate, refuseNewer } from '../base/migrate.ts';
import { isDamage } from '../base/sqlite-errors.ts';
import { moveThrough } from '../base/write-through.ts';
import { localTime } from '../../../../shared/text/local-time.ts';
import { forgetNote } from '../base/progress-note.ts';
import { addNotice, removeNotices } from '../base/notices.ts';
import { checkDatabase } from './full-check.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { wasInUse } from './traces.ts';
import { DATABASE, isEmptyFile } from '../base/database-file.ts';

export type Chosen = { kind: 'salvage' } | { kind: 'backup'; name: string } | { kind: 'empty' };

const RECOVERING = `${DATABASE}.recovering`;

/** What is wrong with a data folder's database at first sight; null where it can be opened, or was never there. */
export function problemOf(dataDir: string): 'missing' | 'damaged' | null {
  const file = join(dataDir, DATABASE);
  if (!existsSync(file) || isEmptyFile(file)) return wasInUse(dataDir, file) ? 'missing' : null;
  let db: Db | null = null;
  try {
    db = openDb(file, { readonly: true, fileMustExist: true, timeout: 200 });
    const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
    if (tables === 0) return 'missing';
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search_index'").get())
      db.prepare('SELECT 1 FROM search_index LIMIT 1');
    return null;
  } catch (error) {
    return isDamage(error) ? 'damaged' : null;
  } finally {
    db?.close();
  }
}

/**
 * What the data can be brought back to, the best first: put together out of everything, or one of the backups as it
 * is. Reads everything; changes nothing.
 */
export function choicesOf(dataDir: string): RecoveryChoice[] {
  const target = join(dataDir, `${RECOVERING}-look`);
  const choices: RecoveryChoice[] = [];
  const all = catalogueOf(dataDir);
  const backups = all.filter(isUsable);
  const file = join(dataDir, DATABASE);
  // Without a database, and with one backup that is whole, putting together would only say the same again.
  const sources = all.length + setAsideIn(dataDir).length;
  if (
    existsSync(file) ||
    sources > 1 ||
    (sources === 1 && !backups.some((one) => isIntact(one.file, dataDir)))
  ) {
    try {
      const found = salvage(dataDir, file, target);
      if (existsSync(target) && found.reports + found.inBin > 0) {
        const { reports, inBin, newestChange } = found;
        choices.push({ kind: 'salvage', reports, inBin, newestChange, losses: lossesOf(found) });
      }
    } finally {
      removeDatabase(target);
    }
  }
  for (const { file: path, madeAt, facts } of backups) {
    if (!facts) continue;
    const { reports, inBin, newestChange } = facts;
    choices.push({ kind: 'backup', name: basename(path), madeAt, reports, inBin, newestChange });
  }
  choices.push({ kind: 'empty' });
  return choices;
}

/** Whether every letter of a backup is as it was stored; SQLite looks at pages only. */
function isIntact(file: string, dataDir: string): boolean {
  const db = openDb(file, { readonly: true, fileMustExist: true });
  try {
    const { reports, elsewhere } = checkDatabase(db, dataDir);
    return reports.length === 0 && !elsewhere;
  } finally {
    db.close();
  }
}

/**
 * Throws AppError('newer-database') where the data are whole and a later program's: put together by this one, they would
 * be without all that it does not know.
 */
function mustNotBeNewer(dataDir: string): void {
  const file = join(dataDir, DATABASE);
  if (!existsSync(file)) return;
  let db: Db | null = null;
  try {
    db = openDb(file, { readonly: true, fileMustExist: true, timeout: 200 });
    refuseNewer(db, dataDir);
  } catch (error) {
    // What can't be read has no version, and is what recovering is for.
    if (error instanceof AppError && error.code === 'newer-database') throw error;
  } finally {
    db?.close();
  }
}

/**
 * What is wrong and what can be done, in the words of the program.
 * Throws AppError('newer-database').
 */
export function lookAt(dataDir: string, open: boolean): RecoveryState {
  mustNotBeNewer(dataDir);
  const problem = problemOf(dataDir);
  const text =
    problem === 'missing'
      ? `没有找到数据文件 ${DATABASE}，但这个文件夹里有以前的数据（${dataDir}）。请选择恢复到哪一份；在您选择之前，什么也不会改动。`
      : problem === 'damaged'
        ? `数据文件已损坏，打不开（${dataDir}）。请选择恢复到哪一份；损坏的文件会移到 damaged 文件夹保留，不会删除。`
        : '';
  return { problem: problem ?? (open ? 'damaged' : 'none'), text, choices: choicesOf(dataDir) };
}

const nameOf = (title: string): string => `《${title || '无题'}》`;

/** What could not be saved, a line each. */
export function lossesOf({ shortened, doubtful, lost, gaps }: Salvaged): string[] {
  return [
    ...lost.map(({ title }) => `${nameOf(title)}：正文读不出来，没能救回`),
    ...shortened.map(
      ({ title, missing, until }) =>
        `${nameOf(title)}：最后 ${missing} 次保存没能救回${until === null ? '' : `，恢复到 ${localTime(until)}`}`,
    ),
    ...doubtful.map(({ title }) => `${nameOf(title)}：有的字可能被改动过，请通读一遍`),
    ...(gaps.length > 0 ? [`${gaps.join('、')}可能不全`] : []),
  ];
}

/**
 * Puts the chosen state in the place of the database. What is there is set aside and kept, with its log. The database
 * must be closed. What was done stays as a notice until somebody has read it; answers with its text.
 * Throws AppError: 'unavailable' while another process has it open, 'newer-database', 'not-found', 'damaged-file', 'damaged-database'.
 */
export async function recover(dataDir: string, choice: Chosen, now: Date): Promise<string> {
  const file = join(dataDir, DATABASE);
  const partial = join(dataDir, RECOVERING);
  mustNotBeNewer(dataDir);
  mustBeAlone(file);
  removeDatabase(partial);
  let text: string;
  let lines: string[] = [];
  try {
    if (choice.kind === 'salvage') {
      const found = salvage(dataDir, file, partial);
      if (!existsSync(partial))
        throw new AppError(
          'damaged-database',
          '没能把数据拼起来，什么也没有改动。请改选一份备份；不要删除数据文件夹。',
        );
      lines = lossesOf(found);
      const when = found.newestChange === null ? '' : `，最近的改动是 ${localTime(found.newestChange)}`;
      text = `数据已逐份救回：${found.reports} 份报告${when}。${lines.length === 0 ? '没有缺少内容。' : '下面这些请核对。'}`;
    } else if (choice.kind === 'backup') {
      const backup = catalogueOf(dataDir).find((one) => basename(one.file) === choice.name && isUsable(one));
      if (!backup?.facts)
        throw new AppError(
          'not-found',
          `没有这份备份，或它也已损坏，什么也没有改动：${join(backupFolder(dataDir), choice.name)}。请改选一份。`,
        );
      const { reports, newestChange } = backup.facts;
      renameSync(await readyCopy(dataDir, backup.file, { how: 'unreadable' }), partial);
      const holds = newestChange === null ? '' : `，最近的改动是 ${localTime(newestChange)}`;
      text = `数据已换成 ${localTime(backup.madeAt)} 的备份：${reports} 份报告${holds}。这以后写的内容不在里面，请核对。`;
    } else text = '按您的选择，从空白开始。';
    const aside = setAside(dataDir, now);
    if (choice.kind === 'empty') {
      // So that nobody is asked again: there is a database, and nothing in it.
      const db = openDb(partial);
      migrate(db, dataDir);
      db.close();
    }
    forgetNote(dataDir);
    moveThrough(partial, file);
    if (aside !== null) text += `原来的文件保留在 ${aside}。`;
  } catch (error) {
    removeDatabase(partial);
    throw error;
  }
  removeNotices(dataDir, ({ kind }) => kind !== 'recovered');
  addNotice(dataDir, { kind: 'recovered', at: now.toISOString(), text, lines });
  return text;
}

/** Throws AppError('unavailable') while somebody else has the database open. Leaves it as it is. */
function mustBeAlone(file: string): void {
  if (!existsSync(file)) return;
  let db: Db | null = null;
  try {
    db = openDb(file, { readonly: true, fileMustExist: true, timeout: 200 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    // Damaged, or not to be locked by somebody who only reads: both mean that nobody else is there.
    if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY'))
      throw new AppError(
        'unavailable',
        '年述在别处还开着，没有恢复，什么也没有改动。请先关闭其他年述窗口，再恢复。',
        { cause: error },
      );
  } finally {
    db?.close();
  }
}
