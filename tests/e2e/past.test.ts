import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { call } from './backend.ts';
import { block, caretAt, pageOf, saved, textOf } from './page.ts';

describe('last year’s text beside this year’s', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
    await page.getByRole('tab', { name: '往年' }).click();
  });
  afterAll(async () => {
    await app.close();
  });

  it('sums up what was carried over, and what is still to be looked at', async () => {
    await page.getByRole('radio', { name: '沿用' }).click();
    const panel = page.locator('.carried');
    await panel.waitFor();
    expect(await panel.locator('.carried-sum').innerText()).toMatch(/\d+% 与2024年逐句相同/);
    expect(await panel.locator('.carried-check').innerText()).toContain('处未填');
    const justice = panel.getByRole('button', { name: /公正执法司法/ });
    await justice.click();
    expect(await panel.locator('.carried-sentence').count()).toBeGreaterThan(2);
    expect(await panel.locator('.carried-section').first().innerText()).toContain('引言');
  });

  it('shows what rolling over left to do by itself once, and not again when something was written', async () => {
    const { id } = await call(page, 'report.create', {
      template: (await call(page, 'template.list', {}))[0]?.id ?? '',
      year: 2026,
      unit: '青禾镇',
      from: (await call(page, 'report.list', {})).find((report) => report.year === 2024)?.id ?? '',
    });
    const other = await app.openWindow(`#/report/${id}`);
    await other.locator('.carried .carried-check').waitFor();
    await caretAt(other, '年全面依法治市工作总结');
    await other.keyboard.type('一');
    await saved(other);
    await other.getByRole('tab', { name: /字段/ }).click();
    await other.reload();
    await pageOf(other).waitFor();
    await other.getByRole('tab', { name: /字段/, selected: true }).waitFor();
    expect(await other.locator('.carried').count()).toBe(0);
    await other.close();
  });

  it('inserts the change against last year, which follows the figure', async () => {
    await caretAt(page, '，行政处罚立案', 'before');
    await page.keyboard.press('Control+Alt+g');
    const paragraph = block(page, '严格执法办案');
    await paragraph.locator('.field', { hasText: '比上年增长7.4%' }).waitFor();
    await paragraph.locator('.field', { hasText: '655' }).click();
    const card = page.locator('.field-card');
    await card.getByLabel('数值').fill('549');
    await page.keyboard.press('Enter');
    await paragraph.locator('.field', { hasText: '比上年下降10%' }).waitFor();
    expect(await textOf(paragraph)).toContain('行政检查549宗，比上年下降10%，行政处罚立案');
    await saved(page);
  });

  it('keeps a good sentence and puts it in again', async () => {
    await caretAt(page, '群众听得懂、记得住。');
    const selected = () => page.evaluate(() => document.getSelection()?.toString() ?? '');
    while (!(await selected()).startsWith('众')) await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Control+Alt+k');
    const dialog = page.getByRole('dialog', { name: '收入好句' });
    expect(await dialog.getByLabel('好句').inputValue()).toBe('众听得懂、记得住。');
    await dialog.getByLabel('标签').fill('普法 成效');
    await dialog.getByRole('button', { name: '收入' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: '好句' }).click();
    await page.getByRole('button', { name: '成效', exact: true }).click();
    await caretAt(page, '电子文书应用还不熟练。');
    await page.getByRole('button', { name: /^插入：众听得懂/ }).click();
    expect(await textOf(block(page, '电子文书应用还不熟练'))).toContain('还不熟练。众听得懂、记得住。');
    await saved(page);
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
