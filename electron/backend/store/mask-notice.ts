import type { Db } from '../sqlite/port.ts';
import { addNotice } from './base/notices.ts';

/** The version of the database from which on masks are as long for every value (migrations/0016). */
const SAME_LENGTH = 16;

const TEXT =
  '公开版的遮盖改了：以前几个字就是几个 *，让人看得出数字的大小；现在一律两个 *。已经签发的版本不变。要改回去，请在导出窗口的“版式设置”里选。';

/** Whether this database, which is to be brought up to date, has masks as long as the values and reports that use them. */
export function masksByWidth(db: Db): boolean {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version >= SAME_LENGTH) return false;
  if (db.prepare('SELECT 1 FROM reports LIMIT 1').get() === undefined) return false;
  // The first version had no settings.
  if (version < 2) return true;
  const mask = db
    .prepare<[], string>("SELECT json_extract(value, '$.mask') FROM settings WHERE key = 'editions'")
    .pluck()
    .get();
  return mask !== 'fixed';
}

/** Tells once that masks are no longer as long as the values. */
export function tellOfMask(dataDir: string, now: Date): void {
  addNotice(dataDir, { kind: 'mask', at: now.toISOString(), text: TEXT });
}
