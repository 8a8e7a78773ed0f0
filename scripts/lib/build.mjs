import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withLock } from './lock.mjs';
import { root } from './paths.mjs';
import { say } from './run.mjs';

/** Everything that the built program is made from. */
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
  'scripts/licences',
];
/** What a build leaves; when one of them is missing, the stamp means nothing. */
export const RESULTS = [
  'renderer/index.html',
  'main/main.js',
  'preload/preload.cjs',
  'backend/utility.js',
  'reader/reader.js',
  'care/worker.js',
  'cli/main.js',
  'cli/run.js',
  'node-reader/reader.js',
  'loopback/main.js',
  'notices/third-party-notices.txt',
];
/** Parts of the desktop program, as modes of vite.config.ts. The page is the default mode. */
const DESKTOP_PARTS = ['main', 'preload', 'utility', 'reader', 'care', 'cli', 'node-reader', 'loopback'];

const out = join(root, 'out');
const stampFile = join(out, '.stamp');

function sourceStamp() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    const stat = statSync(file);
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) visit(`${path}/${name}`);
    else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of SOURCES) visit(source);
  return hash.digest('hex');
}

const isBuilt = () => RESULTS.every((path) => existsSync(join(out, path)));

function upToDate() {
  return isBuilt() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();
}

/** The bundler, or null where it has no part for this kind of machine and a program is there that another one made. */
async function bundler() {
  try {
    return await import('vite');
  } catch (error) {
    const where = `${process.platform}-${process.arch}`;
    if (isBuilt()) {
      say(`生成工具在本机（${where}）上用不了，改用 out 文件夹里现成的程序。`);
      return null;
    }
    say(
      `程序没有生成：生成工具在本机（${where}）上用不了。请在别的计算机上运行 npm run build，把 out 文件夹拷到这里，再试。原因：${String(error.message).split('\n')[0]}`,
    );
    return process.exit(2);
  }
}

/** Builds the page and the desktop program into out/, unless nothing has changed since. */
export async function build({ force = false } = {}) {
  if (!force && upToDate()) return;
  await withLock('build', async () => {
    if (!force && upToDate()) return;
    say('正在生成程序…');
    // Taken before the build: a file that changes meanwhile makes the next start build again.
    const stamp = sourceStamp();
    const configFile = join(root, 'vite.config.ts');
    const vite = await bundler();
    if (vite === null) return;
    const { writeNotices } = await import('../licences/notices.ts');
    // Notes of which packages are in it (scripts/licences): those of parts that are no more would stay.
    rmSync(join(root, '.cache', 'bundled'), { recursive: true, force: true });
    try {
      await vite.build({ configFile, logLevel: 'error' });
      for (const mode of DESKTOP_PARTS) await vite.build({ configFile, mode, logLevel: 'error' });
      writeNotices(root);
    } catch (error) {
      say(`程序没有生成：${error.message}`);
      process.exit(2);
    }
    mkdirSync(out, { recursive: true });
    writeFileSync(stampFile, stamp);
  });
}
