import { beforeEach, describe, expect, it, vi } from 'vitest';

import { answerPage } from '../../electron/main/answer-page.ts';
import type { PrintAnswer } from '../../electron/main/channels.ts';
import { createPdfService } from '../../electron/main/pdf.ts';
import { createPrintDialog } from '../../electron/main/print-dialog.ts';
import { memoryLogger } from './memory-logger.ts';
import { BrowserWindow, ipcMain, session, startReady } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

startReady();
const window = new BrowserWindow({});
answerPage('print', memoryLogger(), createPrintDialog(createPdfService()));
const print = (...asked: unknown[]): Promise<PrintAnswer> =>
  Promise.resolve(
    (ipcMain.handlers.get('print') as (...all: unknown[]) => unknown)(...asked),
  ) as Promise<PrintAnswer>;
const event = (url = 'app://nianshu/'): never =>
  ({ sender: window.webContents, senderFrame: { url, parent: null } }) as never;
const png = (last: number): Uint8Array => new Uint8Array([0x89, 0x50, 0x4e, 0x47, last]);

/** The hidden window that prints, and what it was asked for. */
const printing = async () => {
  const shown = await vi.waitUntil(() =>
    BrowserWindow.getAllWindows().find((one) => one !== window && one.page.printed.length > 0),
  );
  const [job] = shown.page.printed;
  if (!job) throw new Error('nothing is printed');
  return { shown, ...job };
};

beforeEach(() => {
  for (const one of BrowserWindow.getAllWindows()) if (one !== window) one.destroy();
});

describe('the print dialog', () => {
  it('is the system’s, for pages without margins on A4, and its window goes', async () => {
    const answer = print(event(), '总结', [png(1), png(2)]);
    const { options, done, shown } = await printing();
    expect(options).toEqual({
      silent: false,
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: 'A4',
    });
    expect(shown.isVisible()).toBe(false);
    const served = (await session
      .fromPartition('nianshu-print')
      .ask('protocol:print', new Request(shown.page.url))) as Response;
    const html = await served.text();
    expect(html).toContain('<title>总结</title>');
    expect(html.match(/<img /g)).toHaveLength(2);
    expect(html).toContain(Buffer.from(png(2)).toString('base64'));
    done(true);
    expect(await answer).toEqual({ ok: true, value: 'printed' });
    expect(shown.isDestroyed()).toBe(true);
  });

  it('tells a person who cancels from a printer that fails', async () => {
    for (const reason of ['Print job canceled', 'cancelled']) {
      const answer = print(event(), '总结', [png(1)]);
      (await printing()).done(false, reason);
      expect(await answer).toEqual({ ok: true, value: null });
    }
    const none = print(event(), '总结', [png(1)]);
    (await printing()).done(false, 'Invalid printer settings');
    expect(await none).toMatchObject({ ok: false, error: { code: 'no-printer' } });
    expect(JSON.stringify(await none)).toMatch(/没有能用的打印机.*添加打印机.*报告没有改动/);
    const failed = print(event(), '总结', [png(1)]);
    (await printing()).done(false, 'Print job failed');
    expect(JSON.stringify(await failed)).toMatch(/没有打印.*有没有纸.*报告没有改动/);
  });

  it('opens once for a window', async () => {
    const first = print(event(), '总结', [png(1)]);
    expect(JSON.stringify(await print(event(), '总结', [png(1)]))).toContain('打印窗口已经打开');
    (await printing()).done(true);
    await first;
    const next = print(event(), '总结', [png(1)]);
    (await printing()).done(true);
    expect(await next).toMatchObject({ ok: true });
  });

  it('prints pictures only, and for its own page only', async () => {
    expect(await print(event('https://a.example/'), '总结', [png(1)])).toMatchObject({ ok: false });
    for (const pages of [[], 'x', ['x'], [new Uint8Array([60, 104, 49, 62])], null])
      expect(await print(event(), '总结', pages)).toMatchObject({ ok: false });
    for (const title of ['', 'x'.repeat(201), 7])
      expect(await print(event(), title, [png(1)])).toMatchObject({ ok: false });
    expect(BrowserWindow.getAllWindows()).toEqual([window]);
  });
});
