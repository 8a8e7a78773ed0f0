import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, compose, pageOf, saved, textOf } from './page.ts';

describe('find and replace', () => {
  let app: App;
  let page: Page;
  let bar: Locator;
  let words: Locator;
  let count: Locator;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    bar = page.getByRole('search', { name: '查找和替换' });
    words = bar.getByRole('textbox', { name: '查找' });
    count = bar.locator('.find-count');
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const marked = (layer: string): Promise<string[]> =>
    page.evaluate(
      (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()),
      layer,
    );
  const selected = (): Promise<string> =>
    page.evaluate(() => (getSelection()?.toString() ?? '').replaceAll('\uFEFF', ''));

  it('finds from the caret on, goes on and back by key, and tells which of how many', async () => {
    await caretAt(page, '走深走实');
    await page.keyboard.press('Control+f');
    await words.waitFor();
    expect(await words.evaluate((input) => document.activeElement === input)).toBe(true);
    await page.keyboard.insertText('学法');
    await expect.poll(() => count.innerText()).toBe('1/3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('F3');
    await expect.poll(() => count.innerText()).toBe('3/3');
    await page.keyboard.press('Enter');
    await expect.poll(() => count.innerText()).toBe('1/3');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => count.innerText()).toBe('3/3');
    await expect.poll(() => marked('find-current')).toEqual(['学法']);
    expect(await marked('find')).toHaveLength(3);
  });

  it('Escape puts the caret on the match', async () => {
    await page.keyboard.press('Escape');
    await expect.poll(selected).toBe('学法');
    await expect.poll(() => marked('find')).toEqual([]);
    await page.keyboard.insertText('学法律');
    expect(await textOf(block(page, '坚持领导带头学'))).toContain('把学法律用法纳入');
    await page.keyboard.press('Control+z');
    expect(await textOf(block(page, '坚持领导带头学'))).toContain('把学法用法纳入');
    // F3 goes on without the bar.
    await page.keyboard.press('F3');
    await expect.poll(selected).toBe('学法');
    expect(await bar.count()).toBe(0);
  });

  it('waits for the input method to finish', async () => {
    const cdp = await app.context.newCDPSession(page);
    await page.keyboard.press('Control+f');
    await words.fill('');
    for (const text of ['x', 'xu', 'xua']) {
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    expect(await count.innerText()).toBe('');
    // Enter chooses a word, it does not go on.
    await cdp.send('Input.insertText', { text: '宣讲' });
    await expect.poll(() => count.innerText()).toMatch(/^1\/\d+$/);
    await compose(cdp, 'yuan', '员');
    await expect.poll(() => count.innerText()).toBe('1/1');
  });

  it('reads across figures, ordinals and widths', async () => {
    await words.fill('法治宣讲36场次，把');
    await expect.poll(() => count.innerText()).toBe('1/1');
    await words.fill('二是推动');
    await expect.poll(() => count.innerText()).toBe('1/1');
    await words.fill('(社区)');
    await expect.poll(() => count.innerText()).toBe('1/1');
    await page.keyboard.press('Alt+w');
    await expect.poll(() => count.innerText()).toBe('没有');
    await page.keyboard.press('Alt+w');
  });

  it('in a table too', async () => {
    await words.fill('首违免罚');
    await expect.poll(() => count.innerText()).toBe('1/1');
    await expect.poll(() => marked('find-current')).toEqual(['首违免罚']);
    await page.keyboard.press('Escape');
    await expect.poll(selected).toBe('首违免罚');
  });

  /** How many there are, of `3/17`. */
  const found = async (): Promise<number> => Number((await count.innerText()).split('/')[1]);

  it('keeps to the section, or to what is selected', async () => {
    await caretAt(page, '党政主要负责人');
    await page.keyboard.press('Control+f');
    await words.fill('领导');
    await bar.getByRole('radio', { name: '本节' }).click();
    await expect.poll(found).toBeGreaterThan(0);
    const inSection = await found();
    await bar.getByRole('radio', { name: '全文' }).click();
    await expect.poll(found).toBeGreaterThan(inSection);
    await page.keyboard.press('Escape');

    await caretAt(page, '坚持领导带头学', 'before');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+f');
    await words.fill('学法');
    expect(await bar.getByRole('radio', { name: '选中' }).count()).toBe(1);
    await page.keyboard.press('Escape');
  });

  it('shows what replacing gives, replaces one, then all in one step', async () => {
    await caretAt(page, '走深走实');
    await page.keyboard.press('Control+h');
    await words.fill('法治');
    const total = Number((await count.innerText()).split('/')[1]);
    const before = await textOf(pageOf(page));
    const replacement = bar.getByRole('textbox', { name: '替换为' });
    // As people type the two: words, Tab, other words.
    await words.press('Tab');
    expect(await replacement.evaluate((input) => document.activeElement === input)).toBe(true);
    await page.keyboard.insertText('Fa治');
    const rows = bar.getByRole('list', { name: '替换后的样子' }).getByRole('button');
    expect(await rows.count()).toBe(total);
    expect(
      await textOf(
        rows
          .filter({ has: page.locator('[aria-current]') })
          .or(rows)
          .first(),
      ),
    ).toContain('法治Fa治');
    await replacement.press('Enter');
    await expect.poll(async () => (await textOf(pageOf(page))).split('Fa治').length - 1).toBe(1);
    await bar.getByRole('button', { name: '全部替换' }).click();
    await expect.poll(async () => (await textOf(pageOf(page))).split('Fa治').length - 1).toBe(total);
    expect(await count.innerText()).toBe('没有');
    // The button is off now; keys go on in the bar.
    expect(await words.evaluate((input) => document.activeElement === input)).toBe(true);
    await page
      .getByText(`已替换 ${total - 1} 处。`)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '撤销' }).last().click();
    await expect.poll(async () => (await textOf(pageOf(page))).split('Fa治').length - 1).toBe(1);
    await words.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
    await saved(page);
  });

  it('leaves fields alone, says so, and offers to edit them', async () => {
    await caretAt(page, '走深走实');
    await page.keyboard.press('Control+h');
    await words.fill('15');
    await bar.getByRole('textbox', { name: '替换为' }).fill('18');
    await bar.getByText('这里是字段里的值，不随文字替换。').waitFor();
    await bar.getByRole('button', { name: '替换', exact: true }).click();
    expect(await textOf(block(page, '坚持领导带头学'))).toContain('会前学法15次');
    await bar.getByRole('checkbox', { name: '字段里的值也替换' }).check();
    await bar.getByRole('button', { name: '替换', exact: true }).click();
    await expect.poll(() => textOf(block(page, '坚持领导带头学'))).toContain('会前学法18次');
    await words.fill('18');
    await bar.getByRole('button', { name: '编辑字段' }).click();
    await page.locator('.field-card').waitFor();
    await page.keyboard.press('Escape');
    await saved(page);
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
