import { afterEach, describe, expect, vi } from 'vitest';

import { app, BrowserWindow, offences, runMain } from '../stand-in.ts';
import { rule, ruleWhenReady } from './rule.ts';

afterEach(() => vi.unstubAllGlobals());

const stop = (event: Event): void => event.preventDefault();

/** Notes the events of the app in the order in which they come. */
function noted(): string[] {
  const order: string[] = [];
  for (const name of ['before-quit', 'window-all-closed', 'will-quit', 'quit'])
    app.on(name, () => order.push(name));
  return order;
}

describe('paths', () => {
  rule('paths.exist', () => {
    expect(() => app.setPath('userData', '/nowhere/at/all')).toThrow('Failed to set path');
    expect(() => app.setPath('userData', 'window')).toThrow('Path must be absolute');
    app.setPath('userData', import.meta.dirname);
    expect(app.getPath('userData')).toBe(import.meta.dirname);
  });

  rule('paths.known', () => {
    expect(() => app.setPath('profile', import.meta.dirname)).toThrow('Failed to set path');
    expect(() => app.getPath('profile' as 'home')).toThrow("Failed to get 'profile' path");
    vi.stubGlobal('process', { ...process, platform: 'linux' });
    expect(() => app.getPath('recent')).toThrow("Failed to get 'recent' path");
  });
});

describe('one program', () => {
  rule('lock.second', () => {
    const heard: unknown[][] = [];
    app.on('second-instance', (_event, ...rest: unknown[]) => heard.push(rest));
    expect(app.startAgain(['nianshu'])).toBe(false);
    expect(app.requestSingleInstanceLock()).toBe(true);
    app.becomeReady();
    expect(app.startAgain(['nianshu', '/年报.docx'], '/home', { at: 1 })).toBe(true);
    expect(heard).toEqual([[['nianshu', '/年报.docx'], '/home', { at: 1 }]]);
    app.releaseSingleInstanceLock();
    app.lockHeldElsewhere = true;
    expect(app.requestSingleInstanceLock()).toBe(false);
    expect(offences()).toContain('the single instance lock was refused, and the program did not quit');
    app.quit();
    expect(offences()).toEqual([]);
  });

  rule('lock.after-ready', () => {
    const heard: boolean[] = [];
    app.requestSingleInstanceLock();
    app.on('second-instance', () => heard.push(app.isReady()));
    app.startAgain(['nianshu']);
    expect(heard).toEqual([]);
    app.becomeReady();
    expect(heard).toEqual([true]);
  });

  rule('open-file.early', async () => {
    const opened: string[] = [];
    await runMain(async () => {
      await Promise.resolve();
      app.on('open-file', (event: Event, path: string) => {
        event.preventDefault();
        opened.push(path);
      });
      app.openFile('/年报.docx');
    });
    expect(opened).toEqual(['/年报.docx']);
  });

  rule('open-file.taken', () => {
    expect(app.openFile('/a.docx')).toBe(false);
    app.on('open-file', (event: Event) => event.preventDefault());
    expect(app.openFile('/a.docx')).toBe(true);
  });
});

describe('quitting', () => {
  ruleWhenReady('quit.order', async () => {
    const order = noted();
    const window = new BrowserWindow();
    window.on('close', () => order.push('close'));
    window.on('closed', () => order.push('closed'));
    app.quit();
    // The page is unloaded first.
    expect(order).toEqual(['before-quit', 'close']);
    await vi.waitUntil(() => app.exitCode !== null);
    expect(order).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit']);
  });

  ruleWhenReady('quit.no-all-closed', async () => {
    const order = noted();
    new BrowserWindow().close();
    await vi.waitUntil(() => order.length > 0);
    expect(order).toEqual(['window-all-closed']);
    const last = new BrowserWindow();
    app.quit();
    await vi.waitUntil(() => last.isDestroyed());
    expect(order).toEqual(['window-all-closed', 'before-quit', 'will-quit', 'quit']);
  });

  ruleWhenReady('quit.by-itself', () => {
    new BrowserWindow().destroy();
    expect(app.exitCode).toBe(0);
  });

  ruleWhenReady('quit.put-off', () => {
    const order = noted();
    app.once('before-quit', stop);
    app.quit();
    expect(order).toEqual(['before-quit']);
    app.once('will-quit', stop);
    app.quit();
    expect(app.exitCode).toBeNull();
    const window = new BrowserWindow();
    window.once('close', stop);
    app.quit();
    expect(window.isDestroyed()).toBe(false);
    window.destroy();
    // A window that stayed has ended the attempt: its end later is an end like any other.
    expect(order.at(-1)).toBe('window-all-closed');
    app.quit();
    expect(app.exitCode).toBe(0);
  });

  ruleWhenReady('quit.exit', () => {
    const order = noted();
    const window = new BrowserWindow();
    window.on('close', (event: Event) => event.preventDefault());
    app.exit(3);
    expect(window.isDestroyed()).toBe(true);
    expect(order).toEqual(['quit']);
    expect(app.exitCode).toBe(3);
  });

  ruleWhenReady('quit.relaunch', () => {
    app.relaunch({ args: ['--safe'] });
    expect(app.exitCode).toBeNull();
    expect(app.relaunches).toEqual([{ args: ['--safe'] }]);
  });
});

describe('the system', () => {
  ruleWhenReady('recent.documents', () => {
    vi.stubGlobal('process', { ...process, platform: 'linux' });
    app.addRecentDocument('/a.docx');
    expect(app.getRecentDocuments()).toEqual([]);
    vi.stubGlobal('process', { ...process, platform: 'win32' });
    for (const path of ['/a.docx', '/b.docx', '/a.docx']) app.addRecentDocument(path);
    expect(app.getRecentDocuments()).toEqual(['/a.docx', '/b.docx']);
    app.clearRecentDocuments();
    expect(app.getRecentDocuments()).toEqual([]);
  });

  ruleWhenReady('windows.jump-list', () => {
    vi.stubGlobal('process', { ...process, platform: 'linux' });
    expect(() => app.setJumpList(null)).toThrow(new TypeError('app.setJumpList is not a function'));
    expect(() => app.setUserTasks([])).toThrow('app.setUserTasks is not a function');
    vi.stubGlobal('process', { ...process, platform: 'win32' });
    expect(app.setJumpList([])).toBe('ok');
    expect(app.setUserTasks([])).toBe(true);
  });
});
