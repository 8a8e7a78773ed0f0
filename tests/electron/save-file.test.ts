import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { saveFile } from '../../electron/main/save-file.ts';
import { BrowserWindow, dialog } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-save-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const window = new BrowserWindow({});
const event = (url = 'app://nianshu/'): never =>
  ({ sender: window.webContents, senderFrame: { url, parent: null } }) as never;
const bytes = new Uint8Array([1, 2, 3]);

beforeEach(() => {
  dialog.asked.length = 0;
  dialog.answer = { canceled: false, filePath: join(folder, '总结.docx') };
});

describe('saving a file', () => {
  it('writes where the user says, and leaves nothing else', async () => {
    const answer = await saveFile(event(), '总结.docx', bytes);
    expect(answer).toEqual({ ok: true, value: join(folder, '总结.docx') });
    expect(readFileSync(join(folder, '总结.docx'))).toEqual(Buffer.from(bytes));
    expect(readdirSync(folder)).toEqual(['总结.docx']);
    expect(dialog.asked[0]).toMatchObject({
      defaultPath: '/documents/总结.docx',
      filters: [{ name: 'Word 文档', extensions: ['docx'] }],
    });
  });

  it('lets the page choose a name but no folder', async () => {
    for (const name of ['../../etc/a.pdf', '/etc/a.pdf', String.raw`C:\x\a.pdf`])
      await saveFile(event(), name, bytes);
    expect(dialog.asked.map((options) => options['defaultPath'])).toEqual(Array(3).fill('/documents/a.pdf'));
  });

  it('tells when the user thought better of it', async () => {
    dialog.answer = { canceled: true, filePath: '' };
    expect(await saveFile(event(), 'a.txt', bytes)).toEqual({ ok: true, value: null });
  });

  it('asks nobody for what does not come from our page, or is not a file', async () => {
    const refused = [
      await saveFile(event('https://a.example/'), 'a.txt', bytes),
      await saveFile(event(), '', bytes),
      await saveFile(event(), 'x'.repeat(201), bytes),
      await saveFile(event(), 3, bytes),
      await saveFile(event(), 'a.txt', 'text'),
    ];
    expect(refused.map((answer) => answer.ok)).toEqual(Array(5).fill(false));
    expect(dialog.asked).toEqual([]);
  });

  it('says in Chinese why a file was not written, and keeps the older one', async () => {
    writeFileSync(join(folder, 'old.txt'), 'old');
    dialog.answer = { canceled: false, filePath: join(folder, 'old.txt', 'a.txt') };
    expect(await saveFile(event(), 'a.txt', bytes)).toEqual({
      ok: false,
      error: {
        code: 'not-found',
        message: `文件夹不存在：${join(folder, 'old.txt')}。文件没有写出。`,
      },
    });
    expect(readFileSync(join(folder, 'old.txt'), 'utf8')).toBe('old');
  });
});
