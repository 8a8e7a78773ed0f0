import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, compose, pageOf, textOf } from './page.ts';

const PHRASE = '现将有关情况报告如下';

/** What stands right before the caret in the page. */
const beforeCaret = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const selection = getSelection();
    return selection?.anchorNode?.textContent?.slice(0, selection.anchorOffset) ?? '';
  });

describe('the writer’s comfort', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await page.goto(`${app.server.origin}/#/demo`);
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  it('finds any command by typing, and gives the page back with its caret', async () => {
    await caretAt(page, PHRASE);
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: '找命令' });
    await box.waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await pageOf(page).evaluate((root) => root === document.activeElement)).toBe(true);
    expect(await beforeCaret(page)).toMatch(new RegExp(`${PHRASE}$`));

    // By pinyin, through an input method that is still composing.
    const cdp = await app.context.newCDPSession(page);
    await page.keyboard.press('Control+k');
    for (const text of ['g', 'gw', "gw'y", "gw'yj", "gw'yjbt"])
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    const first = page.getByRole('option').first();
    await expect.poll(() => first.innerText()).toContain('改为一级标题');
    await cdp.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
    await compose(cdp, 'yijibiaoti', '一级标题');
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'detached' });
    const heading = pageOf(page).locator('.heading.level-1', { hasText: PHRASE });
    await heading.waitFor();
    expect(await textOf(heading)).toContain(PHRASE);
    await page.keyboard.press('Control+z');
    await heading.waitFor({ state: 'detached' });

    // What was used last comes first.
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('option').first().innerText()).toContain('改为一级标题');
    await page.keyboard.press('Escape');
  });

  it('lists the keys from the same source', async () => {
    await page.keyboard.press('Control+/');
    const sheet = page.getByRole('dialog', { name: '快捷键' });
    await sheet.waitFor();
    const text = await sheet.innerText();
    for (const words of ['Ctrl+Shift+E', '导出', 'Ctrl+K', '命令面板', 'F6']) expect(text).toContain(words);
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('combobox', { name: '找命令' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  const row = (words: string) => page.getByRole('treeitem', { name: new RegExp(words) });
  const rowTexts = () =>
    page
      .getByRole('treeitem')
      .evaluateAll((rows) => rows.map((one) => one.querySelector('.text')?.textContent));
  const toastSays = (words: string) => page.locator('.ui-toast', { hasText: words }).waitFor();

  it('folds sections by key and by click', async () => {
    const before = await page.getByRole('treeitem').count();
    await row('一、法治建设工作情况').focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(before - 5);
    expect(await row('一、法治建设工作情况').getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(before);
    await row('一、法治建设工作情况').locator('.fold').click();
    await expect.poll(() => page.getByRole('treeitem').count()).toBe(before - 5);
    await row('一、法治建设工作情况').locator('.fold').click();
  });

  it('keeps required sections in their place, and says why', async () => {
    const before = await textOf(pageOf(page));
    const headings = await pageOf(page).locator('.heading').count();
    await row('公正执法司法').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await toastSays('次序');
    await page.keyboard.press('Delete');
    await toastSays('“公正执法司法”是模板规定必写的一节，不能删除');
    await page.keyboard.press('Alt+ArrowRight');
    await toastSays('级别由模板规定');
    expect(await textOf(pageOf(page))).toBe(before);
    // A selection over everything leaves the required headings where they are.
    await caretAt(page, PHRASE);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await toastSays('是必写的标题，留下了');
    await expect.poll(() => pageOf(page).locator('.heading').count()).toBe(headings);
    expect(await pageOf(page).locator('.paragraph').allInnerTexts()).not.toContain(PHRASE);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
  });

  it('moves a section with all it holds, by key and by dragging, and gives it back', async () => {
    await caretAt(page, `${PHRASE}：`);
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('乡村治理');
    await page.keyboard.press('Control+Alt+1');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('推行“积分制”。');
    await row('一、乡村治理').waitFor();
    await row('一、乡村治理').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await row('二、乡村治理').waitFor();
    expect(await textOf(block(page, '推行“积分制”'))).toBe('推行“积分制”。');
    await expect.poll(() => row('二、乡村治理').evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+z');
    await row('一、乡村治理').waitFor();

    await row('一、乡村治理').dragTo(row('2026年工作计划'), { targetPosition: { x: 60, y: 2 } });
    await row('三、乡村治理').waitFor();
    expect((await rowTexts()).at(-1)).toContain('四、2026年工作计划');
    // Into another level, and out of the report.
    await row('三、乡村治理').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await row('（三）乡村治理').waitFor();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: '删除这一节' }).click();
    await row('乡村治理').waitFor({ state: 'detached' });
    expect(await textOf(pageOf(page))).not.toContain('积分制');
    await page.locator('.ui-toast', { hasText: '已删除' }).getByRole('button', { name: '撤销' }).click();
    await row('乡村治理').waitFor();
    expect(await textOf(pageOf(page))).toContain('积分制');
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
