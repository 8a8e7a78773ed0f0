import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectNode, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { writeMadeUpElectron } from './made-up-electron.ts';
import { TARGETS, type Platform } from './targets.ts';

export const electronVersion = (): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string })
    .version;

/** Writes a made-up distribution of Electron for every target into a folder, under the names that electron-builder looks for. */
export function writeDistributions(folder: string): void {
  for (const target of TARGETS) writeMadeUpElectron(folder, electronVersion(), target);
}

/**
 * Has electron-builder pack a platform for both kinds of machine, without an installer around it.
 * @param distributions folder with distributions of Electron
 * @param output folder for `linux-unpacked` and so on
 * @throws Error with what electron-builder said last
 */
export async function packUnpacked(platform: Platform, distributions: string, output: string): Promise<void> {
  const { code, output: said } = await run(
    projectNode,
    [join(root, 'scripts/pack/unpack-main.ts'), platform, distributions, output],
    { quiet: true },
  );
  if (code !== 0)
    throw new Error(`electron-builder 没有打成 ${platform} 的包：\n${said.trim().slice(-2000)}`);
}
