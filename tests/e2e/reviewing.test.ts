import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { finalView, originalView } from '../../shared/document/resolve.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { Person } from '../../shared/review/types.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { block, caretAt, compose, pageOf, saved, select, showReport, textOf } from './page.ts';

const WANG: Person = { id: 'wang', name: '王芳', unit: '司法所', role: 'reviewer' };
const LI: Person = { id: 'li', name: '李明', unit: '党政综合办公室', role: 'writer' };

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^使用人/ }).click();
  await page.getByRole('dialog', { name: '现在是谁在用' }).getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: new RegExp(`使用人：${name}`) }).waitFor();
}

const mode = (page: Page, name: string) => page.getByLabel('编辑还是修订').getByRole('radio', { name });

describe('reviewing', () => {
  let app: App;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    app = await startApp({ people: [WANG, LI] });
    ({ page } = app);
    id = await storeReport(page, [
      makeTitle('青禾镇2026年工作总结'),
      makeHeading(1, '工作情况', 'work'),
      makeParagraph('全镇召开会议十二次，研究部署工作，压实各级责任。'),
      makeHeading(1, '存在问题'),
      makeParagraph('人手不足，经费有限，办法不多。'),
    ]);
    // Li has looked at it: what comes from now on is new to him.
    const { upTo } = await call(page, 'review.unseen', { id, person: 'li' });
    await call(page, 'review.look', { id, person: 'li', upTo });
    await showReport(page, id);
    await page.getByRole('tab', { name: /批注/ }).click();
  });
  afterAll(async () => {
    await app.close();
    expect(app.errors).toEqual([]);
  });

  it('begins with tracked changes for who reviews, says why by key, and gives a section’s comment to somebody', async () => {
    await page.getByText('审阅从“修订”开始').first().waitFor();
    expect(await mode(page, '修订').isChecked()).toBe(true);
    await select(page, '有限', '有限');
    await page.keyboard.type('偏紧');
    await page.keyboard.press('Control+Alt+r');
    await page.getByRole('textbox', { name: '为什么这样改' }).fill('与预算口径一致');
    await page.keyboard.press('Control+Enter');
    await page.getByText('理由：与预算口径一致').waitFor();

    await page.getByRole('treeitem', { name: /一、工作情况/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /给这一节写批注/ }).click();
    await page.getByRole('textbox', { name: '写批注' }).fill('本节请压缩到一页');
    await page.getByLabel('交给谁').selectOption({ label: '交给李明' });
    await page.getByLabel('何时前办').fill('2099-12-05');
    await page.getByRole('button', { name: '批注', exact: true }).click();
    await page.getByText('交李明 · 2099年12月5日前').waitFor();
    await saved(page);
    const { threads, revisions } = await call(page, 'review.get', { id });
    expect(threads).toMatchObject([
      { scope: 'section', quote: '一、工作情况', assignee: 'li', due: '2099-12-05' },
    ]);
    expect(revisions.map(({ reason }) => reason).filter(Boolean)).toEqual(['与预算口径一致']);
  });

  it('shows who writes what came since they looked, what is theirs, and marks it no more once it is seen', async () => {
    // Edited directly, without a trace in the text.
    await mode(page, '编辑').click();
    await caretAt(page, '研究部署');
    await page.keyboard.type('法治');
    await saved(page);
    await become(page, '李明');
    expect(await mode(page, '编辑').isChecked()).toBe(true);
    await page.getByRole('button', { name: '交给您的批注 1 条' }).waitFor();
    // Answered beside the page, and back to it.
    await page.locator('.review-bubble').click();
    const card = page.getByRole('dialog', { name: '批注和答复' });
    await card.getByRole('textbox', { name: '回复' }).fill('已压缩');
    await page.keyboard.press('Control+Enter');
    await card.getByText('已压缩').waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect((await call(page, 'review.get', { id })).threads[0]?.comments).toHaveLength(2);
    await page.getByLabel('看什么').getByRole('radio', { name: '新改动' }).click();
    await page.getByRole('article', { name: '王芳改写' }).getByText('理由：与预算口径一致').waitFor();
    await page.getByRole('article', { name: '王芳的批注' }).waitFor();
    expect(await page.getByRole('article', { name: '王芳直接改过' }).locator('ins').textContent()).toBe(
      '法治',
    );
    expect(await block(page, '研究部署').getAttribute('class')).toContain('unseen-block');
    await page.getByRole('button', { name: '看过了' }).click();
    await page.getByText('上次看过之后没有新的改动。').waitFor();
    await pageOf(page).locator('.unseen, .unseen-block').first().waitFor({ state: 'detached' });
    expect(await call(page, 'review.unseen', { id, person: 'li' })).toMatchObject({
      revisions: [],
      threads: [],
      blocks: [],
    });
  });

  it('writes in the clean view with tracking on, by key and by input method: what is shown is what it comes to', async () => {
    const cdp = await app.context.newCDPSession(page);
    const before = originalView((await call(page, 'report.open', { id })).document.blocks);
    await page.getByLabel('看修订').getByRole('radio', { name: '清稿' }).click();
    await page.getByRole('button', { name: '切到修订' }).click();
    await page.getByText('在这里改，照样留痕').waitFor();
    // A word beside one that was struck out; one that is taken out letter by letter from behind.
    await caretAt(page, '偏紧');
    await compose(cdp, 'zhang', '张');
    await caretAt(page, '压实各级责任');
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('Backspace');
    await compose(cdp, 'yaqiu', '要求');
    await page.keyboard.type('，');
    // A paragraph of its own, and with the next one in one line.
    await caretAt(page, '人手不足，');
    await page.keyboard.press('Enter');
    await caretAt(page, '存在问题', 'before');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('及');
    // All words of the line go; others come in their place.
    await select(page, '人手不足，', '人手不足，');
    await page.keyboard.press('Delete');
    await compose(cdp, 'kunnan', '困难');
    await saved(page);
    const blocks = (await call(page, 'report.open', { id })).document.blocks;
    const final = plainText(finalView(blocks)).replaceAll(/\s/g, '');
    expect(final).toBe(
      '青禾镇2026年工作总结一、工作情况全镇召开会议十二次，研究部署法治工作，压实要求，。及存在问题困难经费偏紧张，办法不多。',
    );
    expect(await textOf(pageOf(page))).toBe(final.replaceAll('一、', ''));
    expect(originalView(blocks)).toEqual(before);
    await page.getByRole('button', { name: '回到花脸稿' }).click();
    await page.locator('.page-frame:not(.clean)').waitFor();
  });
});
