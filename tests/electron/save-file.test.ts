import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { answerPage } from '../../electron/main/answer-page.ts';
import { CHANNELS, type SaveFileAnswer } from '../../electron/main/channels.ts';
import { saveFile as answerSaveFile } from '../../electron/main/save-file.ts';
import { memoryLogger } from './memory-logger.ts';
import { BrowserWindow, dialog, startReady } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-save-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

startReady();
const window = new BrowserWindow({});
answerPage(CHANNELS.saveFile, memoryLogger(), answerSaveFile);
/** As the page asks for it, over the wall between processes. */
const saveFile = (url: string, ...args: unknown[]): Promise<SaveFileAnswer> => {
  window.page.url = url;
  return window.page.invoke(CHANNELS.saveFile, ...args) as Promise<SaveFileAnswer>;
};
const PAGE = 'app://nianshu/';
const bytes = new Uint8Array([1, 2, 3]);

beforeEach(() => {
  dialog.asked.length = 0;
  dialog.questions.length = 0;
  dialog.response = 0;
  dialog.answer = { canceled: false, filePath: join(folder, '总结.docx') };
});

describe('saving a file', () => {
  it('writes where the user says, and leaves nothing else', async () => {
    const answer = await saveFile(PAGE, '总结.docx', bytes);
    expect(answer).toEqual({ ok: true, value: join(folder, '总结.docx') });
    expect(readFileSync(join(folder, '总结.docx'))).toEqual(Buffer.from(bytes));
    expect(readdirSync(folder)).toEqual(['总结.docx']);
    expect(dialog.asked[0]).toMatchObject({
      defaultPath: '/documents/总结.docx',
      filters: [{ name: 'Word 文档', extensions: ['docx'] }],
    });
  });

  it('writes what belongs beside it under the name that was chosen', async () => {
    dialog.answer = { canceled: false, filePath: join(folder, '改了名.docx') };
    const proof = { ending: '.nsv', bytes: new Uint8Array([7]) };
    const answer = await saveFile(PAGE, '总结.docx', bytes, [proof]);
    expect(answer).toEqual({ ok: true, value: join(folder, '改了名.docx') });
    expect(readFileSync(join(folder, '改了名.docx.nsv'))).toEqual(Buffer.from([7]));
    expect(dialog.questions).toEqual([]);
  });

  it('asks before it replaces what lies beside, and writes nothing where the answer is no', async () => {
    const name = join(folder, '换过.docx');
    dialog.answer = { canceled: false, filePath: name };
    writeFileSync(`${name}.nsv`, 'old');
    const proof = { ending: '.nsv', bytes: new Uint8Array([7]) };
    dialog.response = 1;
    expect(await saveFile(PAGE, '总结.docx', bytes, [proof])).toEqual({ ok: true, value: null });
    expect(readFileSync(`${name}.nsv`, 'utf8')).toBe('old');
    expect(existsSync(name)).toBe(false);
    expect(dialog.questions).toHaveLength(1);
    expect(dialog.questions[0]).toMatchObject({ message: '旁边已有 换过.docx.nsv，要替换吗？' });
    dialog.response = 0;
    expect(await saveFile(PAGE, '总结.docx', bytes, [proof])).toEqual({ ok: true, value: name });
    expect(readFileSync(`${name}.nsv`)).toEqual(Buffer.from([7]));
  });

  it('says what was kept where only what belongs beside it could not be written', async () => {
    const name = join(folder, '一半.docx');
    dialog.answer = { canceled: false, filePath: name };
    // A folder stands in its place.
    mkdirSync(join(`${name}.nsv`, 'inside'), { recursive: true });
    const answer = await saveFile(PAGE, '总结.docx', bytes, [{ ending: '.nsv', bytes: new Uint8Array([7]) }]);
    expect(answer).toMatchObject({ ok: false });
    expect(answer.ok ? '' : answer.error.message).toMatch(/^一半\.docx 已保存，旁边的文件没有：/);
    expect(readFileSync(name)).toEqual(Buffer.from(bytes));
  });

  it('lets the page choose a name but no folder', async () => {
    for (const name of ['../../etc/a.pdf', '/etc/a.pdf', String.raw`C:\x\a.pdf`])
      await saveFile(PAGE, name, bytes);
    expect(dialog.asked.map((options) => options['defaultPath'])).toEqual(Array(3).fill('/documents/a.pdf'));
  });

  it('tells when the user thought better of it', async () => {
    dialog.answer = { canceled: true, filePath: '' };
    expect(await saveFile(PAGE, 'a.txt', bytes)).toEqual({ ok: true, value: null });
  });

  it('asks nobody for what does not come from our page, or is not a file', async () => {
    const refused = [
      await saveFile('https://a.example/', 'a.txt', bytes),
      await saveFile(PAGE, '', bytes),
      await saveFile(PAGE, 'x'.repeat(201), bytes),
      await saveFile(PAGE, 3, bytes),
      await saveFile(PAGE, 'a.txt', 'text'),
      await saveFile(PAGE, 'a.txt', bytes, 'text'),
      await saveFile(PAGE, 'a.txt', bytes, [{ ending: '/../b', bytes }]),
      await saveFile(PAGE, 'a.txt', bytes, [{ ending: '.nsv', bytes: 'text' }]),
    ];
    expect(refused.map((answer) => answer.ok)).toEqual(Array(8).fill(false));
    expect(dialog.asked).toEqual([]);
  });

  it('says in Chinese why a file was not written, and keeps the older one', async () => {
    writeFileSync(join(folder, 'old.txt'), 'old');
    dialog.answer = { canceled: false, filePath: join(folder, 'old.txt', 'a.txt') };
    expect(await saveFile(PAGE, 'a.txt', bytes)).toEqual({
      ok: false,
      error: {
        code: 'not-found',
        message: `文件夹不存在：${join(folder, 'old.txt')}。文件没有写出。`,
      },
    });
    expect(readFileSync(join(folder, 'old.txt'), 'utf8')).toBe('old');
  });
});
