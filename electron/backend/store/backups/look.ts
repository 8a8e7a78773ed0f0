import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { filesIn, type BackupFile } from './catalogue.ts';
import { placesToLook } from './places.ts';
import { describeSealed, secondFiles } from './second-files.ts';
import { SEALED } from './second-folder.ts';

/** Of a folder with ten thousand files only the first are looked into. */
const MOST_FILES = 500;

/** Backups in a folder, and in our own folders there, or the one file; without a path, wherever people keep them. */
export async function lookFor(dataDir: string, path: string | null): Promise<BackupFile[]> {
  const found = await Promise.all(
    (path === null ? placesToLook(dataDir) : [path]).map((place) => look(place)),
  );
  return found.flat();
}

async function look(place: string): Promise<BackupFile[]> {
  try {
    if (statSync(place).isFile()) {
      refuseOthers(place);
      return place.endsWith(SEALED)
        ? [await describeSealed(place, basename(place))]
        : filesIn(dirname(place), true).filter(({ file }) => file === place);
    }
    const names = readdirSync(place).slice(0, MOST_FILES);
    const own = names.filter(
      (name) => name.startsWith('年述备份-') && statSync(join(place, name)).isDirectory(),
    );
    const sealed = names.filter((name) => name.endsWith(SEALED));
    const within = await Promise.all(own.map((name) => secondFiles(join(place, name))));
    return [
      ...filesIn(place, false),
      ...(await Promise.all(sealed.map((name) => describeSealed(join(place, name), name)))),
      ...within.flat(),
    ];
  } catch (error) {
    if (error instanceof AppError) throw error;
    // A place that is not there, or not ours to read.
    return [];
  }
}

/** Throws AppError('bad-request') for a file that by its name can be no backup. */
export function refuseOthers(file: string): void {
  if (!/\.(db|nsb)$/.test(file))
    throw new AppError(
      'bad-request',
      `这不是年述的备份：${basename(file)}。备份的文件名以 .db 或 .nsb 结尾。`,
    );
}
