import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative } from 'node:path';

import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { DRIVERS } from './builder-config.ts';

const OURS = join(root, 'scripts', 'pack', 'portable');

/** Parts of the build that run under plain Node and in a browser. */
const PARTS = ['renderer', 'loopback', 'cli', 'care', 'node-reader', 'notices'];

/** What of Playwright drives no browser: its own windows, and types. */
const NOT_OF_PLAYWRIGHT = /^(lib\/vite|types)(\/|$)|\.d\.ts$/;

/** Copies a package; `leave` says which of its paths stay behind. */
function copyPackage(tree: string, name: string, leave: (path: string) => boolean): void {
  const from = join(root, 'node_modules', name);
  cpSync(from, join(tree, 'node_modules', name), {
    recursive: true,
    filter: (path) => !leave(relative(from, path).replaceAll('\\', '/')),
  });
}

function copyDriver(tree: string): void {
  copyPackage(tree, 'better-sqlite3', (path) => /^(deps|src|prebuilds|binding\.gyp)(\/|$)/.test(path));
  const prebuilds = join(tree, 'node_modules', 'better-sqlite3', 'prebuilds');
  mkdirSync(prebuilds, { recursive: true });
  const drivers = join(root, DRIVERS);
  for (const name of existsSync(drivers) ? readdirSync(drivers) : [])
    copyFileSync(join(drivers, name), join(prebuilds, name));
}

/** The page is printed by Playwright, whose package is no more than a name for playwright-core here. */
function copyPlaywright(tree: string): void {
  copyPackage(tree, 'playwright-core', (path) => NOT_OF_PLAYWRIGHT.test(path));
  const folder = join(tree, 'node_modules', 'playwright');
  mkdirSync(folder, { recursive: true });
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/playwright/package.json'), 'utf8'),
  ) as { version: string };
  const manifest = {
    name: 'playwright',
    version,
    type: 'module',
    exports: './index.js',
    license: 'Apache-2.0',
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'index.js'), "export * from 'playwright-core';\n");
  for (const name of ['LICENSE', 'NOTICE'])
    copyFileSync(join(root, 'node_modules/playwright', name), join(folder, name));
}

/** Modes as an archive has them, whatever the umask was. */
function setModes(path: string): void {
  const stat = statSync(path);
  if (stat.isDirectory()) for (const name of readdirSync(path)) setModes(join(path, name));
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644);
}

export const portableName = (version: string): string => `nianshu-${version}-portable.tar.gz`;

/**
 * Makes the archive for machines that Electron has no program for: everything that runs under plain Node, with a command
 * that looks for one and opens the system's browser. The driver of Linux x64 and ARM64 is in it; elsewhere Node's own
 * SQLite serves. The same program and date give the same bytes.
 * @param output folder for the archive
 * @param work an empty folder to put it together in
 * @param date of every file in it
 * @returns the file
 * @throws Error with what tar said
 */
export async function makePortable(output: string, work: string, date: Date): Promise<string> {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const file = join(output, portableName(version));
  const tree = join(work, basename(file, '.tar.gz'));
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(join(tree, 'out'), { recursive: true });
  for (const part of PARTS) cpSync(join(root, 'out', part), join(tree, 'out', part), { recursive: true });
  cpSync(join(root, 'resources'), join(tree, 'resources'), {
    recursive: true,
    filter: (path) => !path.startsWith(join(root, 'resources', 'screenshots')),
  });
  copyDriver(tree);
  copyPlaywright(tree);
  copyFileSync(join(root, 'LICENSE'), join(tree, 'LICENSE'));
  writeFileSync(
    join(tree, 'package.json'),
    `${JSON.stringify({ name, version, type: 'module' }, null, 2)}\n`,
  );
  for (const own of ['nianshu', 'README.txt']) copyFileSync(join(OURS, own), join(tree, own));
  setModes(tree);
  chmodSync(join(tree, 'nianshu'), 0o755);
  mkdirSync(output, { recursive: true });
  const fixed = ['--sort=name', `--mtime=${date.toISOString()}`, '--owner=0', '--group=0', '--numeric-owner'];
  const { code, output: said } = await run(
    'tar',
    [...fixed, '--use-compress-program=gzip -n', '-cf', file, '-C', work, basename(tree)],
    { quiet: true },
  );
  rmSync(tree, { recursive: true, force: true });
  if (code !== 0) throw new Error(`tar 没有打成便携包：\n${said}`);
  return file;
}
