import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { countingIds } from '../../shared/document/ids.ts';
import { makeAnnex, makeImage, makeNote, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { startApp, type App } from './app.ts';
import { axeFindings } from './axe.ts';
import { storeReport } from './backend.ts';
import { caretAt, pageOf, showReport } from './page.ts';

/** What looks alike was told apart by numbers already (theme.test.ts): here the two that differ most from light. */
const THEMES = ['dark', 'contrast-dark'];

describe('every screen, for everybody', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(async () => {
    await app.close();
  });

  const setTheme = (theme: string): Promise<void> =>
    page.evaluate((name) => {
      localStorage.setItem('nianshu.preferences', JSON.stringify({ theme: name }));
      document.documentElement.dataset.theme = name;
      document.documentElement.dataset.paper = name === 'dark' ? 'dark' : 'white';
    }, theme);

  /** Everything in light; in the other themes what a theme can break. */
  const check = async (themes: readonly string[] = []): Promise<void> => {
    expect(await axeFindings(page)).toEqual([]);
    for (const theme of themes) {
      await setTheme(theme);
      expect(await axeFindings(page, ['color-contrast']), theme).toEqual([]);
    }
    await setTheme('light');
  };

  it('the start without reports', async () => {
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    await check(THEMES);
  });

  it('a report with all its panels', async () => {
    await page.goto(`${app.server.origin}/#/demo`);
    await pageOf(page).waitFor();
    await check(THEMES);
    await page.getByRole('tab', { name: '往年' }).click();
    await check();
  });

  it.each([
    ['命令', 'Control+k'],
    ['快捷键', 'Control+/'],
    ['设置', 'Control+,'],
    ['导出', 'Control+Shift+e'],
    ['使用说明', 'F1'],
  ])('the dialog %s', async (name, keys) => {
    await caretAt(page, '现将有关情况报告如下');
    await page.keyboard.press(keys);
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    await check();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('a field’s card', async () => {
    await page.keyboard.press('Tab');
    await page.locator('.field-card').waitFor();
    await check();
    await page.keyboard.press('Escape');
  });

  it('a note’s card and an image’s dialog, with an annex and an image that is missing on the page', async () => {
    const ids = countingIds('b');
    const blocks = [
      makeTitle('青禾镇2026年工作总结', ids),
      makeParagraph([{ text: '全年十二件' }, makeNote('foot', '据统计。', ids), { text: '。' }], 'body', ids),
      makeParagraph([makeImage({ asset: 'a'.repeat(64), width: 90, height: 60 }, ids)], 'body', ids),
      { ...makeParagraph('另起一页。', 'body', ids), pageBreak: true as const, landscape: true as const },
      makeAnnex('名单', ids),
    ];
    const demo = await page.evaluate(() => location.hash);
    await showReport(page, await storeReport(page, blocks));
    await pageOf(page).getByText('图片没有找到').waitFor();
    await page.locator('.note-list').waitFor();
    await pageOf(page).locator('.note').click();
    await page.locator('.note-card').waitFor();
    await check(THEMES);
    await page.keyboard.press('Escape');
    await pageOf(page).locator('.image').click();
    const dialog = page.getByRole('dialog', { name: '图片' });
    await dialog.waitFor();
    await check();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.evaluate((to) => (location.hash = to), demo);
    await pageOf(page).getByText('现将有关情况报告如下').waitFor();
  });

  it('finding and replacing', async () => {
    await page.keyboard.press('Control+h');
    const bar = page.getByRole('search', { name: '查找和替换' });
    await bar.getByRole('textbox', { name: '查找' }).fill('法治');
    const rows = bar.getByRole('list', { name: '替换后的样子' }).getByRole('button');
    await rows.first().waitFor();
    await check();
    // The list is one stop of Tab, and has keys of its own.
    await rows.and(page.locator('[tabindex="0"]')).focus();
    const count = await bar.locator('.find-count').innerText();
    await page.keyboard.press('ArrowDown');
    expect(await bar.locator('.find-count').innerText()).not.toBe(count);
    await expect
      .poll(() => rows.and(page.locator('[aria-current]')).evaluate((row) => row === document.activeElement))
      .toBe(true);
    await page.keyboard.press('Escape');
  });

  it('the start with reports', async () => {
    await page.getByRole('button', { name: '回首页' }).click();
    await page.locator('.report-list').waitFor();
    await check();
  });

  it('can be read at 200 %: nothing is cut off, nothing scrolls sideways', async () => {
    // A window of half the size is what zooming to 200 % leaves of it.
    await page.setViewportSize({ width: 683, height: 384 });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(await wide()).toBe(false);
    await page.goto(`${app.server.origin}/#/demo`);
    await pageOf(page).waitFor();
    expect(await wide()).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  it('goes from region to region by F6, with the focus in sight', async () => {
    await caretAt(page, '现将有关情况报告如下');
    const region = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region);
    const seen: (string | undefined)[] = [];
    for (let n = 0; n < 3; n += 1) {
      await page.keyboard.press('F6');
      seen.push(await region());
    }
    expect(new Set(seen)).toEqual(new Set(['left', 'page', 'right']));
    await page.keyboard.press('F6');
    if ((await region()) === 'page') await page.keyboard.press('F6');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe('none');
    expect(app.errors).toEqual([]);
  });
});
