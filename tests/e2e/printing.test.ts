import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { pageOf } from './page.ts';

/** One key, and the official pages go to a printer: not the window, and nothing that an export would not let out. */
describe('printing', () => {
  let app: App;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    id = await storeReport(page, [
      makeTitle('2026年全面依法治镇工作总结'),
      makeHeading(1, '法治建设工作情况', 'work'),
      ...Array.from({ length: 30 }, () => makeParagraph('推进基层治理，建设法治政府，联系电话13912345678。')),
    ]);
    // The browser's dialog can't be shown here: it is counted, and what it would print is printed by hand.
    await page.addInitScript(() => {
      const seen = globalThis as unknown as { printed: string[] };
      seen.printed = [];
      window.print = () => void seen.printed.push(document.title);
    });
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await page.reload();
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const dialog = (): Locator => page.getByRole('dialog', { name: '打印', exact: true });
  const printed = (): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { printed: string[] }).printed);
  const tool = (name: string, bytes: Uint8Array, ...options: string[]): string => {
    const file = join(app.dataDir, 'printed.pdf');
    writeFileSync(file, bytes);
    return execFileSync(name, [...options, file, ...(name === 'pdftotext' ? ['-'] : [])], {
      encoding: 'utf8',
    });
  };

  it('is asked for by Ctrl+P, and says edition and pages', async () => {
    await pageOf(page).click();
    await page.keyboard.press('Control+p');
    await dialog().waitFor();
    expect(await dialog().getByRole('radio', { name: '内部版' }).isChecked()).toBe(true);
    await dialog().getByText('共 2 页').waitFor({ timeout: 60_000 });
    const shots = process.env['NIANSHU_SHOTS'];
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      if (shots) await page.screenshot({ path: `${shots}/print-${width}.png` });
    }
    expect(await dialog().getByRole('radio', { name: /Word/ }).count()).toBe(0);
  });

  it('prints the pages of the PDF and nothing of the window, as a draft', async () => {
    await dialog().getByRole('button', { name: '打印', exact: true }).click();
    await dialog().getByText('已打开打印窗口，共 2 页。').waitFor({ timeout: 60_000 });
    expect(await printed()).toEqual([expect.stringMatching(/（内部版，征求意见稿）$/)]);
    const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(tool('pdfinfo', bytes)).toMatch(/Pages: +2\n[\s\S]*A4/);
    // Pictures that fill their sheets, and no letter of the window.
    expect(tool('pdftotext', bytes).trim()).toBe('');
    expect(tool('pdfimages', bytes, '-list').trim().split('\n').length).toBe(4);
    // When the browser has printed, the window is as it was.
    await page.locator('.print-sheets').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.className)).not.toContain('printing');
  });

  it('is in the record, as a print', async () => {
    const entries = await call(page, 'record.list', { id });
    expect(JSON.stringify(entries)).toContain('打印，内部版');
  });

  it('lets nothing of the public edition onto paper before somebody has decided', async () => {
    await dialog().getByRole('radio', { name: '公开版' }).click();
    await dialog()
      .getByText(/还有 \d+ 项/)
      .waitFor();
    expect(await dialog().getByRole('button', { name: /打印$/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await printed()).toHaveLength(1);
  });
});
