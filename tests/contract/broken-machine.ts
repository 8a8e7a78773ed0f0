import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node without its own SQLite, as some distributions build it. */
export const HIDDEN = ['--no-experimental-sqlite'];

/**
 * The program as it lies on a machine that its database library was not built for: the library's binaries are there for
 * every system and can be loaded on none. Answers with its folder, and a way to be rid of it.
 */
export function brokenMachine(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-broken-'));
  for (const part of ['electron', 'shared', 'resources', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  const modules = join(root, 'node_modules');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(modules))
    if (name !== 'better-sqlite3') symlinkSync(join(modules, name), join(folder, 'node_modules', name));
  const driver = join('node_modules', 'better-sqlite3');
  for (const part of ['lib', 'package.json'])
    cpSync(join(root, driver, part), join(folder, driver, part), { recursive: true });
  mkdirSync(join(folder, driver, 'prebuilds'));
  for (const name of readdirSync(join(root, driver, 'prebuilds')))
    writeFileSync(join(folder, driver, 'prebuilds', name), 'no program of any machine\n');
  const page = join(folder, 'out', 'renderer');
  mkdirSync(page, { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>年述</title>');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
