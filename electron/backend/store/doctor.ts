import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { isSound } from './backup.ts';
import { catalogueOf, newestSound } from './backups/catalogue.ts';
import { needsMigration } from './migrate.ts';
import { DATABASE } from './open-database.ts';
import { hashOf } from './original-store.ts';
import { openStore } from './store.ts';
import type { Store } from './types.ts';

/** Something that is wrong: what, and what to do about it. */
export type Trouble = { what: string; todo: string };

export type Examined = {
  problems: Trouble[];
  /** What was looked at, in words. */
  checked: string[];
};

const OLD_BACKUP_MS = 3 * 86_400_000;

/**
 * Looks at everything in a data folder and changes nothing: the database, what each report holds, the record, the
 * index, the original files and the backups.
 */
export async function examine(dataDir: string, now: Date): Promise<Examined> {
  const found: Examined = { problems: [], checked: [] };
  const trouble = (what: string, todo: string): void => void found.problems.push({ what, todo });
  const file = join(dataDir, DATABASE);
  if (!existsSync(file)) {
    const sound = newestSound(dataDir)?.file;
    if (sound !== undefined) trouble(`没有数据文件：${file}`, `用 restore 恢复最近的备份：${sound}`);
    else if (catalogueOf(dataDir).length > 0)
      trouble(`没有数据文件：${file}`, '备份也都已损坏。不要删除它们，请找人抢救。');
    else found.checked.push(`还没有数据：${dataDir}`);
    return found;
  }
  try {
    accessSync(dataDir, constants.W_OK);
  } catch {
    trouble(`数据文件夹不能写入：${dataDir}`, '检查文件夹的权限，写不进去就保存不了。');
  }
  // Before the program opens it: opening a broken one sets it aside and puts a backup in its place.
  if (!isSound(file)) {
    const sound = newestSound(dataDir)?.file;
    trouble(
      `数据文件已损坏：${file}`,
      sound === undefined
        ? '没有可用的备份。不要删除这个文件，请找人抢救。'
        : `用 restore --replace 恢复最近的好备份：${sound}`,
    );
    return found;
  }
  found.checked.push(`数据文件完好（${(statSync(file).size / 1e6).toFixed(1)} MB）`);
  if (isOlder(file)) {
    found.checked.push('数据是较早的版本：下次打开年述时先备份，再升级，之后再检查一次');
    return found;
  }
  const store = await openStore(dataDir, () => now);
  try {
    examineReports(store, found);
  } finally {
    await store.close();
  }
  const db = new Database(file, { timeout: 5000 });
  try {
    examineIndex(db, found);
    await examineOriginals(db, dataDir, found);
  } finally {
    db.close();
  }
  examineBackups(dataDir, now, found);
  return found;
}

/** Opening it would bring it up to date, which is not for a doctor to do. */
function isOlder(file: string): boolean {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return needsMigration(db);
  } finally {
    db.close();
  }
}

function examineReports(store: Store, found: Examined): void {
  const reports = store.reports.list();
  for (const { id, title } of reports) {
    const name = `“${title || id}”（${id}）`;
    try {
      store.reports.peek(id);
    } catch {
      found.problems.push({
        what: `报告${name}的正文读不出来`,
        todo: '其他报告不受影响。从备份里取回这一份：用 restore 把备份恢复到另一个文件夹，再导出。',
      });
      continue;
    }
    if (!store.record.list(id).intact)
      found.problems.push({
        what: `报告${name}的办理记录被改动过`,
        todo: '正文没有受影响；已签发的，请用 verify 核验。',
      });
  }
  found.checked.push(`${reports.length} 份报告的正文和办理记录`);
}

const REBUILD = '用 doctor --rebuild-index 重建检索索引，报告不会改动。';

function examineIndex(db: Database.Database, found: Examined): void {
  try {
    // It only reads; the transaction is there because SQLite takes it for a change.
    db.transaction(() => {
      db.exec("INSERT INTO search_index (search_index) VALUES ('integrity-check')");
    })();
  } catch {
    found.problems.push({ what: '检索索引已损坏，检索可能漏掉内容', todo: REBUILD });
    return;
  }
  const count = (sql: string): number => db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
  const passages = count('SELECT count(*) AS n FROM search_passages');
  const indexed = count('SELECT count(*) AS n FROM search_index_docsize');
  if (passages !== indexed)
    found.problems.push({
      what: `检索索引与正文不一致（${indexed} 段，应为 ${passages} 段）`,
      todo: REBUILD,
    });
  else found.checked.push(`检索索引（${passages} 段）`);
}

async function examineOriginals(db: Database.Database, dataDir: string, found: Examined): Promise<void> {
  type Row = { id: number; name: string; hash: string; size: number; report: string; inside: 0 | 1 };
  const rows = db
    .prepare<[], Row>(
      `SELECT o.id, o.name, o.hash, o.size, r.title AS report, o.bytes IS NOT NULL AS inside
       FROM originals o JOIN reports r ON r.id = o.report_id`,
    )
    .all();
  const bytes = db.prepare<[number], { bytes: Buffer }>('SELECT bytes FROM originals WHERE id = ?');
  for (const { id, name, hash, report, inside } of rows) {
    // Files of before there were hashes get theirs at the next import.
    if (hash === '') continue;
    const place = join(dataDir, 'originals', hash);
    const is = inside
      ? hashOf(bytes.get(id)?.bytes ?? new Uint8Array())
      : existsSync(place)
        ? await hashOfFile(place)
        : null;
    if (is === hash) continue;
    found.problems.push({
      what: `“${report}”的原文件“${name}”${is === null ? '不见了' : '与导入时不一样'}`,
      todo: '报告本身不受影响。手里还有这个文件的，重新导入即可补回。',
    });
  }
  found.checked.push(`${rows.length} 个原文件的校验值`);
}

function hashOfFile(place: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    createReadStream(place)
      .on('data', (chunk) => hash.update(chunk))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('hex')));
  });
}

function examineBackups(dataDir: string, now: Date, found: Examined): void {
  const backups = catalogueOf(dataDir).map((one) => one.file);
  const broken = backups.filter((one) => !isSound(one));
  for (const one of broken)
    found.problems.push({ what: `备份已损坏：${one}`, todo: '可以删去，下次打开年述会另做一份。' });
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
