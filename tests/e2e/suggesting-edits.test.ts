import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { blocksFrom } from '../unit/editor/report-editor.ts';
import { startApp, type App } from './app.ts';
import { storeReport } from './backend.ts';
import { block, caretAt, pageOf, textOf, showReport } from './page.ts';

const REPORT = [
  '#青禾镇2026年工作总结',
  '一、工作情况',
  '坚持依法办事，<是>抓学习[3次]；<是>建机制；<是>办实事。',
  '机制要管用，机制要常新。',
  '@青禾镇人民政府',
];
const ITEMS = '坚持依法办事，一是抓学习3次；二是建机制；三是办实事。';

/** What is done while suggesting must leave the report as it was for who rejects, and as it was meant for who accepts. */
describe('suggesting', () => {
  let app: App;
  let page: Page;
  let before = '';

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
  });

  beforeEach(async () => {
    const id = await storeReport(page, blocksFrom(REPORT));
    await showReport(page, id);
    await block(page, '机制要管用').waitFor();
    before = await textOf(pageOf(page));
    await mode('修订');
  });

  const mode = (name: '编辑' | '修订') =>
    page.getByLabel('编辑还是修订').getByRole('radio', { name }).click();

  /** What the report reads like with all changes taken (清稿) or with none (原稿). */
  async function viewed(name: '清稿' | '原稿'): Promise<string> {
    await page.getByLabel('看修订').getByRole('radio', { name }).click();
    // With tracking on the clean view is the page itself, without its marks.
    const shown =
      name === '清稿'
        ? page.locator('.page-frame.clean [data-slate-editor]')
        : page.getByLabel(name, { exact: true });
    await shown.waitFor();
    const text = await textOf(shown);
    await page.getByLabel('看修订').getByRole('radio', { name: '花脸稿' }).click();
    await pageOf(page).waitFor();
    return text;
  }

  /** Waits until the panels, and with them the views, have followed. */
  async function expectViews(clean: string): Promise<void> {
    await expect.poll(() => viewed('清稿')).toContain(clean);
    expect(await viewed('原稿')).toBe(before);
    await page.locator('.save-state.saved').waitFor();
  }

  it('a paste of several paragraphs', async () => {
    await caretAt(page, '机制要管用，');
    await pageOf(page).evaluate((root) => {
      const clipboard = new DataTransfer();
      clipboard.setData('text/plain', '先立后破。\n另起一段。\n');
      root.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
      );
    });
    await expectViews('机制要管用，先立后破。');
    expect(await viewed('清稿')).toContain('另起一段。');
    await caretAt(page, '机制要管用，');
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
  });

  it('a replacement everywhere', async () => {
    await caretAt(page, '坚持');
    await page.keyboard.press('Control+h');
    await page.getByRole('textbox', { name: '查找', exact: true }).fill('机制');
    await page.getByRole('textbox', { name: '替换为' }).fill('制度');
    await page.getByRole('button', { name: '全部替换' }).click();
    await expectViews('制度要管用，制度要常新。');
    expect(await viewed('清稿')).toContain('二是建制度；');
    await page.getByRole('textbox', { name: '查找', exact: true }).press('Escape');
  });

  it('an item that is moved by key, with its figure', async () => {
    await caretAt(page, '抓学习');
    await page.keyboard.press('Alt+ArrowDown');
    await expectViews('坚持依法办事，一是建机制；二是抓学习3次；三是办实事。');
    expect(before).toContain(ITEMS);
    await caretAt(page, '坚持依法');
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
  });

  it('a paragraph that is begun in the midst of another', async () => {
    await caretAt(page, '机制要管用，');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('新写一句：');
    await expectViews('新写一句：机制要常新。');
  });
});
