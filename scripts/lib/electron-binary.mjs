import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheDir, root } from './paths.mjs';
import { run, say } from './run.mjs';

const electronDir = join(root, 'node_modules', 'electron');
const failureFile = join(cacheDir, 'electron-failed.json');
const TRY_FOR_MS = 180_000;
/** After a failure the download is not tried again at every start. */
const TRY_AGAIN_AFTER_MS = 7 * 24 * 3600_000;

const version = () => JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8')).version;

function installed() {
  try {
    const file = readFileSync(join(electronDir, 'path.txt'), 'utf8');
    const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronDir, 'dist'), file);
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

function failedLately() {
  try {
    const failure = JSON.parse(readFileSync(failureFile, 'utf8'));
    return failure.version === version() && Date.now() - failure.at < TRY_AGAIN_AFTER_MS;
  } catch {
    return false;
  }
}

/**
 * Path of the Electron program, downloaded if it can be had; null otherwise.
 * @param {{ again?: boolean }} options `again` tries even after a failure that is remembered
 */
export async function electronProgram({ again = false } = {}) {
  const found = installed();
  if (found) return found;
  if (!again && failedLately()) return null;
  say('正在获取 Electron…');
  const { code } = await run(process.execPath, [join(electronDir, 'install.js')], {
    quiet: true,
    timeoutMs: TRY_FOR_MS,
  });
  const now = code === 0 ? installed() : null;
  mkdirSync(cacheDir, { recursive: true });
  if (now) rmSync(failureFile, { force: true });
  else writeFileSync(failureFile, JSON.stringify({ version: version(), at: Date.now() }));
  return now;
}
