import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { startApp, type App } from './app.ts';
import { call, changeElsewhere, storeReport } from './backend.ts';
import { caretAt, pageOf, saved, select, textOf, showReport } from './page.ts';
import { tamperWithLine, type TamperedLine } from './tampered-line.ts';

const FULL = '磁盘空间不足，刚才的内容没有保存。窗口里的文字还在，请清出空间后重试。';

describe('leaving a report', () => {
  let app: App;
  let line: TamperedLine;
  let page: Page;
  let id: string;

  // One program for all: each test has a report and a window of its own, and takes away what it stored.
  beforeAll(async () => {
    app = await startApp();
    line = await tamperWithLine(app.context);
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    id = await storeReport(app.page, [
      makeTitle('青禾镇总结'),
      makeHeading(1, '工作情况'),
      makeParagraph('开展宣讲。'),
      makeParagraph('组织培训。'),
    ]);
    page = await app.openWindow('#/');
    await open();
  });
  afterEach(async () => {
    line.refuse(null);
    await page.close();
    for (const { id: draft } of await call(app.page, 'draft.list', {}))
      await call(app.page, 'draft.discard', { draft });
    for (const report of await call(app.page, 'report.list', {}))
      await call(app.page, 'report.remove', { id: report.id });
    expect(app.errors.splice(0)).toEqual([]);
  });

  async function open(): Promise<void> {
    await showReport(page, id);
    await saved(page);
  }
  async function write(words: string): Promise<void> {
    await caretAt(page, '开展宣讲。');
    await page.keyboard.insertText(words);
  }
  const question = () => page.getByRole('dialog', { name: '还有内容没有保存' });
  const stored = async (): Promise<string> =>
    JSON.stringify((await call(page, 'report.open', { id })).document.blocks);

  it('waits for the save, whichever way it goes, and asks nobody', async () => {
    await write('存得下');
    await page.keyboard.press('Control+Shift+F');
    await page.locator('.search-box input').waitFor();
    expect(await stored()).toContain('存得下');
  });

  it.each([
    ['the search', () => page.keyboard.press('Control+Shift+F')],
    ['the browser’s back', () => page.goBack()],
    ['another address', () => page.evaluate(() => (location.hash = '#/figures'))],
    ['the way home', () => page.getByRole('button', { name: '回首页' }).first().click()],
  ])('asks before %s while something can’t be saved, and stays', async (_, leave) => {
    line.refuse('disk-full', FULL);
    await write('存不下');
    await leave();
    await question().waitFor();
    await question().getByText(FULL).waitFor();
    await question().getByRole('button', { name: '留下，接着写' }).click();
    await question().waitFor({ state: 'detached' });
    expect(await textOf(pageOf(page))).toContain('开展宣讲。存不下');
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/report/${id}`);
    // Once it can be saved, it is, by itself, and the way is free.
    line.refuse(null);
    await saved(page);
    await leave();
    await pageOf(page).waitFor({ state: 'detached' });
    expect(await stored()).toContain('存不下');
  });

  it('keeps a draft, which the report offers again and takes back', async () => {
    line.refuse('disk-full', FULL);
    await write('要留的草稿');
    await page.keyboard.press('Control+Shift+F');
    await question().getByRole('button', { name: '留作草稿，然后离开' }).click();
    await page.locator('.search-box input').waitFor();
    expect(await stored()).not.toContain('要留的草稿');
    line.refuse(null);
    await page.evaluate(() => (location.hash = '#/'));
    await page.getByRole('button', { name: '查看草稿' }).click();
    const list = page.getByRole('dialog', { name: '没有存入报告的草稿' });
    await list.getByText('青禾镇总结').waitFor();
    await list.getByRole('button', { name: '打开报告，放回' }).click();
    await pageOf(page).waitFor();
    await page.getByRole('button', { name: '看一看再决定' }).click();
    const draft = page.getByRole('dialog', { name: '草稿：青禾镇总结' });
    await draft.locator('.differs', { hasText: '要留的草稿' }).waitFor();
    await draft.getByRole('button', { name: '放回正文' }).click();
    await draft.waitFor({ state: 'detached' });
    await pageOf(page).getByText('要留的草稿').waitFor();
    await saved(page);
    expect(await stored()).toContain('要留的草稿');
    expect(await page.getByRole('button', { name: '看一看再决定' }).count()).toBe(0);
    await expect.poll(() => call(page, 'draft.list', {})).toEqual([]);
  });

  it('saves a copy before it goes', async () => {
    line.refuse('disk-full', FULL);
    await write('写进副本');
    await page.goBack();
    await question().getByRole('button', { name: '另存为副本，然后离开' }).click();
    await pageOf(page).waitFor({ state: 'detached' });
    const copies = (await call(page, 'report.list', {})).filter((report) => report.id !== id);
    const [copy] = copies;
    expect(copies).toHaveLength(1);
    const { document } = await call(page, 'report.open', { id: copy?.id ?? '' });
    expect(JSON.stringify(document)).toContain('写进副本');
    await expect.poll(() => call(page, 'draft.list', {})).toEqual([]);
  });

  it('asks about a comment that is half written, and stores it when told to', async () => {
    await select(page, '组织', '组织');
    await page.keyboard.press('Control+Alt+M');
    const box = page.getByRole('textbox', { name: '写批注' });
    await box.fill('写了一半的批注');
    await page.keyboard.press('Control+Shift+F');
    await question().getByText('写了一半的批注').waitFor();
    await question().getByRole('button', { name: '存入批注，然后离开' }).click();
    await page.locator('.search-box input').waitFor();
    const { threads } = await call(page, 'review.get', { id });
    expect(threads[0]?.comments[0]?.body).toBe('写了一半的批注');
  });

  it('keeps a half-written comment while another panel is shown', async () => {
    await select(page, '组织', '组织');
    await page.keyboard.press('Control+Alt+M');
    const box = page.getByRole('textbox', { name: '写批注' });
    await box.fill('写了一半');
    await page.getByRole('tab', { name: /^字段/ }).click();
    await box.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: /^批注/ }).click();
    expect(await box.inputValue()).toBe('写了一半');
    await page.getByRole('button', { name: '取消' }).click();
  });

  it('says in a conflict what each button keeps, and loses nothing by reloading', async () => {
    line.refuse('unavailable', '慢一步。');
    await write('这里的');
    await changeElsewhere(page, id, [{ type: 'insert_text', path: [3, 0], offset: 0, text: '那边的' }]);
    const banner = page.getByRole('alert').filter({ hasText: '在别的窗口改过了' });
    await banner.getByText('重新载入：换成那边的内容，这里新写的留作草稿').waitFor();
    line.refuse(null);
    await banner.getByRole('button', { name: '重新载入' }).click();
    await pageOf(page).getByText('那边的组织培训').waitFor();
    await page.locator('.ui-toast').getByText('此前的改动不能再用“撤销”退回').waitFor();
    await page.getByRole('button', { name: '看一看再决定' }).click();
    const draft = page.getByRole('dialog', { name: '草稿：青禾镇总结' });
    await draft.locator('.differs', { hasText: '这里的' }).waitFor();
    await draft.getByRole('button', { name: '另存为副本' }).click();
    await draft.waitFor({ state: 'detached' });
    await expect.poll(() => call(page, 'draft.list', {})).toEqual([]);
    expect(await call(page, 'report.list', {})).toHaveLength(2);
  });

  it('copies out of a conflict while suggesting, with a comment that is half written', async () => {
    await page.getByRole('toolbar', { name: '编辑' }).getByRole('radio', { name: '修订' }).click();
    line.refuse('unavailable', '慢一步。');
    await write('建议的话');
    await changeElsewhere(page, id, [{ type: 'insert_text', path: [3, 0], offset: 0, text: '那边的' }]);
    await page.getByText('在别的窗口改过了').waitFor();
    await select(page, '工作', '工作');
    await page.keyboard.press('Control+Alt+M');
    await page.getByRole('textbox', { name: '写批注' }).fill('冲突时写的批注');
    line.refuse(null);
    await page.getByRole('button', { name: '另存为副本' }).click();
    await page.waitForURL((url) => url.hash.startsWith('#/report/') && !url.hash.includes(id));
    await pageOf(page).getByText('建议的话').waitFor();
    const copy = new URL(page.url()).hash.split('/')[2] ?? '';
    const review = await call(page, 'review.get', { id: copy });
    expect(review.revisions.length).toBeGreaterThan(0);
    expect(review.threads[0]?.comments[0]?.body).toBe('冲突时写的批注');
  });

  it('goes on saving after a batch that is refused', async () => {
    line.spoilNext();
    await write('先写的');
    await saved(page);
    await page.keyboard.insertText('后写的');
    await saved(page);
    await expect.poll(stored).toContain('先写的后写的');
  });

  it('says when the report was removed elsewhere, and takes it back with what is written', async () => {
    await call(page, 'report.remove', { id });
    await page.getByText('已在别处移入回收站').waitFor();
    await write('接着写的');
    await page.getByRole('button', { name: '取回报告' }).click();
    await saved(page);
    expect(await stored()).toContain('接着写的');
  });
});
