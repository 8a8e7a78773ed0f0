import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { TakeFilesAnswer } from '../../electron/main/channels.ts';
import { toldToTheFirst } from '../../electron/main/open-documents.ts';
import { app, BrowserWindow, ipcMain, runMain } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-open-'));
const file = (name: string): string => {
  writeFileSync(join(folder, name), name);
  return join(folder, name);
};
const argv = [...process.argv];

beforeAll(async () => {
  process.argv = ['electron', '.', '--data', folder, '--no-sandbox', '--', file('一 总结.docx')];
  await runMain(() => import('../../electron/main/main.ts'));
  await vi.waitUntil(() => BrowserWindow.all.length > 0);
});
afterAll(() => {
  process.argv = argv;
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const page = (): BrowserWindow => {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('no window');
  return window;
};
const take = (url = 'app://nianshu/'): Promise<TakeFilesAnswer> => {
  const handler = ipcMain.handlers.get('nianshu:take-files') as ((event: unknown) => unknown) | undefined;
  const event = { sender: page().webContents, senderFrame: { url, parent: null } };
  return Promise.resolve(handler?.(event)) as Promise<TakeFilesAnswer>;
};
const names = (answer: TakeFilesAnswer): string[] =>
  answer.ok ? answer.value.files.map(({ name, bytes }) => `${name}=${Buffer.from(bytes).toString()}`) : [];
const told = (): number =>
  page().page.sent.filter(({ channel }: { channel: string }) => channel === 'nianshu:files').length;

describe('a document that is opened with the program', () => {
  it('waits for the first window to ask, and is given once, to pages of ours only', async () => {
    expect(await take('https://a.example/')).toMatchObject({ ok: false });
    expect(names(await take())).toEqual(['一 总结.docx=一 总结.docx']);
    expect(names(await take())).toEqual([]);
  });

  it('comes from a second start to the window that is there, whatever Chromium makes of the arguments', async () => {
    page().show();
    file('二.docx');
    const before = BrowserWindow.all.length;
    const data = toldToTheFirst(['--', '二.docx'], folder);
    app.startAgain(['nianshu', '--allow-file-access-from-files', '--original=1'], '/elsewhere', data);
    expect(BrowserWindow.all).toHaveLength(before);
    expect(told()).toBe(1);
    expect(names(await take())).toEqual(['二.docx=二.docx']);
    // Another version tells nothing more than its arguments: paths are from its own folder.
    app.startAgain(['electron', '.', '--no-sandbox', '二.docx'], folder);
    expect(names(await take())).toEqual(['二.docx=二.docx']);
    app.startAgain(['electron', '.'], folder, { files: 'all of them' });
    expect(names(await take())).toEqual([]);
  });

  it('opens a window where there is none any more, and no second one where it is only minimized', async () => {
    page().minimize();
    app.startAgain(['electron', '.'], folder);
    expect(BrowserWindow.getAllWindows()).toHaveLength(1);
    const { platform } = process;
    // On a Mac the program goes on without a window.
    Object.defineProperty(process, 'platform', { value: 'darwin' });
    try {
      const closed = once(page(), 'closed');
      page().destroy();
      await closed;
      app.openFile(file('零.docx'));
      expect(BrowserWindow.getAllWindows()).toHaveLength(1);
      expect(names(await take())).toEqual(['零.docx=零.docx']);
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
    }
  });

  it('comes from macOS, which is told that it was taken', async () => {
    expect(app.openFile(file('三.nsa'))).toBe(true);
    expect(names(await take())).toEqual(['三.nsa=三.nsa']);
  });

  it.each(['win32', 'darwin', 'linux'] as const)(
    'is listed by the system where that keeps a list: %s',
    async (platform) => {
      const { platform: own } = process;
      Object.defineProperty(process, 'platform', { value: platform });
      try {
        app.clearRecentDocuments();
        app.openFile(file('四.docx'));
        app.openFile(join(folder, '没有.docx'));
        expect(names(await take())).toEqual(['四.docx=四.docx']);
        expect(app.recent).toEqual(platform === 'linux' ? [] : [join(folder, '四.docx')]);
      } finally {
        Object.defineProperty(process, 'platform', { value: own });
      }
    },
  );

  it('is refused in one sentence where it can’t be read', async () => {
    app.openFile(join(folder, '没有.docx'));
    const answer = await take();
    expect(answer.ok && answer.value.refused).toEqual([
      expect.stringMatching(/^“没有\.docx”没有打开：.*。$/),
    ]);
  });
});
