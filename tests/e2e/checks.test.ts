import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { call } from './backend.ts';
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
    // A new limit has everything checked anew in the midst of it: what comes out does not know the composed words.
    await call(page, 'settings.set', { key: 'lengthLimit', value: 500 });
    await finding('超过500字').waitFor();
    expect(await finding('公文统一用“其他”').count()).toBe(0);
    await call(page, 'settings.set', { key: 'lengthLimit', value: null });
    await finding('超过500字').waitFor({ state: 'detached' });
    expect(await finding('公文统一用“其他”').count()).toBe(0);
    await block(page, '面向群众生动讲其它').waitFor();
    await cdp.send('Input.insertText', { text: '其它' });
    await finding('公文统一用“其他”').waitFor();
    await cdp.detach();
  });

  it('are counted in the outline, a section each', async () => {
    const { page } = app;
    const own = page.locator('.outline-item', { hasText: '学习宣传贯彻习近平法治思想' });
    const errors = async () => /(\d+) 处错误/.exec(await own.innerText())?.[1] ?? '0';
    const before = Number(await errors());
    await caretAt(page, '推动干部经常学');
    await page.keyboard.type('，更好得学');
    await own.getByText(`${before + 1} 处错误`).waitFor();
    await undo();
    await own.getByText(`${before + 1} 处错误`).waitFor({ state: 'detached' });
    expect(Number(await errors())).toBe(before);
  });

  it('put right as a tracked change while suggesting, which can be undone and rejected', async () => {
    const { page } = app;
    const suggest = (name: '编辑' | '修订') =>
      page.getByLabel('编辑还是修订').getByRole('radio', { name }).click();
    await caretAt(page, '推动干部经常学');
    await page.keyboard.type('，更好得学');
    await finding('修饰后面的动作').waitFor();
    await suggest('修订');
    const paragraph = block(page, '推动干部经常学');
    await finding('修饰后面的动作').getByRole('button', { name: '改为“地”' }).click();
    await paragraph.locator('.deleted', { hasText: '得' }).waitFor();
    await paragraph.locator('.inserted', { hasText: '地' }).waitFor();
    // What is struck out is read no more.
    await finding('修饰后面的动作').waitFor({ state: 'detached' });
    await saved(page);
    await undo();
    await paragraph.locator('.deleted').waitFor({ state: 'detached' });
    await finding('修饰后面的动作').waitFor();
    await page.keyboard.press('Control+y');
    await finding('修饰后面的动作').waitFor({ state: 'detached' });
    await saved(page);
    const id = /report\/([^/?]+)/.exec(page.url())?.[1] ?? '';
    const { revisions } = await call(page, 'review.get', { id });
    expect(revisions.map(({ kind }) => kind).toSorted()).toEqual(['delete', 'insert']);
    expect(new Set(revisions.map(({ author }) => author))).toEqual(new Set(['writer']));
    await undo();
    await paragraph.locator('.deleted').waitFor({ state: 'detached' });
    await suggest('编辑');
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

  it('refuse a file that is none of rules, and keep what there was', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '校对规则和词表' }).click();
    const dialog = page.getByRole('dialog', { name: '校对规则和词表' });
    const choose = (name: string, text: string) =>
      dialog
        .getByLabel('选择校对规则文件')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const alert = dialog.getByRole('alert');
    await choose('坏.json', '{"kind":');
    await alert.getByText('“坏.json”不是有效的规则文件，没有导入，原来的规则没有改动。').waitFor();
    await choose('别的.json', '{"kind":"other"}');
    await alert.getByText('“别的.json”不是年述的校对规则').waitFor();
    await choose('写错.json', '{"kind":"nianshu-check-rules","version":1,"words":[{"right":"甲"}]}');
    await alert.getByText('“写错.json”里的 words.0.wrong 写法不对').waitFor();
    await choose('新版.json', '{"kind":"nianshu-check-rules","version":9}');
    await alert.getByText('“新版.json”由更新版本的年述导出').waitFor();
    const { value } = await call(page, 'settings.get', { key: 'checks' });
    expect(value).toMatchObject({ words: [{ wrong: '三句半', right: '快板书' }] });
    await dialog.getByRole('button', { name: '完成' }).click();
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
