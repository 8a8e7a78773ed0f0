import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { caretAt, compose, pageOf, saved, textOf } from './page.ts';

/** A small machine takes its time. */
const soon = { timeout: 15_000 };

/** Looking something up in the years, from anywhere, without the mouse. */
describe('search over all years', () => {
  let app: App;
  let page: Page;
  const hits = () => page.locator('.hit');
  const box = () => page.getByRole('combobox', { name: '检索所有年份' });
  const marked = () => page.locator('.hit mark').allTextContents();

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('opens from a report by keys and finds while typing', async () => {
    await page.keyboard.press('Control+Shift+F');
    await box().waitFor();
    await box().pressSequentially('法');
    await page.locator('.hit mark').first().waitFor();
    const years = (): Promise<string[]> => page.locator('.hit-list h2 .year').allTextContents();
    // The index takes the reports in while one searches: what is found grows until it has them all.
    await expect.poll(async () => (await years()).length, soon).toBe(4);
    const shown = await years();
    expect(shown).toEqual([...shown].sort((a, b) => Number(b) - Number(a)));
    await box().pressSequentially('律顾问');
    await expect.poll(marked, soon).toContain('法律顾问');
    expect(new Set(await marked())).toEqual(new Set(['法律顾问']));
  });

  it('does not search for letters that are being composed', async () => {
    await box().fill('');
    const cdp = await app.context.newCDPSession(page);
    await compose(cdp, 'zhongcai', '仲裁');
    await page.getByText('没有找到“仲裁”。').waitFor();
    await box().fill('');
    await compose(cdp, 'tiaojie', '调解');
    await expect.poll(marked, soon).toContain('调解');
  });

  it('filters', async () => {
    await page.getByLabel('从哪一年').selectOption('2023');
    await page.getByLabel('到哪一年').selectOption('2023');
    await expect.poll(() => page.locator('.hit-list h2 .year').allTextContents(), soon).toEqual(['2023']);
    await page.getByRole('radio', { name: '标题' }).click();
    await expect.poll(() => hits().count(), soon).toBe(0);
    await page.getByRole('button', { name: '清除筛选，在全部报告里找' }).click();
    await expect.poll(() => page.locator('.hit-list h2').count(), soon).toBeGreaterThan(1);
  });

  it('opens the place by keyboard and comes back to where it was', async () => {
    await box().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chosen = page.locator('.hit[aria-selected="true"]');
    const snippet = (await chosen.locator('.snippet').innerText()).replaceAll('…', '');
    await page.keyboard.press('Enter');
    await pageOf(page).waitFor();
    const id = decodeURIComponent(page.url().split('/').at(-1) ?? '');
    const place = page.locator(`[data-block-id="${id}"]`);
    await expect
      .poll(() =>
        place.evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return top < innerHeight && bottom > 0;
        }),
      )
      .toBe(true);
    expect(await textOf(place)).toContain(snippet.slice(-12));
    await page.goBack();
    await box().waitFor();
    expect(await box().inputValue()).toBe('调解');
    expect((await chosen.locator('.snippet').innerText()).replaceAll('…', '')).toBe(snippet);
  });

  it('finds what was typed a moment ago', async () => {
    await page.goBack();
    await pageOf(page).waitFor();
    await caretAt(page, '法治', 'after');
    await page.keyboard.type('刚刚写下');
    await saved(page);
    await page.keyboard.press('Control+Shift+F');
    await box().fill('刚刚写下');
    await expect.poll(marked, soon).toEqual(['刚刚写下']);
  });
});
