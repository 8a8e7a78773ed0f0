import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { toThin } from './keep-rule.ts';
import { secondFiles } from './second-files.ts';

/**
 * Thins the copies in a second folder. Where they are encrypted, those in the clear that were brought there before go:
 * there is an encrypted one in their place.
 * @param keep the copy that was just brought
 */
export async function tidySecond({
  folder,
  keep,
  encrypted,
}: {
  folder: string;
  keep: string;
  encrypted: boolean;
}): Promise<void> {
  const files = await secondFiles(folder);
  const clear = encrypted ? files.filter(({ file }) => isClear(file)) : [];
  for (const { file } of [...clear, ...toThin(files, new Set([keep]))]) rmSync(file, { force: true });
  if (encrypted) removeClearOriginals(join(folder, 'originals'));
}

/** A copy that was brought there unencrypted. */
const isClear = (file: string): boolean => /^nianshu-.*\.db$/.test(basename(file));

/** Originals in the clear of which there is an encrypted copy. */
function removeClearOriginals(folder: string): void {
  if (!existsSync(folder)) return;
  const names = new Set(readdirSync(folder));
  for (const name of names) if (names.has(`${name}.nsb`)) rmSync(join(folder, name), { force: true });
}
