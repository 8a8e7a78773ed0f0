import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { driverInWords, openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { localTime } from '../../../../shared/text/local-time.ts';
import { catalogueOf } from '../backups/catalogue.ts';
import { isSound } from '../backups/sound.ts';
import { needsMigration } from '../base/migrate.ts';
import { checkDatabase, integrityOf } from '../recovery/full-check.ts';
import { noticesOf } from '../base/notices.ts';
import { completeUntil, lacksLog } from '../recovery/openings.ts';
import { readTable } from '../recovery/read-table.ts';
import { wasInUse } from '../recovery/traces.ts';
import { missingSince } from '../base/progress-note.ts';
import { signedStoreOf, signedTroubles, unitTrouble } from './examine-signed.ts';
import { codeOf, isDamage } from '../base/sqlite-errors.ts';
import { openStore } from '../store.ts';
import { DATABASE, isEmptyFile } from '../base/database-file.ts';

/** Something that is wrong: what, and what to do about it. */
export type Trouble = { what: string; todo: string };

export type Examined = {
  problems: Trouble[];
  /** What was looked at, in words. */
  checked: string[];
};

const OLD_BACKUP_MS = 3 * 86_400_000;

/** What to do where data has to be brought back: first look, then choose. */
const LOOK =
  '用 restore 查看可以恢复到哪一份（日期、内容），再选一份；在窗口里也可以选。先不要删除任何文件。';

/**
 * Looks at everything in a data folder and changes nothing: the database with every letter in it, the record, the
 * index, the original files and the backups.
 */
export function examine(dataDir: string, now: Date): Examined {
  const found: Examined = { problems: [], checked: [driverInWords()] };
  const trouble = (what: string, todo: string): void => void found.problems.push({ what, todo });
  const file = join(dataDir, DATABASE);
  for (const { text } of noticesOf(dataDir)) trouble(text, '看过以后，用 doctor --acknowledge 标为看过。');
  if (!existsSync(file) || isEmptyFile(file)) {
    if (wasInUse(dataDir, file)) trouble(`没有数据文件：${file}`, LOOK);
    else found.checked.push(`还没有数据：${dataDir}`);
    return found;
  }
  try {
    accessSync(dataDir, constants.W_OK);
  } catch {
    trouble(`数据文件夹不能写入：${dataDir}`, '检查文件夹的权限，写不进去就保存不了。');
  }
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-doctor-'));
  let opened: Readable | null = null;
  try {
    opened = openToRead(file, folder);
    examineDatabase(opened, dataDir, now, found);
  } catch (error) {
    const { what, todo } = troubleOf(error, file);
    trouble(what, todo);
  } finally {
    opened?.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

/** A database that is only read: where it lies, or a copy of it. */
type Readable = { db: Db; file: string; lacksLog: boolean };

/**
 * Opens a database so that nothing of it changes, not even which files lie beside it: one without its log is looked
 * at in a copy, and so is one in a folder that can't be written to.
 */
function openToRead(file: string, folder: string): Readable {
  const lacking = lacksLog(file);
  if (!lacking) {
    try {
      return { ...tryOpen(file), lacksLog: false };
    } catch (error) {
      if (!/^SQLITE_(?:CANTOPEN|READONLY)/.test(codeOf(error))) throw error;
    }
  }
  const copy = join(folder, DATABASE);
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return { ...tryOpen(copy), lacksLog: lacking };
}

function tryOpen(file: string): { db: Db; file: string } {
  const db = openDb(file, { readonly: true, fileMustExist: true, timeout: 2000 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { db, file };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Only what SQLite calls damage is called damage: a lock or a missing permission says nothing of what is stored. */
function troubleOf(error: unknown, file: string): Trouble {
  const code = codeOf(error);
  if (isDamage(error)) return { what: `数据文件已损坏，打不开：${file}`, todo: LOOK };
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code))
    return {
      what: `数据文件正被另一个程序占用，没有检查：${file}`,
      todo: '这不是损坏，数据不用恢复。关闭占用它的程序（备份、同步、杀毒软件等），再检查一次。',
    };
  if (/^(?:EACCES|EPERM|SQLITE_(?:CANTOPEN|READONLY|PERM|AUTH))/.test(code))
    return {
      what: `没有权限读取数据文件，没有检查：${file}`,
      todo: '这不是损坏，数据不用恢复。检查文件和文件夹的权限，再检查一次。',
    };
  throw error;
}

function examineDatabase(
  { db, file, lacksLog: lacking }: Readable,
  dataDir: string,
  now: Date,
  found: Examined,
): void {
  const trouble = (what: string, todo: string): void => void found.problems.push({ what, todo });
  if (db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) {
    trouble(`数据文件里什么也没有：${join(dataDir, DATABASE)}`, LOOK);
    return;
  }
  const until = lacking ? completeUntil(db) : null;
  if (until !== null)
    trouble(
      `数据文件旁边少了 ${DATABASE}-wal：${localTime(until)} 以后写的内容可能不在里面`,
      '先不要打开年述：回到原来的电脑或文件夹，把 nianshu.db-wal 也取来，放在一起再打开；或用那里的 backup 另做一份。',
    );
  if (needsMigration(db)) {
    if (integrityOf(db).length > 0) trouble(`数据文件有损坏：${join(dataDir, DATABASE)}`, LOOK);
    found.checked.push('数据是较早的版本：下次打开年述时先备份，再升级，之后再检查一次');
    return;
  }
  const check = checkDatabase(db, dataDir);
  for (const { id, title, what } of check.reports)
    trouble(`报告“${title || id}”（${id}）：${what}`, `其他报告不受影响。${LOOK}`);
  if (check.elsewhere) trouble(`数据文件有损坏：${file === join(dataDir, DATABASE) ? file : dataDir}`, LOOK);
  for (const { report, name, how } of check.files)
    trouble(`“${report}”的原文件“${name}”${how}`, '报告本身不受影响。手里还有这个文件的，重新导入即可补回。');
  if (check.index) trouble('检索索引已损坏，检索可能漏掉内容', REBUILD);
  if (check.behind)
    trouble(
      `有一份备份比现在的数据还新：${check.behind.file}`,
      '现在的数据文件可能被换成了旧的，或丢了最后一段。用 restore 查看两边各有什么，再决定要不要换回来。',
    );
  const missing = lacking ? null : missingSince(db, dataDir);
  if (missing)
    trouble(
      `数据文件里少了最后一段：${localTime(missing.at)} 存过的内容不全在里面`,
      `数据文件可能被换成了旧的（请把原来的放回去），或磁盘丢了 ${DATABASE}-wal 的末尾。${LOOK}`,
    );
  if (check.reports.length === 0 && !check.elsewhere)
    found.checked.push(`数据文件完好（${(statSync(file).size / 1e6).toFixed(1)} MB）`);
  examineSigned(db, dataDir, now, found);
  if (!check.index && !check.elsewhere) examineIndex(db, found);
  found.checked.push(`${count(db, 'SELECT count(*) AS n FROM originals')} 个原文件的校验值`);
  examineBackups(dataDir, now, found);
}

function examineSigned(db: Db, dataDir: string, now: Date, found: Examined): void {
  const store = signedStoreOf(db, dataDir, now);
  const reports: { id: string; title: string }[] = [];
  readTable(db, 'reports', ['id', 'title', 'removed_at'], (row) => {
    const { id, title, removed_at: removed } = row as Record<string, string | null>;
    if (removed === null && id) reports.push({ id, title: title || id });
  });
  // The connection answers nothing else while a table is being read.
  for (const { id, title } of reports)
    for (const what of signedTroubles(store, id))
      found.problems.push({ what: `报告“${title}”（${id}）：${what.replace(/。$/, '')}`, todo: SIGNED_TODO });
  const unit = unitTrouble(store);
  if (unit !== '') found.problems.push({ what: `本单位的${unit.replace(/。$/, '')}`, todo: SIGNED_TODO });
  found.checked.push(`${reports.length} 份报告的正文、签发和办理记录`);
}

const SIGNED_TODO = '有人绕过年述改动过数据文件。用 verify 核验，与备份核对，再决定从哪一份恢复。';

const count = (db: Db, sql: string): number => {
  try {
    return db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
  } catch {
    return 0;
  }
};

const REBUILD = '用 doctor --rebuild-index 重建检索索引，报告不会改动。';

function examineIndex(db: Db, found: Examined): void {
  const passages = count(db, 'SELECT count(*) AS n FROM search_passages');
  const indexed = count(db, 'SELECT count(*) AS n FROM search_index_docsize');
  if (passages !== indexed)
    found.problems.push({
      what: `检索索引与正文不一致（${indexed} 段，应为 ${passages} 段）`,
      todo: REBUILD,
    });
  else found.checked.push(`检索索引（${passages} 段）`);
}

function examineBackups(dataDir: string, now: Date, found: Examined): void {
  const backups = catalogueOf(dataDir).map((one) => one.file);
  const broken = backups.filter((one) => !isSound(one));
  for (const one of broken)
    found.problems.push({
      what: `备份已损坏：${one}`,
      todo: '里面也许还有能救的内容，先不要删去；下次打开年述会另做一份。',
    });
  const newest = backups.find((one) => !broken.includes(one));
  const age = newest === undefined ? Infinity : now.getTime() - statSync(newest).mtimeMs;
  if (newest === undefined || age > OLD_BACKUP_MS)
    found.problems.push({
      what: newest === undefined ? '还没有备份' : '最近的备份已是三天以前的',
      todo: '打开一次年述会自动备份；或用 backup 存一份到别的盘。',
    });
  else found.checked.push(`${backups.length} 份备份`);
  const damaged = join(dataDir, 'damaged');
  if (existsSync(damaged) && readdirSync(damaged).length > 0)
    found.checked.push(`曾经损坏的数据文件留在 ${damaged}，确认不再需要后可以删去`);
}

/** Throws the index away and makes it again from the reports. */
export async function rebuildIndex(dataDir: string, now: Date): Promise<void> {
  const store = await openStore(dataDir, () => now);
  try {
    store.search.forget();
    while (!store.search.catchUp(1000));
  } finally {
    await store.close();
  }
}
