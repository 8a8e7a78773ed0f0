import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { buildDrivers } from '../native/build-drivers.ts';
import { DRIVERS } from './builder-config.ts';

/**
 * Lays our own drivers for Linux where electron-builder.linux.yml looks for them.
 * @throws Error with one sentence where they can't be built
 */
export async function prepareDrivers(root: string): Promise<void> {
  const folder = join(root, DRIVERS);
  mkdirSync(folder, { recursive: true });
  for (const path of Object.values(await buildDrivers())) copyFileSync(path, join(folder, basename(path)));
}
