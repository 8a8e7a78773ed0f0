import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  app,
  BrowserWindow,
  children,
  crashReporter,
  offences,
  powerMonitor,
  reset,
  runMain,
} from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const argv = [...process.argv];
const env = { ...process.env };
let folder = '';
let starts = 0;

/** Starts the program as a process of its own. */
async function start(...args: string[]): Promise<void> {
  reset();
  starts += 1;
  process.argv = ['electron', '.', '--data', folder, ...args];
  // The script runs anew each time; what it imports stays.
  const script = `../../electron/main/main.ts?start=${starts}`;
  await runMain(() => import(/* @vite-ignore */ script) as Promise<unknown>);
}
const startOpen = async (...args: string[]): Promise<BrowserWindow> => {
  await start(...args);
  await vi.waitUntil(() => BrowserWindow.all.length > 0);
  const [window] = BrowserWindow.all;
  if (!window) throw new Error('no window');
  window.paint();
  return window;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianshu-ending-'));
});
afterEach(() => {
  process.argv = argv;
  process.env = { ...env };
  for (const name of ['uncaughtException', 'unhandledRejection'] as const)
    for (const listener of process.listeners(name as never))
      if (String(listener).includes('tell(')) process.removeListener(name, listener as never);
  rmSync(folder, { recursive: true, force: true });
});

describe('the end', () => {
  it('of a program that is started again meanwhile is a new start, not a window that vanishes', async () => {
    const window = await startOpen();
    app.quit();
    window.page.say('nianshu:ready-to-close');
    expect(children[0]?.posted.at(-1)?.message).toEqual({ type: 'close' });
    app.startAgain(['electron', '.', '--demo']);
    expect(BrowserWindow.getAllWindows()).toEqual([]);
    children[0]?.spawned().exits(0);
    await vi.waitUntil(() => app.exitCode === 0);
    expect(app.relaunches).toMatchObject([{ args: ['.', '--data', folder, '--demo'] }]);
    expect(offences()).toEqual([]);
  });

  it('of the system waits until pages have saved', async () => {
    const window = await startOpen();
    expect(powerMonitor.shutdown()).toBe(true);
    expect(window.page.sent.at(-1)?.channel).toBe('nianshu:closing');
    window.page.say('nianshu:ready-to-close');
    children[0]?.spawned().exits(0);
    await vi.waitUntil(() => app.exitCode === 0);
    expect(app.relaunches).toEqual([]);
  });

  it('that takes long is still one, and starts anew what a second start named, from its own folder', async () => {
    const window = await startOpen();
    app.quit();
    // The disk is slow: nobody has said that the window stays.
    window.page.say('nianshu:closing-takes-long');
    window.page.say('nianshu:ready-to-close');
    app.startAgain(['electron', '.', '年报.docx'], folder, { files: [join(folder, '年报.docx')] });
    children[0]?.spawned().exits(0);
    await vi.waitUntil(() => app.exitCode === 0);
    expect(app.relaunches).toMatchObject([
      { args: ['.', '--data', folder, '--', join(folder, '年报.docx')] },
    ]);
  });

  it('that somebody takes back is none: the next second start finds the window', async () => {
    const window = await startOpen();
    app.quit();
    window.page.say('nianshu:stay-open');
    app.startAgain(['electron', '.']);
    expect(app.relaunches).toEqual([]);
    expect(window.isFocused()).toBe(true);
    window.destroy();
  });
});

describe('the start', () => {
  it('says who the program is, keeps crashes here and closed to others, and logs without words of reports', async () => {
    const window = await startOpen();
    expect(crashReporter.started).toEqual({ uploadToServer: false });
    expect(app.getPath('crashDumps')).toBe(join(folder, 'logs', 'crashes'));
    if (process.platform === 'linux') expect(app.desktopName).toBe('nianshu.desktop');
    const log = join(folder, 'logs', 'window.log');
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(log, 'utf8').split('\n')[0] ?? '')).toMatchObject({ message: 'started' });
    window.destroy();
  });

  it.runIf(process.platform === 'linux')(
    'is made anew, once, where Wayland is not what Chinese is typed in',
    async () => {
      Object.assign(process.env, {
        XDG_SESSION_TYPE: 'wayland',
        WAYLAND_DISPLAY: 'wayland-0',
        DISPLAY: 'near:0',
      });
      await start();
      await vi.waitUntil(() => app.exitCode === 0);
      expect(app.relaunches[0]?.args).toEqual(
        expect.arrayContaining(['--ozone-platform=x11', '--display-chosen']),
      );
      expect(BrowserWindow.all).toEqual([]);
      const window = await startOpen('--ozone-platform=x11', '--display-chosen');
      expect(app.relaunches).toEqual([]);
      window.destroy();
    },
  );

  it('opens a window also where the data folder can’t be made, so that the backend can say so', async () => {
    const whole = folder;
    writeFileSync(join(folder, 'a file'), '');
    folder = join(folder, 'a file', 'data');
    const window = await startOpen();
    expect(app.getPath('userData')).not.toContain(whole);
    window.destroy();
    folder = whole;
  });
});
