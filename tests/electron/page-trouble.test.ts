import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { answerPageRequest } from '../../electron/main/page.ts';
import { openWindow } from '../../electron/main/window.ts';
import { memoryLogger } from './memory-logger.ts';
import { startWithPage } from './ready-page.ts';
import { dialog, standInOf, type BrowserWindow } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-trouble-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let logger = memoryLogger();
let window: BrowserWindow;
beforeEach(() => {
  startWithPage();
  logger = memoryLogger();
  window = standInOf(
    openWindow({
      preload: '/p',
      icon: '/i',
      boundsFile: join(folder, 'bounds.json'),
      devTools: false,
      hash: '#/report/1',
      logger,
    }),
  );
});

const STOPPED = 'app://nianshu/stopped';
const crash = (times: number): void => {
  for (let i = 0; i < times; i += 1) window.page.crash();
};
/** What was asked has been answered. */
const answered = (questions: number): Promise<unknown> =>
  vi.waitUntil(() => dialog.questions.length >= questions);

describe('a page that crashes', () => {
  it('is loaded again three times, each logged, and shown though it was never drawn', () => {
    crash(3);
    expect(window.page.reloads).toBe(3);
    expect(window.page.url).toBe('app://nianshu/#/report/1');
    expect(window.visible).toBe(true);
    expect(logger.logged.map(({ message }) => message)).toEqual(Array(3).fill('a page is gone'));
  });

  it('gives way at the fourth time to a page that says so in Chinese, never to white', async () => {
    crash(4);
    expect(window.page.url).toBe(STOPPED);
    const response = await answerPageRequest(new Request('http://nianshu/stopped'), folder);
    const html = await response.text();
    for (const words of ['已保存的内容都在', '重新打开', '退出']) expect(html).toContain(words);
    expect(html).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('opens again from there, with crashes counted anew', () => {
    crash(4);
    window.page.emit('did-navigate-in-page', {}, `${STOPPED}#reopen`, true);
    expect(window.page.url).toBe('app://nianshu/');
    crash(1);
    expect(window.page.reloads).toBe(4);
  });

  it('closes from there without asking a page that is gone', async () => {
    crash(4);
    window.page.crashed = false;
    window.page.emit('did-navigate-in-page', {}, `${STOPPED}#quit`, true);
    await vi.waitUntil(() => window.destroyed);
    expect(window.page.sent).toEqual([]);
  });

  it('is asked about by the system when that page goes down, too', async () => {
    dialog.response = 1;
    crash(5);
    await answered(1);
    expect(dialog.questions[0]).toMatchObject({ buttons: ['重新打开', '退出'] });
    await vi.waitUntil(() => window.destroyed);
  });

  it('while it closes goes with its window', () => {
    window.close();
    crash(1);
    expect(window.destroyed).toBe(true);
    expect(window.page.reloads).toBe(0);
  });
});

describe('a page that can’t be loaded', () => {
  it('is told, in a window that is shown', async () => {
    dialog.response = 1;
    window.page.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://nianshu/', true);
    expect(window.visible).toBe(true);
    expect(window.page.url).toBe(STOPPED);
    window.page.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', STOPPED, true);
    await answered(1);
  });

  it('is none where another address was loaded meanwhile', () => {
    window.page.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'app://nianshu/', true);
    expect(window.page.url).toBe('app://nianshu/#/report/1');
  });
});

describe('a page that hangs', () => {
  it('is asked about once, and left alone by who waits', async () => {
    dialog.response = 0;
    window.page.hang();
    window.page.hang();
    await answered(1);
    expect(dialog.questions).toHaveLength(1);
    expect(dialog.questions[0]).toMatchObject({ buttons: ['等待', '重新载入'] });
    expect(window.page.reloads).toBe(0);
  });

  it('is loaded again by who wants that, which counts as no crash', async () => {
    dialog.response = 1;
    window.page.hang();
    await vi.waitUntil(() => window.page.reloads === 1);
    crash(3);
    expect(window.page.url).toBe('app://nianshu/#/report/1');
  });

  it('takes its question back when it answers again', () => {
    window.page.hang();
    const { signal } = dialog.questions[0] as { signal: AbortSignal };
    window.page.recover();
    expect(signal.aborted).toBe(true);
  });

  it('is not asked about while its window closes, nor after it is gone', async () => {
    window.close();
    window.page.hang();
    expect(dialog.questions).toEqual([]);
    window.destroy();
    window.page.hang();
    await Promise.resolve();
    expect(window.page.reloads).toBe(0);
  });
});
