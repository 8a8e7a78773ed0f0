import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { DRIVERS } from './builder-config.ts';

/** Drivers for Linux, where electron-builder.linux.yml looks for them. */
export async function prepareDrivers(root: string): Promise<void> {
  const folder = join(root, DRIVERS);
  mkdirSync(folder, { recursive: true });
  for (const name of ['linux-x64.node', 'linux-arm64.node'])
    copyFileSync(join(root, 'node_modules/better-sqlite3/prebuilds', name), join(folder, name));
  await Promise.resolve();
}
