import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { caretAt, compose, pageOf, textOf } from './page.ts';

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

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
