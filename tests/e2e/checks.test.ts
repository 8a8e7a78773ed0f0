import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, pageOf, saved } from './page.ts';

/** Findings while writing, from the page to the list and back. */
let app: App;
const list = () => app.page.getByRole('tabpanel', { name: /检查/ });
const finding = (words: string) => list().locator('.finding', { hasText: words });
const undo = () => app.page.keyboard.press('Control+z');

async function openDraft(): Promise<void> {
  await app.page.getByText('2025年全面依法治市').first().click();
  await pageOf(app.page).waitFor();
  await app.page.getByRole('tab', { name: /检查/ }).click();
  await list().locator('.finding').first().waitFor();
}

beforeAll(async () => {
  app = await startApp({ demo: true });
  await openDraft();
});

afterAll(async () => {
  expect(app.errors).toEqual([]);
  await app.close();
});

describe('checks while writing', () => {
  it('find what was just typed, mark it and put it right as one step that can be undone', async () => {
    const { page } = app;
    await caretAt(page, '坚持领导带头学');
    await page.keyboard.type(',截止目前已学两轮');
    await finding('，应为全角').waitFor();
    await finding('后面跟时间，用“截至”').waitFor();
    await page.waitForFunction(() => [...(CSS.highlights.get('check-error') ?? [])].length >= 2);
    await finding('后面跟时间').getByRole('button', { name: '改为“截至”' }).click();
    await block(page, '坚持领导带头学,截至目前').waitFor();
    await finding('后面跟时间').waitFor({ state: 'detached' });
    await undo();
    await block(page, '坚持领导带头学,截止目前').waitFor();
    await finding('后面跟时间').waitFor();
  });

  it('put all of a rule right at once, also across marks and fields', async () => {
    const { page } = app;
    await caretAt(page, '推动干部经常学');
    await page.keyboard.type(',抓好日常;抓好考核');
    await list()
      .locator('.check-rule', { hasText: '半角标点' })
      .getByRole('button', { name: '全部改正' })
      .click();
    await block(page, '坚持领导带头学，截止').waitFor();
    await block(page, '推动干部经常学，抓好日常；抓好考核').waitFor();
    await page.getByRole('button', { name: '撤销' }).last().click();
    await block(page, '推动干部经常学,抓好日常;抓好考核').waitFor();
  });

  it('do not look at what is being composed', async () => {
    const { page } = app;
    const cdp = await app.context.newCDPSession(page);
    await caretAt(page, '面向群众生动讲');
    await cdp.send('Input.imeSetComposition', { text: '其它', selectionStart: 2, selectionEnd: 2 });
    // The page has drawn, and has had nothing to do, again and again: whoever wanted to look has looked.
    await page.evaluate(async () => {
      for (let n = 0; n < 40; n += 1) await new Promise((resolve) => requestIdleCallback(resolve));
    });
    expect(await finding('公文统一用“其他”').count()).toBe(0);
    await cdp.send('Input.insertText', { text: '其它' });
    await finding('公文统一用“其他”').waitFor();
    await cdp.detach();
  });

  it('ignore one finding, keep it over a reload, and take it back', async () => {
    const { page } = app;
    await finding('公文统一用“其他”').getByRole('button', { name: '忽略这一处' }).click();
    await finding('公文统一用“其他”').waitFor({ state: 'detached' });
    await saved(page);
    await page.reload();
    await list()
      .getByRole('button', { name: /已忽略/ })
      .click();
    await finding('公文统一用“其他”').waitFor();
    // It follows its words while the paragraph grows before them.
    await caretAt(page, '推动干部经常学');
    await page.keyboard.type('，反复学,经常学');
    await finding('反复学,经常学').first().waitFor();
    expect(await finding('公文统一用“其他”').getByRole('button', { name: '恢复这一处' }).count()).toBe(1);
    await finding('公文统一用“其他”').getByRole('button', { name: '恢复这一处' }).click();
    await finding('公文统一用“其他”').getByRole('button', { name: '忽略这一处' }).waitFor();
  });

  it('leave a rule out in this report, and take it in again', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '数据未填：更多' }).first().click();
    await page.getByRole('menuitem', { name: '本报告忽略这条规则' }).click();
    await finding('还没有填').first().waitFor({ state: 'detached' });
    await list()
      .getByRole('button', { name: /已忽略/ })
      .waitFor();
    await list()
      .locator('.ignored-rule', { hasText: '数据未填' })
      .getByRole('button', { name: '恢复' })
      .click();
    await finding('还没有填').first().waitFor();
  });

  it('go to the words by list and by key', async () => {
    const { page } = app;
    await finding('后面跟时间').locator('.finding-go').click();
    await page.waitForFunction(() => getSelection()?.toString() === '截止');
    await page.keyboard.press('F8');
    await page.waitForFunction(() => getSelection()?.toString() !== '截止');
    await page.keyboard.press('Shift+F8');
    await page.waitForFunction(() => getSelection()?.toString() === '截止');
    await page.keyboard.press('Control+.');
    await block(page, '截至目前').waitFor();
  });
});

describe('rules and lists of the unit', () => {
  it('take a word of the unit, export it, and find it at once', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '校对规则和词表' }).click();
    const dialog = page.getByRole('dialog', { name: '校对规则和词表' });
    await dialog.getByRole('radio', { name: '常见错词' }).click();
    await dialog.getByLabel('错误写法').fill('三句半');
    await dialog.getByLabel('正确写法').fill('快板书');
    await dialog.getByRole('button', { name: '添加' }).click();
    await dialog.locator('li', { hasText: '本单位' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '导出' }).click(),
    ]);
    const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as { words: unknown };
    expect(file.words).toEqual([{ wrong: '三句半', right: '快板书', except: [] }]);
    await dialog.getByRole('button', { name: '恢复自带' }).click();
    await dialog.locator('li', { hasText: '本单位' }).waitFor({ state: 'detached' });
    await dialog.getByLabel('选择校对规则文件').setInputFiles(await download.path());
    await dialog.locator('li', { hasText: '本单位' }).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await finding('应为“快板书”').waitFor();
  });

  it('switch a rule off for all reports', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '校对规则和词表' }).click();
    const dialog = page.getByRole('dialog', { name: '校对规则和词表' });
    await dialog.getByRole('switch', { name: '数据未填' }).click();
    await dialog.getByRole('button', { name: '完成' }).click();
    await finding('还没有填').first().waitFor({ state: 'detached' });
  });
});
