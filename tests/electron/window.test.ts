import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { onReadyToClose, onStayOpen, onUnsaved } from '../../electron/main/closing.ts';
import { openWindow } from '../../electron/main/window.ts';
import { memoryLogger } from './memory-logger.ts';
import { startWithPage } from './ready-page.ts';
import { dialog, standInOf, type BrowserWindow } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-window-'));
const boundsFile = join(folder, 'window', 'bounds.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(startWithPage);
afterEach(() => vi.useRealTimers());

const open = (): BrowserWindow =>
  standInOf(
    openWindow({
      preload: '/p/preload.cjs',
      icon: '/i.png',
      boundsFile,
      devTools: false,
      hash: '#/demo',
      logger: memoryLogger(),
    }),
  );

/** True when the event was stopped. */
function stopped(window: BrowserWindow, name: string, url = ''): boolean {
  let prevented = false;
  window.webContents.emit(name, { url, preventDefault: () => (prevented = true) });
  return prevented;
}

describe('the window', () => {
  it('is a sandbox', () => {
    expect(open().options['webPreferences']).toEqual({
      preload: '/p/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('opens our page, and shows itself when there is something to see', () => {
    const window = open();
    expect(window.webContents.url).toBe('app://nianshu/#/demo');
    expect(window.options['show']).toBe(false);
    window.emit('ready-to-show');
    expect(window.visible).toBe(true);
  });

  it('stays on our page and opens no other', () => {
    const window = open();
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect(stopped(window, name, 'https://a.example/')).toBe(true);
      expect(stopped(window, name, 'file:///etc/passwd')).toBe(true);
      expect(stopped(window, name, 'app://nianshu/')).toBe(false);
    }
    expect(stopped(window, 'will-attach-webview')).toBe(true);
    expect(window.webContents.windowOpenHandler?.({ url: 'https://a.example/' } as never)).toEqual({
      action: 'deny',
    });
  });
});

describe('closing', () => {
  it('asks the page first, once, and goes when the page is ready', () => {
    const window = open();
    window.close();
    window.close();
    expect(window.webContents.sent).toEqual([{ channel: 'nianshu:closing' }]);
    onReadyToClose({ sender: window.webContents } as never);
    expect(window.destroyed).toBe(true);
  });

  it('stays open while the page asks somebody, however long, and asks again the next time', async () => {
    vi.useFakeTimers();
    const window = open();
    window.close();
    onStayOpen({ sender: window.webContents } as never);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(window.destroyed).toBe(false);
    expect(dialog.questions).toEqual([]);
    window.close();
    expect(window.webContents.sent).toHaveLength(2);
    onReadyToClose({ sender: window.webContents } as never);
    expect(window.destroyed).toBe(true);
  });

  it('closes over a page that does not answer only when somebody says so', async () => {
    vi.useFakeTimers();
    const window = open();
    window.close();
    await vi.advanceTimersByTimeAsync(4999);
    expect(dialog.questions).toEqual([]);
    dialog.response = 0;
    await vi.advanceTimersByTimeAsync(1);
    expect(dialog.questions).toHaveLength(1);
    expect(window.destroyed).toBe(false);
    dialog.response = 1;
    window.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(dialog.questions).toHaveLength(2);
    expect(window.destroyed).toBe(true);
  });

  it('holds the end of a Windows session only for what is on no disk', () => {
    const window = open();
    let held = false;
    const event = { preventDefault: () => (held = true) };
    window.emit('query-session-end', event);
    expect(held).toBe(false);
    onUnsaved({ sender: window.webContents } as never, true);
    window.emit('query-session-end', event);
    expect(held).toBe(true);
    expect(window.webContents.sent).toEqual([{ channel: 'nianshu:closing' }]);
    onUnsaved({ sender: window.webContents } as never, false);
    held = false;
    window.emit('query-session-end', event);
    expect(held).toBe(false);
  });

  it('does not ask a page that has crashed', async () => {
    const window = open();
    window.webContents.crashed = true;
    const closed = once(window, 'closed');
    window.close();
    await closed;
    expect(window.page.sent).toEqual([]);
  });

  it('remembers where the window was', () => {
    const first = open();
    first.setBounds({ x: 40, y: 30, width: 1200, height: 600 });
    first.maximize();
    first.close();
    expect(JSON.parse(readFileSync(boundsFile, 'utf8'))).toMatchObject({
      x: 40,
      width: 1200,
      maximized: true,
    });
    first.destroy();
    const second = open();
    expect(second.options).toMatchObject({ x: 40, y: 30, width: 1200, height: 600 });
    // Before there is anything to see it would show an empty window.
    expect(second.maximized).toBe(false);
    second.paint();
    expect(second.maximized).toBe(true);
  });
});
