import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { pageOf } from './page.ts';

describe('two years side by side', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
    await page.getByRole('button', { name: '回首页' }).click();
  });
  afterAll(async () => {
    await app.close();
  });

  it('opens from the list, with the year before beside it', async () => {
    const row = page.getByRole('row', { name: /青禾镇2024年/ });
    await row.getByRole('button', { name: /更多操作/ }).click();
    await page.getByRole('menuitem', { name: '与往年对比' }).click();
    await page.locator('.cmp-section').first().waitFor();
    expect(await page.locator('.cmp-columns').innerText()).toMatch(/2023年\s*2024年/);
    const study = page.locator('.cmp-section', { hasText: '学习宣传贯彻习近平法治思想' }).first();
    expect(await study.locator('.cmp-side.b .cmp-figure').first().innerText()).toBe('+12.5%');
  });

  it('goes from difference to difference by key, and around', async () => {
    await page.keyboard.press('F7');
    expect(await page.locator('.compare-steps').innerText()).toMatch(/^1 \/ \d+$/);
    await page.keyboard.press('Shift+F7');
    const [at, count] = (await page.locator('.compare-steps').innerText()).split(' / ');
    expect(at).toBe(count);
    expect(await page.locator('[data-current]').count()).toBe(1);
  });

  it('shows one side, both in one, and only what differs', async () => {
    const section = page.locator('.compare-scroll');
    await page.getByRole('radio', { name: '只看左' }).click();
    expect(await section.locator('ins').count()).toBe(0);
    await page.getByRole('radio', { name: '合并' }).click();
    expect(await section.locator('ins').count()).toBeGreaterThan(5);
    expect(await section.locator('del').count()).toBeGreaterThan(5);
    const before = await section.locator('.cmp-row').count();
    await page.getByLabel('只看变化').check();
    expect(await section.locator('.cmp-row').count()).toBeLessThan(before);
    await page.getByLabel('只看变化').uncheck();
  });

  it('goes out as Word with tracked changes, in the edition chosen', async () => {
    await page.getByRole('button', { name: '导出对照' }).click();
    const dialog = page.getByRole('dialog', { name: '导出对照' });
    await dialog.getByRole('radio', { name: '公开版' }).click();
    // A hall is called after the town, in clear: somebody has to let that out.
    await dialog.getByRole('button', { name: '导出', exact: true }).click();
    await dialog.locator('.leftovers mark', { hasText: '青禾' }).first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '都公开，导出' }).click(),
    ]);
    const file = join(app.dataDir, 'compare.docx');
    await download.saveAs(file);
    const xml = strFromU8(unzipSync(readFileSync(file))['word/document.xml'] ?? new Uint8Array());
    expect(xml.includes('<w:ins ')).toBe(true);
    expect(xml.includes('<w:del ')).toBe(true);
    expect(/青禾镇|林春生|183|云川/.test(xml)).toBe(false);
    expect(download.suggestedFilename()).not.toContain('青禾');
    await dialog.getByRole('button', { name: '完成' }).click();
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
