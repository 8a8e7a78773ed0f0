import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeOrdinal, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { Person } from '../../shared/review/types.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { block, caretAt, compose, pageOf, saved, textOf } from './page.ts';

const LI: Person = { id: 'li', name: '李明', unit: '党政综合办公室', role: 'writer' };
const WANG: Person = { id: 'wang', name: '王芳', unit: '司法所', role: 'reviewer' };

/** Selects these words of the page, from the first to the last. */
async function select(page: Page, from: string, to: string): Promise<void> {
  await caretAt(page, to, 'after');
  await pageOf(page).evaluate((root, first) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(first) ?? -1;
      if (at < 0) continue;
      const selection = getSelection();
      const end = selection?.focusNode;
      if (end) selection.setBaseAndExtent(node, at, end, selection.focusOffset);
      return;
    }
    throw new Error(`the page has no text “${first}”`);
  }, from);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

const mode = (page: Page, name: '编辑' | '修订') =>
  page.getByLabel('编辑还是修订').getByRole('radio', { name }).click();

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^使用人/ }).click();
  await page.getByRole('dialog', { name: '现在是谁在用' }).getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: new RegExp(`使用人：${name}`) }).waitFor();
}

describe('several people at one report', () => {
  let app: App;
  let page: Page;
  let cdp: CDPSession;
  let id: string;

  beforeAll(async () => {
    app = await startApp({ people: [LI, WANG] });
    page = app.page;
    cdp = await app.context.newCDPSession(page);
    id = await storeReport(page, [
      makeTitle('青禾镇2026年工作总结'),
      makeHeading(1, '工作情况', 'work'),
      makeParagraph([
        { text: '全镇召开会议' },
        makeField({ value: '3', unit: '次', label: '会议' }),
        { text: '，研究部署工作。' },
      ]),
      makeParagraph([makeOrdinal(), { text: '完善制度。' }, makeOrdinal(), { text: '加强宣传教育。' }]),
      makeHeading(1, '存在问题'),
      makeParagraph('人手不足，经费有限。'),
    ]);
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
    await page.getByRole('tab', { name: /批注/ }).click();
  });
  afterAll(async () => {
    await app.close();
    expect(app.errors).toEqual([]);
  });

  const stored = async () => (await call(page, 'report.open', { id })).document.blocks;
  const review = () => call(page, 'review.get', { id });

  it('types with an input method while suggesting, and nothing of it is untracked', async () => {
    await mode(page, '修订');
    await page.evaluate(() => {
      Object.assign(globalThis, { starts: 0 });
      document.addEventListener(
        'compositionstart',
        () => ((globalThis as never as { starts: number }).starts += 1),
      );
    });
    await caretAt(page, '研究部署');
    await compose(cdp, 'fazhi', '法治');
    await compose(cdp, 'jianshe', '建设');
    expect(await page.evaluate(() => (globalThis as never as { starts: number }).starts)).toBe(2);
    const paragraph = block(page, '研究部署');
    expect(await textOf(paragraph)).toBe('全镇召开会议3次，研究部署法治建设工作。');
    expect(await textOf(paragraph.locator('.inserted'))).toBe('法治建设');
    await saved(page);
    const { revisions } = await review();
    expect(revisions).toMatchObject([{ author: 'li', kind: 'insert' }]);
    // A second person in the midst of it.
    await become(page, '王芳');
    await caretAt(page, '法治', 'after');
    await compose(cdp, 'zhengfu', '政府');
    expect(await textOf(paragraph)).toBe('全镇召开会议3次，研究部署法治政府建设工作。');
    await saved(page);
    expect((await review()).revisions.map(({ author }) => author)).toEqual(['li', 'wang']);
  });

  it('composes over selected words: they are struck out, the new ones stand behind', async () => {
    await select(page, '经费', '有限');
    await compose(cdp, 'zijinjinzhang', '资金紧张');
    const paragraph = block(page, '人手不足');
    expect(await textOf(paragraph.locator('.deleted'))).toBe('经费有限');
    expect(await textOf(paragraph.locator('.inserted'))).toBe('资金紧张');
    await page.keyboard.press('Backspace');
    expect(await textOf(paragraph.locator('.inserted'))).toBe('资金紧');
    await page.keyboard.insertText('缺');
    await saved(page);
    expect(await page.getByRole('article', { name: '王芳改写' }).innerText()).toContain('资金紧缺');
  });

  it('splits, begins an item and changes a figure as changes', async () => {
    await caretAt(page, '完善制度。');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('加强领导。');
    const items = block(page, '完善制度');
    expect(await textOf(items.locator('.ordinal').nth(1))).toBe('二是');
    expect(await textOf(items.locator('.inserted').last())).toBe('加强领导。');
    await page.locator('.field').first().click();
    const card = page.getByRole('dialog', { name: '填写数据' });
    await card.getByRole('textbox', { name: '数值' }).fill('5');
    await page.keyboard.press('Enter');
    expect(await page.locator('.field.deleted').innerText()).toContain('3次');
    expect(await page.locator('.field.inserted').innerText()).toContain('5次');
    await saved(page);
    const { unit: _unit, ...row } = (await review()).revisions.at(-1) as never as Record<string, unknown>;
    expect(row['author']).toBe('wang');
  });

  it('shows the clean and the original text', async () => {
    const views = page.getByLabel('看修订');
    await views.getByRole('radio', { name: '清稿' }).click();
    const clean = page.locator('.page-frame.clean [data-slate-editor]');
    await clean.waitFor();
    expect(await textOf(clean)).toContain('全镇召开会议5次，研究部署法治政府建设工作。');
    expect(await textOf(clean)).toContain('一是完善制度。二是加强领导。三是加强宣传教育。');
    expect(await textOf(clean)).toContain('人手不足，资金紧缺。');
    await views.getByRole('radio', { name: '原稿' }).click();
    const original = page.getByLabel('原稿', { exact: true });
    await original.waitFor();
    expect(await textOf(original)).toContain('全镇召开会议3次，研究部署工作。');
    expect(await textOf(original)).toContain('一是完善制度。二是加强宣传教育。');
    expect(await textOf(original)).toContain('人手不足，经费有限。');
    await views.getByRole('radio', { name: '花脸稿' }).click();
  });

  it('undoes a decision', async () => {
    const before = JSON.stringify(await stored());
    const card = page.getByRole('article', { name: '李明增加' });
    await card.getByRole('button', { name: '接受' }).click();
    await saved(page);
    expect(JSON.stringify(await stored())).not.toBe(before);
    expect((await review()).decisions).toMatchObject([{ accepted: true, author: 'wang' }]);
    await caretAt(page, '全镇召开');
    await page.keyboard.press('Control+z');
    await saved(page);
    expect(JSON.stringify(await stored())).toBe(before);
  });

  it('comments over a field and over two items, replies, resolves', async () => {
    await select(page, '召开会议', '研究部署');
    await page.keyboard.press('Control+Alt+m');
    await page.getByRole('textbox', { name: '写批注' }).fill('数字请与台账核对');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article', { name: '王芳的批注' }).waitFor();
    await select(page, '完善制度', '加强宣传');
    await page.keyboard.press('Control+Alt+m');
    await page.getByRole('textbox', { name: '写批注' }).fill('三项合并');
    await page.keyboard.press('Control+Enter');
    await page.locator('.review-bubble').nth(1).waitFor();
    await saved(page);
    const threads = (await review()).threads;
    expect(threads.map(({ quote, section }) => [quote, section])).toEqual([
      [expect.stringContaining('召开会议'), '一、工作情况'],
      [expect.stringContaining('完善制度。'), '一、工作情况'],
    ]);
    await page.getByRole('treeitem', { name: /一、工作情况.*2 条批注/ }).waitFor();

    await become(page, '李明');
    const first = page.getByRole('article', { name: '王芳的批注' }).first();
    await first.getByRole('button', { name: '回复' }).click();
    await first.getByRole('textbox', { name: '回复' }).fill('已核对');
    await page.keyboard.press('Control+Enter');
    // Only one's own can be edited.
    await first.getByRole('button', { name: '修改这条' }).waitFor();
    expect(await first.getByRole('button', { name: '修改这条' }).count()).toBe(1);
    await first.getByRole('button', { name: '解决' }).click();
    await page.locator('.review-bubble').nth(1).waitFor({ state: 'detached' });
    expect((await review()).threads[0]).toMatchObject({ state: 'resolved', resolvedBy: 'li' });
    await page.getByRole('treeitem', { name: /一、工作情况.*1 条批注/ }).waitFor();
  });

  it('edits and takes back what one said, mentions a section, and shows whose, which and where', async () => {
    const cards = page.getByRole('article', { name: '王芳的批注' });
    await page.getByLabel('看什么').getByRole('radio', { name: '批注' }).click();
    await expect.poll(() => cards.count()).toBe(1);
    await page.getByLabel('批注状态').selectOption({ label: '全部状态' });
    await expect.poll(() => cards.count()).toBe(2);
    await page.getByLabel('谁的').selectOption({ label: '李明' });
    await expect.poll(() => cards.count()).toBe(1);
    await page.getByRole('button', { name: '修改这条' }).click();
    await cards.getByRole('textbox', { name: '修改批注' }).fill('已核对两遍');
    await page.keyboard.press('Control+Enter');
    await cards.getByText('已核对两遍').waitFor();
    await cards.getByText('（改过）').waitFor();
    await cards.getByRole('button', { name: '回复' }).click();
    await cards.getByRole('textbox', { name: '回复' }).fill('见');
    await cards.getByLabel('提到某一节').selectOption({ label: '二、存在问题' });
    await page.keyboard.press('Control+Enter');
    await cards.getByRole('button', { name: '二、存在问题' }).click();
    await page.getByRole('treeitem', { name: /二、存在问题/, selected: true }).waitFor();
    await cards.getByRole('button', { name: '删除这条' }).last().click();
    await cards.getByText('这条已由本人删除').waitFor();
    const [thread] = (await review()).threads;
    expect(thread?.comments.map(({ removed }) => removed === true)).toEqual([false, false, true]);
    await page.getByLabel('谁的').selectOption({ label: '所有人' });
    await page.getByLabel('哪一节').selectOption({ label: '一、工作情况' });
    await expect.poll(() => cards.count()).toBe(2);
    await page.getByLabel('哪一节').selectOption({ label: '全文' });
    await page.getByLabel('批注状态').selectOption({ label: '未解决' });
    await page.getByLabel('看什么').getByRole('radio', { name: '全部' }).click();
  });

  it('accepts all that one person changed, and gives it back', async () => {
    const theirs = page.getByRole('article', { name: /^王芳(增加|删除|改写)/ });
    const before = await theirs.count();
    expect(before).toBeGreaterThan(0);
    await page.getByRole('button', { name: '接受或拒绝多处修订' }).click();
    await page.getByRole('menuitem', { name: '接受王芳的修订' }).click();
    await expect.poll(() => theirs.count()).toBe(0);
    await page
      .locator('.ui-toast', { hasText: '已接受王芳的修订' })
      .getByRole('button', { name: '撤销' })
      .click();
    await expect.poll(() => theirs.count()).toBe(before);
  });

  it('goes from comment to comment by key, and keeps one whose words are gone', async () => {
    await mode(page, '编辑');
    await caretAt(page, '召开');
    await page.keyboard.press('Control+F7');
    const inComment = () =>
      page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('.active') !== null);
    await expect.poll(inComment).toBe(true);
    await select(page, '完善制度', '加强宣传');
    await page.keyboard.press('Delete');
    await page.getByText('原文已删除：').waitFor();
    // The key goes to those too, after all that stand on the page.
    const gone = page.locator('.review-card.active', { hasText: '原文已删除：' });
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+F7');
        return gone.count();
      })
      .toBeGreaterThan(0);
    await page.keyboard.press('Control+z');
    await page.getByText('原文已删除：').waitFor({ state: 'detached' });
  });

  it('sends for review, counts what each did, opens the version and brings it back', async () => {
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: '送审…' }).click();
    const dialog = page.getByRole('dialog', { name: '送审' });
    await dialog.getByRole('button', { name: '送审' }).click();
    await dialog.getByText('第1轮送审稿').waitFor();
    expect(await dialog.locator('.version-counts').first().innerText()).toMatch(
      /王芳 增改\d+处、删\d+处、批注2条/,
    );
    expect((await call(page, 'report.open', { id })).state).toBe('in-review');
    await dialog.getByText('关闭', { exact: true }).click();
    await dialog.waitFor({ state: 'detached' });

    await caretAt(page, '召开');
    await page.keyboard.insertText('了');
    await saved(page);
    const changed = JSON.stringify(await stored());
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: '版本…' }).click();
    const versions = page.getByRole('dialog', { name: '版本' });
    await versions.getByRole('button', { name: '查看' }).click();
    const opened = page.getByLabel('第1轮送审稿', { exact: true }).last();
    await opened.waitFor();
    expect(await textOf(opened)).not.toContain('召开了');
    await page.getByRole('button', { name: '恢复为当前' }).click();
    await page.getByText(/^正文已恢复到/).waitFor();
    await saved(page);
    expect(JSON.stringify(await stored())).not.toBe(changed);
    await caretAt(page, '召开');
    await page.keyboard.press('Control+z');
    await saved(page);
    expect(JSON.stringify(await stored())).toBe(changed);
  });
});

describe('the first start', () => {
  let app: App;

  beforeAll(async () => {
    app = await startApp({ people: [] });
  });
  afterAll(async () => {
    await app.close();
  });

  it('asks who one is, and takes no silence for an answer', async () => {
    const { page } = app;
    const dialog = page.getByRole('dialog', { name: '先写下您是谁' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: '开始使用' }).click();
    await dialog.getByText('请写上姓名。').waitFor();
    await dialog.getByLabel('姓名').fill('赵敏');
    await dialog.getByRole('radio', { name: '审阅' }).click();
    await dialog.getByRole('button', { name: '开始使用' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await call(page, 'people.list', {})).toMatchObject([{ name: '赵敏', role: 'reviewer' }]);
  });
});
