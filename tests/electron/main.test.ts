import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { app, BrowserWindow, children, ipcMain, offences, runMain, schemes, session } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-main-'));
const argv = [...process.argv];

beforeAll(async () => {
  process.argv = ['electron', '.', '--data', folder, '--demo'];
  await runMain(() => import('../../electron/main/main.ts'));
  await vi.waitUntil(() => BrowserWindow.all.length > 0);
});
afterAll(() => {
  process.argv = argv;
  rmSync(folder, { recursive: true, force: true });
});

const fromPage = (): object => ({
  sender: BrowserWindow.all[0]?.webContents,
  senderFrame: { url: 'app://nianshu/', parent: null },
});
const fromElsewhere = (): object => ({
  ...fromPage(),
  senderFrame: { url: 'https://a.example/', parent: null },
});

describe('the program', () => {
  it('sandboxes everything, and registers its schemes without letting them around any rule', () => {
    expect(app.sandboxed).toBe(true);
    expect(schemes.map(({ scheme }) => scheme)).toEqual(['app', 'print']);
    for (const { privileges } of schemes) {
      expect(
        Object.keys(privileges ?? {}).filter((name) => /bypass|cors|serviceWorkers/i.test(name)),
      ).toEqual([]);
    }
  });

  it('starts the backend on the data folder and opens one window on the demo', () => {
    expect(children).toHaveLength(1);
    expect(children[0]?.posted[0]?.message).toMatchObject({ type: 'start', dataDir: folder });
    expect(app.getPath('userData')).toBe(join(folder, 'window'));
    expect(BrowserWindow.all).toHaveLength(1);
    expect(BrowserWindow.all[0]?.webContents.url).toBe('app://nianshu/#/demo');
    expect([...session.defaultSession.handlers.keys()]).toContain('protocol:app');
  });

  it('listens to its page only', () => {
    const window = BrowserWindow.all[0];
    ipcMain.emit('nianshu:connect', fromElsewhere());
    ipcMain.emit('nianshu:ready-to-close', fromElsewhere());
    expect(window?.webContents.sent).toEqual([]);
    expect(window?.destroyed).toBe(false);
    ipcMain.emit('nianshu:connect', fromPage());
    expect(window?.webContents.sent.map(({ channel }) => channel)).toEqual(['nianshu:port']);
    expect([...ipcMain.handlers.keys()]).toEqual([
      'nianshu:save-file',
      'nianshu:paste',
      'nianshu:take-files',
      'nianshu:print-pages',
    ]);
  });

  it('does not start twice: the second start brings the window to the front, or opens the demo', () => {
    const [window] = BrowserWindow.all;
    window?.emit('ready-to-show');
    const focus = vi.spyOn(window as BrowserWindow, 'focus');
    app.emit('second-instance', {}, ['nianshu']);
    expect(focus).toHaveBeenCalledOnce();
    expect(BrowserWindow.all).toHaveLength(1);
    app.emit('second-instance', {}, ['nianshu', '--demo']);
    expect(BrowserWindow.all[1]?.webContents.url).toBe('app://nianshu/#/demo');
    BrowserWindow.all[1]?.destroy();
  });

  it('ends after the page has saved and the backend has closed, in this order', async () => {
    const [window] = BrowserWindow.all;
    const [child] = children;
    app.quit();
    expect(window?.webContents.sent.at(-1)?.channel).toBe('nianshu:closing');
    expect(child?.posted.at(-1)?.message).not.toEqual({ type: 'close' });
    ipcMain.emit('nianshu:ready-to-close', fromPage());
    expect(window?.destroyed).toBe(true);
    expect(child?.posted.at(-1)?.message).toEqual({ type: 'close' });
    expect(app.exitCode).toBeNull();
    const ended = once(app, 'quit');
    child?.exits(0);
    await ended;
    expect(app.exitCode).toBe(0);
    expect(offences()).toEqual([]);
  });
});
