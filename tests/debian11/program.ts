import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { projectNode, root as project } from '../../scripts/lib/paths.mjs';

const PLACE = 'opt/nianshu';
const DRIVER = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';

/** What the program is started with there. */
export const NODE = `/${PLACE}/bin/node`;
export const COMMAND_LINE = `/${PLACE}/electron/shells/cli/main.ts`;
export const BROWSER_SHELL = `/${PLACE}/electron/shells/loopback/main.ts`;

/** The one library that is no dependency of the program and is loaded where a browser prints. */
const PRINTING = ['node_modules/playwright', 'node_modules/playwright-core'];

/**
 * Puts the program into a root as it lies here, built, with the libraries that it depends on and the project's Node.
 * @param driver the database driver; that of the package if none is given
 */
export function putProgram(root: string, driver: string | null): void {
  const place = join(root, PLACE);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(join(place, 'bin'), { recursive: true });
  const copy = (path: string): void =>
    cpSync(join(project, path), join(place, path), { recursive: true, dereference: true });
  for (const path of ['package.json', 'electron', 'shared', 'resources', 'out', ...libraries(), ...PRINTING])
    copy(path);
  cpSync(projectNode, join(place, 'bin', 'node'), { dereference: true });
  if (driver !== null) cpSync(driver, join(place, DRIVER));
}

function libraries(): string[] {
  const args = ['ls', '--omit=dev', '--all', '--parseable'];
  const listed = execFileSync('npm', args, {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const folders = listed
    .split('\n')
    .filter((line) => line.includes('node_modules'))
    .map((line) => relative(project, line));
  // A library inside of another comes along with it.
  return folders.filter((folder) => !folders.includes(dirname(dirname(folder))));
}
