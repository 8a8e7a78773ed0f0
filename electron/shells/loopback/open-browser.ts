import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { withUsersMask } from '../private-files.ts';
import { redirectPage } from './redirect-page.ts';

/** True where a window can be shown. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

export type BrowserWindow = {
  /** Resolves when the window has been closed; false when it never came up. */
  closed: Promise<boolean>;
  close(): void;
};

/**
 * Opens `url` as a window of its own. The browser gets its own profile, for this run: a running browser would
 * take the address over and this process would never learn that the window was closed.
 *
 * Every user of the machine can read a process's command line, so the address with its one-time token is not on it:
 * the browser is given a file that only this user can read, which leads on to the address.
 */
export async function openBrowser(program: string, url: string): Promise<BrowserWindow> {
  const profile = await mkdtemp(join(tmpdir(), 'nianshu-window-'));
  const entry = join(profile, 'open.html');
  await writeFile(entry, redirectPage(url), { mode: 0o600, flag: 'wx' });
  const flags = [
    `--app=${pathToFileURL(entry).href}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-sync',
    '--lang=zh-CN',
    '--disable-features=Translate',
    '--window-size=1366,800',
  ];
  // Chromium does not start as root without this; only our own page is ever shown.
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  // What the user saves out of the window is a file like any other of theirs.
  const child = withUsersMask(() => spawn(program, flags, { stdio: 'ignore' }));
  const closed = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0 || code === null));
  }).then(async (well) => {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(
      () => undefined,
    );
    return well;
  });
  return { closed, close: () => void child.kill() };
}
