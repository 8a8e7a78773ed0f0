import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { Db } from '../sqlite/port.ts';
import { backupFolder } from './backups/catalogue.ts';
import { addNotice } from './base/notices.ts';
import { STORE_VERSION } from './base/migrate.ts';
import { asAppError } from './base/sqlite-errors.ts';
import { writtenBy } from './base/program-note.ts';

/** Name of the backups that are made before data are brought up to date, before the time. */
export const BEFORE_UPGRADE = 'nianshu-before-upgrade';

const KEY = 'program';

export type Opening = { dataDir: string; now: Date; program: string };

/**
 * Notes in the data which version of the program has them, and tells whoever opens them once that they were brought up
 * to date: from which version, and where the backup of before is. A program that was ended between the upgrade and the
 * note is made up for at the next start.
 * @param backup made just now, before the upgrade; null where the data were up to date
 */
export function noteProgram(db: Db, { dataDir, now, program }: Opening, backup: string | null): void {
  const before = writtenBy(db);
  if (backup !== null || (before !== null && before.store < STORE_VERSION)) {
    const file = backup ?? newestBefore(dataDir);
    const from = before === null || before.version === program ? '' : `从 ${before.version} `;
    const kept = file === null ? '' : `升级前的备份：${file}。`;
    addNotice(dataDir, {
      kind: 'upgraded',
      at: now.toISOString(),
      text: `年述${from}升级到 ${program}，数据已一起升级，内容没有变，可以照常写。${kept}旧版打不开升级后的数据；要退回旧版，请用这份备份恢复。`,
    });
  }
  if (before?.version === program && before.store === STORE_VERSION) return;
  try {
    note(db, program);
  } catch (error) {
    // A full disk keeps nobody from reading; it is told where something is saved, and the note is made the next time.
    if (!(asAppError(error, dataDir) instanceof AppError)) throw error;
  }
}

function note(db: Db, program: string): void {
  db.transaction(() => {
    // Behind the lock: another process may be saving just now, and its changes count.
    const changes = db.prepare<[], number>('SELECT changes FROM store_state').pluck().get() ?? 0;
    db.prepare(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(KEY, JSON.stringify({ version: program, store: STORE_VERSION }));
    // It is about the data and none of them: no copy is behind for it.
    db.prepare('UPDATE store_state SET changes = ?').run(changes);
  }).immediate();
}

/** The newest backup of before an upgrade: their names are in the order of time. */
function newestBefore(dataDir: string): string | null {
  try {
    const folder = backupFolder(dataDir);
    const name = readdirSync(folder)
      .filter((one) => one.startsWith(BEFORE_UPGRADE) && one.endsWith('.db'))
      .sort()
      .at(-1);
    return name === undefined ? null : join(folder, name);
  } catch {
    return null;
  }
}
