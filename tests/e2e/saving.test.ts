import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { launchBrowser, startApp, startServer, type App } from './app.ts';
import { caretAt, pageOf, saved, textOf } from './page.ts';

/** A new report from the first template, open in the page. */
async function newReport(page: Page): Promise<string> {
  await page.getByRole('button', { name: '新建报告' }).first().click();
  const dialog = page.getByRole('dialog', { name: '新建报告' });
  await dialog.getByRole('textbox', { name: '单位' }).fill('青禾镇');
  await dialog.getByRole('button', { name: '新建', exact: true }).click();
  await pageOf(page).waitFor();
  await saved(page);
  return new URL(page.url()).hash;
}

const type = async (page: Page, words: string): Promise<void> => {
  await caretAt(page, '法治建设工作情况');
  await page.keyboard.insertText(words);
};

describe('saving', () => {
  let app: App;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(async () => {
    await app.close();
  });

  it('keeps what was saved when the program is killed, and says so when it can’t save', async () => {
    const { page } = app;
    const hash = await newReport(page);
    await type(page, '甲乙丙');
    await saved(page);
    await app.server.kill();
    await page.keyboard.insertText('丁');
    // Never "saved" while nobody has it on disk.
    await page.getByText('与后台的连接断了').waitFor();
    expect(await page.locator('.save-state.saved').count()).toBe(0);

    const server = await startServer(app.dataDir);
    try {
      const other = await app.context.newPage();
      await other.goto(server.address);
      await other.locator('.app').waitFor();
      await other.goto(`${server.origin}/${hash}`);
      await pageOf(other).waitFor();
      expect(await textOf(pageOf(other))).toContain('法治建设工作情况甲乙丙');
    } finally {
      await server.stop();
    }
    // The page that lost its program has said so in its console too; nothing else went wrong.
    expect(app.errors.filter((error) => !/WebSocket|ERR_CONNECTION|Failed to load/.test(error))).toEqual([]);
  });

  it('shows in another window what one has saved', async () => {
    const { page } = app;
    const hash = await newReport(page);
    const other = await app.openWindow(hash);
    await pageOf(other).waitFor();
    await type(page, '甲窗');
    await saved(page);
    await pageOf(other).getByText('法治建设工作情况甲窗').waitFor();
    await type(other, '乙窗');
    await saved(other);
    await pageOf(page).getByText('法治建设工作情况乙窗甲窗').waitFor();
    expect(app.errors).toEqual([]);
  });

  it('never lets one window write over another', async () => {
    const { page } = app;
    const hash = await newReport(page);
    const other = await app.openWindow(hash);
    await pageOf(other).waitFor();
    const cdp = await app.context.newCDPSession(other);
    await caretAt(other, '法治建设工作情况');
    await cdp.send('Input.imeSetComposition', { text: 'yi', selectionStart: 2, selectionEnd: 2 });
    await type(page, '甲窗');
    await saved(page);
    // What is being composed is left alone; when it is there, somebody decides.
    await cdp.send('Input.insertText', { text: '乙窗' });
    await other.getByText('这份报告在别的窗口改过了').waitFor();
    // Both are kept: what was written here becomes a report of its own.
    await other.getByRole('button', { name: '另存为副本' }).click();
    await other.waitForURL((url) => url.hash !== hash);
    await pageOf(other).getByText('法治建设工作情况乙窗').waitFor();
    await page.reload();
    await pageOf(page).waitFor();
    const text = await textOf(pageOf(page));
    expect(text).toContain('法治建设工作情况甲窗');
    expect(text).not.toContain('乙窗');
    expect(app.errors).toEqual([]);
  });
});

describe('a data folder that can’t be used', () => {
  it('is named in the window, which does not pretend to work', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-e2e-'));
    const blocked = join(folder, 'file.txt');
    writeFileSync(blocked, 'not a folder');
    const server = await startServer(blocked);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(server.address);
      await page.getByText('没能打开').waitFor();
      expect(await page.locator('body').innerText()).toContain(blocked);
    } finally {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
