import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, pageOf, textOf, select } from './page.ts';

type Spot = { x: number; y: number };

/** A place in the window: on the first line of what is selected, or right behind these words. */
const onSelection = (page: Page): Promise<Spot> =>
  page.evaluate(() => {
    const box = getSelection()!.getRangeAt(0).getClientRects()[0]!;
    return { x: box.left + Math.min(20, box.width / 2), y: box.top + box.height / 2 };
  });
const behind = (page: Page, words: string): Promise<Spot> =>
  pageOf(page).evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at + wanted.length - 1);
      range.setEnd(node, at + wanted.length);
      const box = range.getBoundingClientRect();
      return { x: box.right - 1, y: box.top + box.height / 2 };
    }
    throw new Error(`the page has no text “${wanted}”`);
  }, words);

async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 2);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

describe('selected words that are dragged', () => {
  let app: App;
  let page: Page;
  let before = '';

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
    before = await textOf(pageOf(page));
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
  });

  it('are moved, as one step', async () => {
    await select(page, '推动干部经常学', '推动干部经常学');
    const text = await textOf(block(page, '推动干部经常学'));
    const tail = text.slice(-4);
    await drag(page, await onSelection(page), await behind(page, tail));
    await expect
      .poll(() => textOf(block(page, tail)))
      .toBe(`${text.replace('推动干部经常学', '')}推动干部经常学`);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
  });

  it('stay where they are when a required heading is among them, and the writer hears why', async () => {
    const heading = pageOf(page).locator('.heading.level-2').nth(1);
    const words = (await textOf(heading)).replace(/^（.）/, '');
    const target = await textOf(pageOf(page).locator('.paragraph.body').first());
    await heading.scrollIntoViewIfNeeded();
    await select(page, words, words);
    // Over the heading's end into the section below.
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const from = await onSelection(page);
    await drag(page, from, { x: from.x + 40, y: from.y - 120 });
    await page.locator('.ui-toast', { hasText: '不能拖走' }).first().waitFor();
    expect(target).not.toBe('');
    expect(await textOf(pageOf(page))).toBe(before);
  });

  it('are struck out and put in anew while suggesting', async () => {
    await page.getByRole('radio', { name: '修订' }).click();
    await select(page, '推动干部经常学', '推动干部经常学');
    const text = await textOf(block(page, '推动干部经常学'));
    await drag(page, await onSelection(page), await behind(page, text.slice(-4)));
    await expect.poll(() => pageOf(page).locator('.deleted').allInnerTexts()).toEqual(['推动干部经常学']);
    expect(await pageOf(page).locator('.inserted').allInnerTexts()).toEqual(['推动干部经常学']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
    await page.getByRole('radio', { name: '编辑', exact: true }).click();
  });
});
