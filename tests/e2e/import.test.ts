import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { pageOf, saved } from './page.ts';

const fixture = readFileSync(
  fileURLToPath(new URL('../fixtures/masked-town-2022.txt', import.meta.url)),
  'utf8',
);
const report = (unit: string, year: number, more = ''): string =>
  [
    `${unit}${year}年法治建设工作总结`,
    `${year}年，${unit}扎实推进各项工作，现报告如下：`,
    '一、主要做法',
    `一是召开会议12次。二是开展宣讲8场。${more}`,
    '二、存在的问题',
    '队伍力量不足。',
  ].join('\n');

/** A folder as it lies on an office machine. */
describe('a whole folder comes in', () => {
  let app: App;
  let page: Page;
  let folder: string;
  let dialog: Locator;
  const row = (name: string) => dialog.locator('tbody tr', { hasText: name });

  beforeAll(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'nianshu-folder-')), '往年');
    mkdirSync(join(folder, '旧稿'), { recursive: true });
    const files: Record<string, string> = {
      '2021.txt': report('青禾镇', 2021),
      '2020.txt': report('青禾镇', 2020),
      '旧稿/2021（副本）.txt': report('青禾镇', 2021),
      '旧稿/2021另存.md': `\n${report('青禾镇', 2021)}\n\n`,
      '2022公开版.txt': fixture,
      '无年份.txt': '普法工作小结\n开展宣传活动。',
      '图.png': 'png',
      '~$2021.docx': '',
      '坏.docx': 'PK\u0003\u0004坏的',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    app = await startApp();
    page = app.page;
    dialog = page.getByRole('dialog');
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows what was recognised before anything is taken in', async () => {
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    await page.getByLabel('选择整个文件夹').setInputFiles(folder);
    await page.getByRole('dialog', { name: '核对后收入' }).waitFor();
    expect(await dialog.locator('tbody tr').count()).toBe(6);
    expect(await row('2020.txt').getByLabel('年度').inputValue()).toBe('2020');
    expect(await row('2020.txt').getByLabel('单位').inputValue()).toBe('青禾镇');
    expect(await row('副本').innerText()).toContain('是同一个文件');
    expect(await row('另存').innerText()).toContain('文字相同');
    expect(await row('副本').getByLabel('怎么收').inputValue()).toBe('skip');
    expect(await dialog.innerText()).toContain('2 个其他文件没有读');
    expect(await dialog.locator('.refused').innerText()).toContain('坏.docx');
    expect(await dialog.getByRole('button', { name: /^收入/ }).isDisabled()).toBe(true);
  });

  it('takes in what the writer has put right', async () => {
    await row('无年份').getByLabel('年度').fill('2019');
    await row('无年份').getByLabel('单位').fill('青禾镇');
    await dialog.getByRole('button', { name: '收入 4 份' }).click();
    await page.getByRole('dialog', { name: '导入结果' }).waitFor();
    expect(await dialog.locator('.import-summary').innerText()).toContain('导入 4 份');
    expect(await dialog.locator('.import-summary').innerText()).toContain('没有收 2 份');
    await dialog.getByRole('button', { name: '完成' }).click();
    await expect.poll(() => page.locator('.report-list tbody tr').count(), { timeout: 15_000 }).toBe(4);
  });

  it('knows a file again, and lets the writer decide on a second one of the same year', async () => {
    await page.getByLabel('选择往年材料').setInputFiles([
      { name: '改名.txt', mimeType: 'text/plain', buffer: Buffer.from(report('青禾镇', 2021)) },
      {
        name: '二稿.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(report('青禾镇', 2021, '三是补充一条。')),
      },
    ]);
    await page.getByRole('dialog', { name: '核对后收入' }).waitFor();
    expect(await row('改名').innerText()).toContain('库里已有（同一个文件）');
    expect(await row('二稿').innerText()).toContain('库里已有同年度、同单位');
    expect(await dialog.getByRole('button', { name: /^收入/ }).isDisabled()).toBe(true);
    await row('二稿').getByLabel('怎么收').selectOption('take');
    await dialog.getByRole('button', { name: '收入 1 份' }).click();
    await page.getByRole('dialog', { name: '导入结果' }).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await expect.poll(() => page.locator('.report-list tbody tr').count(), { timeout: 15_000 }).toBe(5);
  });

  it('gives the original back byte for byte', async () => {
    const listed = page.locator('.report-list tbody tr', { hasText: '2022' }).first();
    await listed.hover();
    await listed.getByRole('button', { name: /更多操作/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: '取回原文件' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('2022公开版.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe(fixture);
  });
});

describe('what was not certain is asked about', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('is answered over the page, one place after the other', async () => {
    const text = [
      '青禾镇2021年法治建设工作总结',
      '现报告如下：',
      '一、主要做法',
      '1.坚持把法治建设与经济社会发展同部署、同推进、同考核、同奖惩，先后召开党委会、推进会、现场会等各类会议专题研究。',
      '三、存在的问题',
      '队伍力量不足，由A同志负责。',
    ].join('\n');
    await page
      .getByLabel('选择往年材料')
      .setInputFiles({ name: '2021.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByRole('dialog', { name: '导入结果' }).getByRole('button', { name: '打开' }).click();
    const bar = page.getByRole('region', { name: '识别存疑' });
    await bar.getByText('识别存疑 3 处').waitFor();
    expect(await bar.innerText()).toContain('这一段是标题吗？');
    await bar.getByRole('button', { name: '是标题' }).click();
    await expect
      .poll(() => pageOf(page).locator('.heading.level-3').getAttribute('data-number'), { timeout: 15_000 })
      .toBe('1.');
    await bar.getByText('识别存疑 2 处').waitFor();
    expect(await bar.innerText()).toContain('“A同志”像是遮盖的内容');
    await bar.getByRole('button', { name: '是文字' }).click();
    const last = pageOf(page).locator('[data-block-id]', { hasText: '队伍力量不足' });
    await last.locator('.field').waitFor({ state: 'detached' });
    expect(await last.innerText()).toContain('由A同志负责。');
    await bar.getByText('识别存疑 1 处').waitFor();
    await bar.getByRole('button', { name: '改为顺序编号' }).click();
    await bar.waitFor({ state: 'detached' });
    expect(await pageOf(page).locator('.heading.level-1').last().getAttribute('data-number')).toBe('二、');
    await saved(page);
    await page.reload();
    await pageOf(page).waitFor();
    expect(await page.getByRole('region', { name: '识别存疑' }).count()).toBe(0);
  });
});
