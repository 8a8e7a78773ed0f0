import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, compose, ordinals, pageOf, saved, textOf } from './page.ts';

const fixture = fileURLToPath(new URL('../fixtures/masked-town-2022.txt', import.meta.url));

/** Every part of a Word file, one after the other. */
const wordParts = (file: string): string =>
  Object.values(unzipSync(readFileSync(file)))
    .map((bytes) => strFromU8(bytes))
    .join('\n');

const pdfText = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '');

/** One office's whole job, in one window. The steps build on each other. */
describe('last year’s report becomes this year’s', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
  });
  afterAll(async () => {
    await app.close();
  });

  it('takes last year’s report in', async () => {
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    await page.getByLabel('选择往年材料').setInputFiles(fixture);
    const dialog = page.getByRole('dialog', { name: '导入结果' });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('标题 10 · 事项 17 · 字段 27');
    await dialog.getByRole('button', { name: '从2022年接着写' }).click();
  });

  it('starts this year’s from it', async () => {
    const dialog = page.getByRole('dialog', { name: '新建报告' });
    expect(await dialog.getByRole('textbox', { name: '年度' }).inputValue()).toBe('2023');
    await dialog.getByRole('textbox', { name: '单位' }).fill('青禾镇');
    await dialog.getByRole('button', { name: '新建' }).click();
    await pageOf(page).waitFor();
    // What was carried over is the first thing to see.
    await page.getByRole('heading', { name: /^接2022年写：还有 \d+ 项要核对$/ }).waitFor();
    expect(await textOf(block(page, '工作总结和'))).toBe('镇2023年全面依法治市工作总结和2024年工作计划');
    expect(await page.getByRole('treeitem').count()).toBe(11);
    // Last year's words are marked, its masks have become gaps.
    expect(await pageOf(page).locator('[data-carried="2022"]').count()).toBeGreaterThan(5);
    expect(await textOf(pageOf(page))).not.toContain('*次');
    await saved(page);
  });

  it('types with an input method', async () => {
    const cdp = await app.context.newCDPSession(page);
    await page.evaluate(() => {
      const counts = { started: 0 };
      Object.assign(globalThis, { counts });
      document.addEventListener('compositionstart', () => (counts.started += 1));
    });
    await caretAt(page, '组织“乡音普法队”进村入户。');
    await compose(cdp, 'quanniankaizhan', '全年开展法治宣讲');
    expect(
      await page.evaluate(() => (globalThis as never as { counts: { started: number } }).counts.started),
    ).toBe(1);
    expect(await textOf(block(page, '乡音普法队'))).toContain('进村入户。全年开展法治宣讲');
    // The paragraph was edited, the others not.
    await saved(page);
  });

  it('adds an item in the middle, and everything behind counts on', async () => {
    const paragraph = block(page, '乡音普法队');
    await caretAt(page, '列入必学内容。');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('抓好青年干部学法，举办学法夜校。');
    expect(await ordinals(paragraph)).toEqual(['一是', '二是', '三是', '四是']);
    expect(await textOf(paragraph)).toContain(
      '列入必学内容。二是抓好青年干部学法，举办学法夜校。三是抓好阵地建设',
    );
    await page.keyboard.press('Control+z');
    expect(await paragraph.locator('.ordinal').count()).toBe(4);
    await page.keyboard.press('Control+z');
    expect(await paragraph.locator('.ordinal').count()).toBe(3);
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+y');
    expect(await textOf(paragraph)).toContain('二是抓好青年干部学法，举办学法夜校。三是');
    await saved(page);
  });

  it('fills in figures, in the table and on the page', async () => {
    await page.getByRole('tab', { name: '字段' }).click();
    const table = page.locator('.field-table');
    const rows = table.locator('tbody tr');
    const inspections = rows.filter({ hasText: '行政检查' }).getByRole('textbox');
    await inspections.fill('612');
    await inspections.press('Enter');
    expect(await textOf(block(page, '完成行政检查'))).toContain('完成行政检查612宗');

    // From the page: the next gap, by key, until the contract review is reached.
    await caretAt(page, '签约，审查合同');
    await page.keyboard.press('Tab');
    const card = page.locator('.field-card');
    await card.getByLabel('数值').fill('45');
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    expect(await textOf(block(page, '审查合同'))).toContain('审查合同45次');

    await page.getByLabel('党委书记', { exact: true }).fill('林春生');
    await page.keyboard.press('Enter');
    expect(await textOf(block(page, '乡音普法队'))).toContain('书记林春生主持');
    await saved(page);
  });

  it('is all there after a reload', async () => {
    const before = await textOf(pageOf(page));
    await page.reload();
    await pageOf(page).waitFor();
    expect(await textOf(pageOf(page))).toBe(before);
    expect(before).toContain('审查合同45次');
    expect(before).toContain('全年开展法治宣讲');
  });

  const exported = async (format: string, edition: string): Promise<string> => {
    await page.getByRole('button', { name: '导出', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: '导出' });
    await dialog.getByRole('radio', { name: new RegExp(format) }).click();
    await dialog.getByRole('radio', { name: edition }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '导出', exact: true }).click(),
    ]);
    const file = join(app.dataDir, download.suggestedFilename());
    await download.saveAs(file);
    await dialog.getByRole('button', { name: '完成' }).click();
    return file;
  };

  const SAYS_INSIDE = ['青禾镇', '林春生', '612宗', '45次', '二是抓好青年干部学法', '全年开展法治宣讲'];
  const SECRET = ['青禾', '林春生', '612', '45次'];

  it('goes out as Word, both editions', async () => {
    const inside = await exported('Word', '内部版');
    const xml = wordParts(inside).replace(/<[^>]+>/g, '');
    for (const words of SAYS_INSIDE) expect(xml, words).toContain(words);
    const outside = await exported('Word', '公开版');
    const all = wordParts(outside);
    for (const secret of SECRET) expect(all, secret).not.toContain(secret);
    for (const secret of SECRET) expect(outside, secret).not.toContain(secret);
    expect(all.replace(/<[^>]+>/g, '')).toContain('行政检查**宗');
  });

  it('goes out as PDF, both editions', async () => {
    const inside = pdfText(await exported('PDF', '内部版'));
    for (const words of SAYS_INSIDE) expect(inside, words).toContain(words);
    const file = await exported('PDF', '公开版');
    const outside = pdfText(file) + execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    for (const secret of SECRET) expect(outside, secret).not.toContain(secret);
    expect(outside).toContain('行政检查**宗');
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
