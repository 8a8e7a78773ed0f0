import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, pageOf, select, textOf } from './page.ts';

describe('the menu of the text', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const menu = (): Locator => page.getByRole('menu', { name: '正文菜单' });
  const item = (name: string): Locator => menu().getByRole('menuitem', { name, exact: false });
  const isOff = (name: string): Promise<boolean> =>
    item(name)
      .first()
      .getAttribute('aria-disabled')
      .then((value) => value === 'true');

  it('opens by the right button, with what can be done, and gives the keys back to the text', async () => {
    await caretAt(page, '整改到位。');
    await block(page, '整改到位。').click({ button: 'right' });
    await menu().waitFor();
    expect(await isOff('剪切')).toBe(true);
    expect(await isOff('粘贴')).toBe(false);
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    await expect
      .poll(() => pageOf(page).evaluate((root) => root.contains(document.activeElement)))
      .toBe(true);
  });

  it('copies, cuts and pastes what is selected, fields and all, by the keyboard alone', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await select(page, '整改', '到位');
    const line = block(page, '整改到位。');
    const before = await textOf(line);
    await page.keyboard.press('Shift+F10');
    await menu().waitFor();
    await item('剪切').press('Enter');
    await expect.poll(async () => (await textOf(pageOf(page))).includes('整改到位。')).toBe(false);
    await page.keyboard.press('Shift+F10');
    await item('粘贴').first().press('Enter');
    await expect.poll(() => textOf(block(page, '整改到位。'))).toBe(before);
  });

  it('says what to do where the browser keeps the clipboard to itself', async () => {
    await page.context().clearPermissions();
    await page.evaluate(() => {
      Object.defineProperty(navigator.clipboard, 'read', {
        value: () => Promise.reject(new DOMException('denied', 'NotAllowedError')),
      });
    });
    await caretAt(page, '整改到位。');
    await page.keyboard.press('Shift+F10');
    await item('粘贴').first().press('Enter');
    await page.getByText('请按 Ctrl+V 粘贴').first().waitFor();
  });

  it('leaves inputs to the menu of the shell', async () => {
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox');
    await box.click({ button: 'right' });
    expect(await menu().count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });
});

describe('what is chosen in the program’s menu', () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });
  const choose = (id: string): Promise<void> =>
    page.evaluate((command) => {
      window.postMessage({ type: 'nianshu:command', id: command }, location.origin);
    }, id);

  it('undoes in the report, and in an input what was typed there', async () => {
    await caretAt(page, '整改到位。');
    await page.keyboard.insertText('青禾');
    await expect.poll(() => textOf(pageOf(page))).toContain('整改到位。青禾');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox');
    await box.pressSequentially('导出');
    await choose('edit.undo');
    await expect.poll(() => box.inputValue()).not.toBe('导出');
    expect(await textOf(pageOf(page))).toContain('整改到位。青禾');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => pageOf(page).evaluate((root) => root.contains(document.activeElement)))
      .toBe(true);
    await choose('edit.undo');
    await expect.poll(() => textOf(pageOf(page))).not.toContain('整改到位。青禾');
  });

  it('is said where it can’t be done', async () => {
    await choose('nothing.there');
    await page.getByText('这里用不了这一项').first().waitFor();
  });
});
