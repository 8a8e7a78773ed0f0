import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import type { Download, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { block, caretAt, pageOf, saved } from './page.ts';

/** What goes out of the window, and what somebody has to decide first. The steps build on each other. */
describe('exporting', () => {
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
      makeParagraph('聘请李华律师为法律顾问，联系电话13912345678。'),
      makeParagraph([
        { text: '全镇' },
        { text: '完成', del: 'd1' },
        { text: '共办理', ins: 'i1' },
        makeField({ value: '486', unit: '宗', label: '案件' }),
        { text: '，其中486宗按期办结，' },
        { text: '群众满意', c_t1: true },
        { text: '。' },
      ]),
      makeParagraph('内部掌握的情况另行报告。'),
    ]);
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const dialog = (name = '导出'): Locator => page.getByRole('dialog', { name, exact: true });
  const leftover = (words: string): Locator =>
    dialog()
      .locator('.leftovers li')
      .filter({ has: page.locator('mark', { hasText: words }) });
  const openDialog = async (): Promise<void> => {
    await page.keyboard.press('Control+Shift+E');
    await dialog().waitFor();
  };
  const download = async (): Promise<Download> => {
    const [made] = await Promise.all([
      // A browser may have to start for it, on a machine that does other things too.
      page.waitForEvent('download', { timeout: 100_000 }),
      dialog().getByRole('button', { name: '导出', exact: true }).click(),
    ]);
    return made;
  };
  const words = async (file: Download): Promise<string> => {
    const path = join(app.dataDir, 'out.docx');
    await file.saveAs(path);
    const xml = strFromU8(unzipSync(readFileSync(path))['word/document.xml'] ?? new Uint8Array());
    return xml.replaceAll(/<[^>]*>/g, '');
  };
  const command = async (title: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('combobox', { name: '找命令' });
    await palette.fill(title);
    await page.getByRole('option', { name: title }).first().waitFor();
    await page.keyboard.press('Enter');
  };

  it('keeps a paragraph from the public by a command', async () => {
    await caretAt(page, '内部掌握');
    await command('本段不公开');
    await expect.poll(() => block(page, '内部掌握').getAttribute('class')).toContain('secret');
    await saved(page);
  });

  it('asks about each thing that looks like a secret, and lets nothing out before', async () => {
    await openDialog();
    await dialog().getByRole('radio', { name: '公开版' }).click();
    await dialog().getByText('还有 3 项').waitFor();
    expect(await dialog().getByRole('button', { name: '导出', exact: true }).isDisabled()).toBe(true);
    // What was struck out is for nobody outside.
    expect(await dialog().getByLabel('修订和批注').count()).toBe(0);
    await leftover('李华').getByRole('button', { name: '公开' }).click();
    await dialog().getByText('还有 2 项').waitFor();
    await leftover('李华').getByRole('button', { name: '改主意' }).click();
    await dialog().getByText('还有 3 项').waitFor();
    await leftover('李华').getByRole('button', { name: '公开' }).click();
    await dialog().getByText('还有 2 项').waitFor();
    await leftover('13912345678').getByRole('button', { name: '隐去' }).click();
    await dialog().getByText('还有 1 项').waitFor();
    // To the words, to be changed by hand.
    await leftover('486').getByRole('button', { name: '去修改' }).click();
    await dialog().waitFor({ state: 'detached' });
    await caretAt(page, '，其中486宗');
    for (const _ of '486宗') await page.keyboard.press('Backspace');
    await page.keyboard.insertText('大多数');
    await saved(page);
  });

  it('lets the public edition out then, without a trace of what is not public', async () => {
    await openDialog();
    await dialog().getByRole('radio', { name: '公开版' }).click();
    await dialog().getByText('都已决定').waitFor();
    const text = await words(await download());
    expect(text).toContain('聘请李华律师为法律顾问，联系电话**。');
    expect(text).toContain('全镇共办理**宗，其中大多数按期办结，群众满意。');
    expect(text).not.toMatch(/1391|486|内部掌握|完成/);
    await page.keyboard.press('Escape');
  });

  it('follows the choices of layout at once', async () => {
    await openDialog();
    await dialog().getByRole('button', { name: '版式设置' }).click();
    const layout = dialog('版式和公开设置');
    await layout.getByRole('radio', { name: '印版头和红线' }).click();
    await layout.getByLabel('发文字号').fill('青府〔2026〕5号');
    await layout.getByRole('radio', { name: '一律两个 *' }).click();
    await layout.getByRole('button', { name: '完成' }).click();
    const internal = await words(await download());
    expect(internal).toMatch(/青禾镇人民政府文件.*青府〔2026〕5号/);
    await dialog().getByRole('radio', { name: '公开版' }).click();
    const open = await words(await download());
    expect(open).toContain('共办理**宗');
    expect(open).toMatch(/\*\*镇人民政府文件.*\*\*〔2026〕5号/);
    await page.keyboard.press('Escape');
    await call(page, 'settings.set', { key: 'layout', value: { head: false } });
  });

  it('prints the marked-up draft, which is internal', async () => {
    await command('印花脸稿');
    await dialog('打印').waitFor();
    expect(await dialog('打印').getByRole('radio', { name: '花脸稿' }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await openDialog();
    await dialog().getByRole('radio', { name: /PDF/ }).click();
    await dialog().getByRole('radio', { name: '花脸稿' }).click();
    const pdf = await download();
    expect(pdf.suggestedFilename()).toMatch(/（内部版，花脸稿）\.pdf$/);
    await dialog()
      .getByText(/已下载，共 1 页/)
      .waitFor();
    await dialog().getByRole('radio', { name: /Word/ }).click();
    const text = await words(await download());
    expect(text).toContain('全镇完成共办理486宗');
    await page.keyboard.press('Escape');
  });

  it('shows how far a PDF is, and stops when it is told to', async () => {
    const long = '依法行政，建设法治政府，推进基层治理，提升治理能力。'.repeat(40);
    const other = await storeReport(page, [
      makeTitle('2026年全面依法治镇工作总结'),
      ...Array.from({ length: 150 }, () => makeParagraph(long)),
    ]);
    await page.goto(`${app.server.origin}/#/report/${other}`);
    await block(page, '依法行政').waitFor();
    await openDialog();
    await dialog().getByRole('radio', { name: /PDF/ }).click();
    let downloads = 0;
    page.on('download', () => (downloads += 1));
    await dialog().getByRole('button', { name: '导出', exact: true }).click();
    await dialog().getByRole('progressbar', { name: '导出进度' }).waitFor();
    await dialog().getByText('正在生成 PDF…').waitFor();
    await dialog().getByRole('button', { name: '取消导出' }).click();
    await dialog().getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await dialog().getByRole('button', { name: '导出', exact: true }).isEnabled()).toBe(true);
    // The report is still there to be worked on, and its text goes out.
    await dialog().getByRole('radio', { name: /文本/ }).click();
    await download();
    expect(downloads).toBe(1);
    expect(app.errors).toEqual([]);
  });
});
