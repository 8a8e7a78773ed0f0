import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';

import { startApp, type App } from './app.ts';
import { block, caretAt, compose, pageOf, saved } from './page.ts';
import { renderedSince, watchRendering } from './rendered.ts';

const WORDS = '现将有关情况报告如下';

describe('while somebody types', () => {
  let app: App;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await watchRendering(page);
    await page.goto(`${app.server.origin}/#/demo`);
    await page.reload();
    await pageOf(page).waitFor();
    id = (await block(page, WORDS).getAttribute('data-block-id')) ?? '';
    await caretAt(page, WORDS);
    await saved(page);
  });
  afterAll(async () => {
    await app.close();
  });

  it('draws every block once when the report opens', async () => {
    const drawn = await renderedSince(page);
    expect(drawn.length).toBeGreaterThan(20);
    expect(drawn).toContain(id);
  });

  it('draws the block that is typed in and no other, saving and panels included', async () => {
    for (const key of ['甲', '乙', '丙']) await page.keyboard.insertText(key);
    await page.locator('.status-bar', { hasText: '字' }).waitFor();
    await saved(page);
    expect(await renderedSince(page)).toEqual([id]);
    await page.keyboard.press('Backspace');
    await saved(page);
    expect(await renderedSince(page)).toEqual([id]);
  });

  it('draws no other block while an input method composes', async () => {
    const cdp = await app.context.newCDPSession(page);
    await compose(cdp, 'nihao', '你好');
    await saved(page);
    expect(await renderedSince(page)).toEqual([id]);
  });

  it('draws the two halves of a paragraph that is parted, and no other block', async () => {
    await caretAt(page, WORDS);
    const tail = await block(page, WORDS).locator('[data-slate-string]').last().elementHandle();
    await renderedSince(page);
    await page.keyboard.press('Enter');
    await saved(page);
    const [halves, fields] = await pageOf(page).evaluate((root, first) => {
      const blocks = [...root.querySelectorAll<HTMLElement>('[data-block-id]')];
      const at = blocks.findIndex((each) => each.dataset['blockId'] === first);
      const both = blocks.slice(at, at + 2);
      const inside = both.flatMap((each) => [...each.querySelectorAll<HTMLElement>('[data-field-id]')]);
      return [both.map((each) => each.dataset['blockId']), inside.map((each) => each.dataset['fieldId'])];
    }, id);
    const drawn = await renderedSince(page);
    expect(drawn).toEqual(expect.arrayContaining(halves));
    expect(drawn.filter((one) => ![...halves, ...fields, 'ordinal'].includes(one))).toEqual([]);
    expect(await tail?.evaluate((element) => element.isConnected)).toBe(true);
    await page.keyboard.press('Backspace');
    await saved(page);
    await renderedSince(page);
  });

  it('draws nothing of the page when the caret moves', async () => {
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    expect(await renderedSince(page)).toEqual([]);
    expect(app.errors).toEqual([]);
  });
});

describe('a report of several screens', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const last = () => pageOf(page).locator('[data-slate-node=text]').last();
  const drawn = () => last().evaluate((el) => el.checkVisibility({ contentVisibilityAuto: true }));
  const length = () => page.locator('.desk').evaluate((desk) => desk.scrollHeight);

  it('is drawn where it is looked at, and its length is known before', async () => {
    await expect.poll(drawn).toBe(false);
    const before = await length();
    const blocks = await pageOf(page).locator('[data-block-id]').all();
    for (const each of blocks) await each.scrollIntoViewIfNeeded();
    await expect.poll(drawn).toBe(true);
    expect(Math.abs((await length()) - before)).toBeLessThan(before / 20);
  });

  it('shows the words beside a tracked break, which stand outside of the paragraph', async () => {
    await page.getByLabel('编辑还是修订').getByRole('radio', { name: '修订' }).click();
    await caretAt(page, '法治建设走深');
    await page.keyboard.press('Enter');
    const broken = pageOf(page).locator('[data-break]');
    await broken.waitFor();
    const clip = await broken.evaluate((el) => {
      const margin = Number.parseFloat(getComputedStyle(el.closest('.strip')!).overflowClipMargin);
      return margin + Number.parseFloat(getComputedStyle(el, '::after').left);
    });
    expect(clip).toBeGreaterThanOrEqual(0);
    expect(app.errors).toEqual([]);
  });
});
