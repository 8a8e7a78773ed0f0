import { join } from 'node:path';

import type { Platform } from './targets.ts';

/** The file of electron-builder's configuration for a platform. */
export const configFile = (platform: Platform): string =>
  platform === 'linux' ? 'electron-builder.linux.yml' : 'electron-builder.yml';

/** Where the drivers that we build lie when electron-builder packs, inside the project. */
export const DRIVERS = join('.cache', 'pack', 'drivers');
