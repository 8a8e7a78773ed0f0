import { once } from 'node:events';

import { describe, expect } from 'vitest';

import { app, BrowserWindow, session, startReady } from '../stand-in.ts';
import { ruleWhenReady } from './rule.ts';

const GONE = new TypeError('Object has been destroyed');
const stop = (event: Event): void => event.preventDefault();

describe('a window', () => {
  ruleWhenReady('window.close', async () => {
    const window = new BrowserWindow();
    window.once('close', stop);
    window.close();
    await Promise.resolve();
    expect(window.isDestroyed()).toBe(false);
    const closed = once(window, 'closed');
    window.close();
    expect(window.isDestroyed()).toBe(false);
    await closed;
    expect(BrowserWindow.getAllWindows()).toEqual([]);
  });

  ruleWhenReady('window.destroy', () => {
    const window = new BrowserWindow();
    const heard: string[] = [];
    for (const name of ['close', 'closed']) window.on(name, () => heard.push(name));
    window.on('close', stop);
    window.destroy();
    expect(heard).toEqual(['closed']);
  });

  ruleWhenReady('window.closed', () => {
    const window = new BrowserWindow();
    const { id, page } = window;
    const tried: unknown[] = [];
    window.on('closed', () => {
      try {
        window.getBounds();
      } catch (error) {
        tried.push(error);
      }
    });
    window.destroy();
    expect(tried).toEqual([GONE]);
    for (const use of [
      () => window.show(),
      () => window.close(),
      () => window.destroy(),
      () => window.isVisible(),
      () => window.webContents,
      () => window.loadURL('about:blank'),
    ])
      expect(use).toThrow(GONE);
    expect(window.isDestroyed()).toBe(true);
    expect(window.id).toBe(id);
    expect(BrowserWindow.fromId(id)).toBeNull();
    expect(BrowserWindow.fromWebContents(page)).toBeNull();
  });

  ruleWhenReady('window.session-end', () => {
    const window = new BrowserWindow();
    const heard: string[] = [];
    for (const name of ['query-session-end', 'session-end']) window.on(name, () => heard.push(name));
    window.once('query-session-end', stop);
    expect(window.sessionEnds()).toBe(true);
    expect(heard).toEqual(['query-session-end']);
    expect(window.sessionEnds(['shutdown'])).toBe(false);
    expect(heard).toEqual(['query-session-end', 'query-session-end', 'session-end']);
  });
});

describe('a page', () => {
  ruleWhenReady('page.destroyed', () => {
    const window = new BrowserWindow();
    const { page } = window;
    const heard: string[] = [];
    page.on('destroyed', () => heard.push('destroyed'));
    window.on('closed', () => heard.push('closed'));
    window.destroy();
    expect(heard).toEqual(['destroyed', 'closed']);
    expect(page.isDestroyed()).toBe(true);
    for (const use of [() => page.send('a'), () => page.getURL(), () => page.session, () => page.mainFrame])
      expect(use).toThrow(GONE);
  });

  ruleWhenReady('page.gone', () => {
    const { page } = new BrowserWindow();
    const heard: unknown[] = [];
    page.on('render-process-gone', (_event, details) => heard.push(details));
    app.on('render-process-gone', (_event, contents, details) => heard.push(contents === page, details));
    page.crash('oom', 9);
    expect(heard).toEqual([{ reason: 'oom', exitCode: 9 }, true, { reason: 'oom', exitCode: 9 }]);
    expect(page.isCrashed()).toBe(true);
    page.send('a');
    expect(page.sent).toEqual([]);
    page.reload();
    expect(page.isCrashed()).toBe(false);
    page.forcefullyCrashRenderer();
    expect(heard.at(-1)).toMatchObject({ reason: 'killed' });
  });

  ruleWhenReady('page.unresponsive', () => {
    const { page } = new BrowserWindow();
    const heard: string[] = [];
    for (const name of ['unresponsive', 'responsive']) page.on(name, () => heard.push(name));
    page.hang();
    page.recover();
    expect(heard).toEqual(['unresponsive', 'responsive']);
  });

  ruleWhenReady('page.context-menu', () => {
    const { page } = new BrowserWindow();
    const heard: unknown[] = [];
    page.on('context-menu', (_event, params) => heard.push(params));
    page.contextMenu({ x: 3, y: 4, isEditable: true, selectionText: '年述' });
    expect(heard).toEqual([{ x: 3, y: 4, isEditable: true, selectionText: '年述' }]);
  });

  ruleWhenReady('page.print', () => {
    const { page } = new BrowserWindow();
    const heard: unknown[][] = [];
    page.print({ silent: true }, (...how) => heard.push(how));
    page.printed[0]?.done(false, '没有打印机');
    expect(page.printed[0]?.options).toEqual({ silent: true });
    expect(heard).toEqual([[false, '没有打印机']]);
  });

  ruleWhenReady('page.load', async () => {
    const window = new BrowserWindow();
    await expect(window.loadURL('app://nianshu/')).rejects.toThrow(
      "ERR_UNKNOWN_URL_SCHEME (-302) loading 'app://nianshu/'",
    );
    session.defaultSession.protocol.handle('app', () => new Response());
    await window.loadURL('app://nianshu/');
    const loading = window.loadURL('app://nianshu/');
    window.destroy();
    await expect(loading).rejects.toThrow('ERR_FAILED');
    startReady();
  });
});
