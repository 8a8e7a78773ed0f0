import type { Page } from 'playwright';
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
    // What was refused leaves nothing behind that draws the focus out of the page at the next change.
    const labels = () =>
      page.getByRole('treeitem').evaluateAll((rows) => rows.map((one) => one.ariaLabel).join());
    const unchanged = await labels();
    await caretAt(page, `${PHRASE}：`);
    await page.keyboard.insertText('一件一件地说，');
    await expect.poll(labels).not.toBe(unchanged);
    expect(await pageOf(page).evaluate((root) => root === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
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

  it('keeps the line that is written above a message at the foot of the window', async () => {
    await row('公正执法司法').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await toastSays('级别由模板规定');
    await caretAt(page, '提升文件质量');
    const foot = () =>
      page.evaluate(() => {
        const caret = getSelection()?.getRangeAt(0).getBoundingClientRect().bottom ?? Number.NaN;
        const desk = document.querySelector('.desk')?.getBoundingClientRect().bottom ?? Number.NaN;
        const message = document.querySelector('.ui-toast')?.getBoundingClientRect().top ?? Number.NaN;
        return { caret, desk, message };
      });
    const { caret, desk } = await foot();
    await page.locator('.desk').evaluate((element, by) => (element.scrollTop -= by), desk - caret - 8);
    await expect.poll(async () => (await foot()).caret).toBeGreaterThan((await foot()).message);
    await page.keyboard.insertText('再');
    await expect.poll(async () => (await foot()).caret).toBeLessThanOrEqual((await foot()).message);
    await page.keyboard.press('Control+z');
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

  it('fills in the next empty figure by Tab, as exact as it is', async () => {
    await caretAt(page, `${PHRASE}：`);
    await page.keyboard.press('Tab');
    const card = page.locator('.field-card');
    const value = card.getByLabel('数值');
    await value.waitFor();
    await value.fill('近200余');
    await expect.poll(() => card.locator('.field-card-hint').innerText()).toContain('写作“近200余');
    await page.keyboard.press('Tab');
    // The next one, with the first filled in.
    await expect.poll(() => value.inputValue()).toBe('');
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => card.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await textOf(pageOf(page))).toMatch(/近200余[人次件宗名场份]/);
  });

  it('puts in a figure of the template by the initials of its name', async () => {
    await caretAt(page, '推行“积分制”。');
    await page.keyboard.press('Control+Alt+d');
    const box = page.getByRole('combobox', { name: '找常用数据' });
    await box.fill('fzxj');
    await page.getByRole('option', { name: /法治宣讲/ }).waitFor();
    await page.keyboard.press('Enter');
    const card = page.locator('.field-card');
    await card.getByLabel('数值').fill('36');
    await card.getByLabel('截至').fill('11月底');
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    const text = () => textOf(block(page, '推行“积分制”'));
    expect(await text()).toBe('推行“积分制”。36场次（截至11月底）');
    await page.getByRole('radio', { name: '公开版' }).click();
    await page.locator('.public-page', { hasText: '推行“积分制”。**场次（截至11月底）' }).waitFor();
    await page.getByRole('radio', { name: '内部版' }).click();
  });

  it('makes fields of masks', async () => {
    await caretAt(page, '推行“积分制”。');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('办理案件**宗，培训xx人。');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '找命令' }).fill('变成数据；没选中');
    await page.keyboard.press('Enter');
    await toastSays('2 处遮盖变成了数据');
    expect(await block(page, '办理案件').locator('.field.masked').count()).toBe(2);
  });

  it('shows how a section may read, and puts it in', async () => {
    await row('主要成效和亮点').last().click();
    await page.locator('.examples-button:enabled').waitFor();
    await page.keyboard.press('Control+Alt+e');
    const examples = page.getByRole('dialog', { name: '本节的范例' });
    await examples.waitFor();
    await examples.getByRole('button', { name: '插入' }).first().click();
    await block(page, '把法治文化融入群众日常生活').waitFor();
    expect(await block(page, '把法治文化融入').locator('.field.empty').count()).toBe(2);
  });

  it('counts the report and what is selected', async () => {
    await caretAt(page, `${PHRASE}：`);
    await page.keyboard.press('Shift+Home');
    await page.getByRole('button', { name: /^选中 \d+ / }).click();
    const counts = page.getByRole('dialog', { name: '字数统计' });
    expect(await counts.innerText()).toContain('字符数（不计空格）');
    await page.keyboard.press('Escape');
  });

  it('leaves nothing but the page in focus mode', async () => {
    await caretAt(page, `${PHRASE}：`);
    await page.keyboard.press('F9');
    await page.locator('.report-window.focusing').waitFor();
    expect(await page.getByRole('tree').isVisible()).toBe(false);
    await expect.poll(() => page.locator('.page [data-current]').count()).toBe(1);
    await page.keyboard.press('F9');
    await page.getByRole('tree').waitFor();
    expect(await page.locator('.page [data-current]').count()).toBe(0);
  });

  it('begins no line with a stop, also behind a field', async () => {
    const begun = await pageOf(page).evaluate((root) =>
      [...root.querySelectorAll('.field + [data-slate-node="text"]')].flatMap((text) => {
        const first = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode();
        if (!first || !/^[，。、；]/.test(first.textContent ?? '')) return [];
        const range = document.createRange();
        range.setStart(first, 0);
        range.setEnd(first, 1);
        const field = text.previousElementSibling?.getBoundingClientRect();
        return field && range.getBoundingClientRect().top < field.bottom - 4 ? [] : [text.textContent];
      }),
    );
    expect(begun).toEqual([]);
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
