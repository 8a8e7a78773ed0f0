import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { pageOf } from './page.ts';

describe('figures over the years', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
    await page.getByRole('button', { name: '回首页' }).click();
    await page.getByRole('link', { name: '数据' }).click();
  });
  afterAll(async () => {
    await app.close();
  });

  const saved = async (format: RegExp, edition: string): Promise<{ name: string; bytes: Buffer }> => {
    await page.getByRole('button', { name: '导出' }).click();
    const dialog = page.getByRole('dialog', { name: '导出年度数据' });
    await dialog.getByRole('radio', { name: format }).click();
    await dialog.getByRole('radio', { name: edition }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '导出', exact: true }).click(),
    ]);
    const file = join(app.dataDir, 'export');
    await download.saveAs(file);
    await dialog.getByText(`已下载：${download.suggestedFilename()}`).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await dialog.waitFor({ state: 'detached' });
    return { name: download.suggestedFilename(), bytes: readFileSync(file) };
  };

  it('stand in a table, with the change and what needs a look', async () => {
    const row = page.getByRole('row', { name: /合同合法性审查/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/38\s*次\s*45\s*52\s*58\s*\+11.5%/);
    await row.click();
    const detail = page.getByRole('complementary', { name: '合同合法性审查' });
    expect(await detail.innerText()).toContain('2023年：单位由“次”改为“份”');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('complementary', { name: '法律顾问出具意见' }).waitFor();
    expect(await page.getByRole('img', { name: /法律顾问出具意见：2022年21条/ }).count()).toBe(1);
  });

  it('go out as a workbook and as an image, without what is internal', async () => {
    const inside = await saved(/表格/, '内部版');
    expect(inside.name).toBe('青禾镇2025年年度数据（内部版）.xlsx');
    const sheet = strFromU8(unzipSync(inside.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('<v>655</v>');
    const outside = await saved(/表格/, '公开版');
    const all = Object.values(unzipSync(outside.bytes))
      .map((part) => strFromU8(part))
      .join('');
    expect(/655|青禾/.test(all + outside.name)).toBe(false);
    // Not even the names of what is hidden in all years.
    expect(all).not.toContain('法律顾问出具意见');
    const png = await saved(/png/, '内部版');
    expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it('lead to the place in the report', async () => {
    await page.getByRole('row', { name: /行政检查/ }).click();
    await page.getByRole('button', { name: /2024年\s*610宗/ }).click();
    await pageOf(page).waitFor();
    expect(page.url()).toMatch(/#\/report\/[^/]+\/[^/]+$/);
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
