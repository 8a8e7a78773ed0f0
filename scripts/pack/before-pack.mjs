import { fileURLToPath } from 'node:url';

import { prepareDrivers } from './drivers.ts';

/** What electron-builder calls before it packs, however it was started: our own drivers lie where its files look for them. */
export default async function beforePack({ electronPlatformName }) {
  if (electronPlatformName === 'linux')
    await prepareDrivers(fileURLToPath(new URL('../..', import.meta.url)));
}
