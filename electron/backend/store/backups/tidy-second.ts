import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { removeUnfinished } from '../base/unfinished.ts';
import { toThin } from './keep-rule.ts';
import { secondFiles } from './second-files.ts';

/**
 * Thins the copies in a second folder. Where they are encrypted, those in the clear that were brought there before go:
 * there is an encrypted one in their place.
 * Files that a program had begun there and was ended over go, too.
 * @param keep the copy that was just brought
 * @param at ISO time
 */
export async function tidySecond({
  folder,
  keep,
  encrypted,
  at,
}: {
  folder: string;
  keep: string;
  encrypted: boolean;
  at: string;
}): Promise<void> {
  const files = await secondFiles(folder);
  const clear = encrypted ? files.filter(({ file }) => isClear(file)) : [];
  for (const { file } of [...clear, ...toThin(files, new Set([keep]))]) rmSync(file, { force: true });
  const originals = join(folder, 'originals');
  if (encrypted) removeClearOriginals(originals);
  removeUnfinished([folder, originals], new Date(at));
}

/** A copy that was brought there unencrypted. */
const isClear = (file: string): boolean => /^nianshu-.*\.db$/.test(basename(file));

/** Originals in the clear of which there is an encrypted copy. */
function removeClearOriginals(folder: string): void {
  if (!existsSync(folder)) return;
  const names = new Set(readdirSync(folder));
  for (const name of names) if (names.has(`${name}.nsb`)) rmSync(join(folder, name), { force: true });
}
