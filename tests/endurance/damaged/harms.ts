import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { PAGE } from '../../store/damage.ts';
import type { Draw } from '../draw.ts';

/** What has happened to a data folder. */
export type Harm = {
  what: 'database' | 'log' | 'backup' | 'original' | 'note';
  how: 'pages' | 'bits' | 'cut' | 'gone' | 'swapped';
  /** The file, by its path in the folder. */
  file: string;
};

const WAYS = ['pages', 'bits', 'cut', 'gone'] as const;

/** Harms a folder in one to three ways; answers with what it did. */
export function harm(folder: string, draw: Draw): Harm[] {
  const done: Harm[] = [];
  const count = draw.pick([1, 1, 1, 2, 2, 3]);
  for (let at = 0; at < count; at += 1) {
    const one = draw.chance(0.12) ? allBackups(folder, draw) : [single(folder, draw)];
    done.push(...one.filter((each) => each !== null));
  }
  return done;
}

function single(folder: string, draw: Draw): Harm | null {
  const log = `${DATABASE}-wal`;
  const hasLog = existsSync(join(folder, log));
  const what = draw.pick([
    ...(['database', 'database', 'database', 'database', 'backup', 'original', 'note'] as const),
    ...(hasLog ? (['log', 'log', 'log'] as const) : []),
  ]);
  if (what === 'database') {
    if (draw.chance(0.2)) return swap(folder, draw);
    return damage(folder, { what, how: draw.pick(WAYS), file: DATABASE }, draw);
  }
  if (what === 'log') return damage(folder, { what, how: draw.pick(WAYS), file: log }, draw);
  if (what === 'note') return damage(folder, { what, how: draw.pick(WAYS), file: 'nianshu.progress' }, draw);
  const within = what === 'backup' ? 'backups' : 'originals';
  const names = readdirSync(join(folder, within));
  if (names.length === 0) return null;
  return damage(folder, { what, how: draw.pick(WAYS), file: join(within, draw.pick(names)) }, draw);
}

const allBackups = (folder: string, draw: Draw): (Harm | null)[] =>
  readdirSync(join(folder, 'backups')).map((name) =>
    damage(folder, { what: 'backup', how: draw.pick(WAYS), file: join('backups', name) }, draw),
  );

/** Somebody puts a backup in the place of the database by hand; its log may stay. */
function swap(folder: string, draw: Draw): Harm | null {
  const names = readdirSync(join(folder, 'backups'));
  if (names.length === 0) return null;
  const name = join('backups', draw.pick(names));
  copyFileSync(join(folder, name), join(folder, DATABASE));
  if (draw.chance(0.5)) rmSync(join(folder, `${DATABASE}-wal`), { force: true });
  return { what: 'database', how: 'swapped', file: name };
}

function damage(folder: string, one: Harm, draw: Draw): Harm | null {
  const file = join(folder, one.file);
  if (!existsSync(file)) return null;
  if (one.how === 'gone') {
    rmSync(file);
    return one;
  }
  const bytes = readFileSync(file);
  if (bytes.length === 0) return null;
  if (one.how === 'cut') {
    truncateSync(file, draw.below(bytes.length));
    return one;
  }
  const times = 1 + draw.below(one.how === 'pages' ? 8 : 5);
  for (let at = 0; at < times; at += 1) {
    const place = draw.below(bytes.length);
    if (one.how === 'bits') bytes[place] = (bytes[place] ?? 0) ^ (1 << draw.below(8));
    else {
      const start = Math.floor(place / PAGE) * PAGE;
      bytes.fill(draw.pick([0x5a, 0x00, 0xff]), start, Math.min(start + PAGE, bytes.length));
    }
  }
  writeFileSync(file, bytes);
  return one;
}

/** Clocks that were wrong leave wrong times on some files. */
export function touch(folder: string, time: Date, draw: Draw): void {
  for (const within of ['.', 'backups', 'originals'])
    for (const entry of readdirSync(join(folder, within), { withFileTypes: true }))
      if (entry.isFile() && draw.chance(0.5)) utimesSync(join(folder, within, entry.name), time, time);
}
