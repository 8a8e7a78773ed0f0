import { readFileSync } from 'node:fs';

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, pageOf, saved, textOf } from './page.ts';

/** What only the internal edition says: of the demo's year, of its last one, and its names. */
const INTERNAL = /青禾|林春生|培训4场|36场次|未填，点一下|年：\d/;

/** All that the window shows, says in tooltips and tells a screen reader. */
const told = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('*')].filter((one) => one.checkVisibility());
    const attributes = shown.flatMap((one) =>
      ['title', 'aria-label', 'alt', 'data-guidance'].map((name) => one.getAttribute(name) ?? ''),
    );
    // What is out of sight is not laid out, and has no inner text.
    const far = document.querySelector('.public-page')?.textContent ?? '';
    return [document.title, document.body.innerText, far, ...attributes].join('\n');
  });

const plain = (text: string): string => text.replaceAll(/[\s\u3000\uFEFF]/g, '');

describe('the public edition on show', () => {
  let app: App;
  let page: Page;
  const shown = () => page.locator('.public-page');
  const show = async (edition: '公开版' | '内部版') => {
    await page.getByRole('radio', { name: edition }).click();
    await (edition === '公开版' ? shown() : pageOf(page)).waitFor();
  };

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  it('is what is exported, and the window tells nothing else', async () => {
    expect(await told(page)).toMatch(INTERNAL);
    await show('公开版');
    await page.getByText('没有找到像是不该公开的内容').waitFor();
    expect(await told(page)).not.toMatch(INTERNAL);
    const words = await shown().evaluate((root) => {
      const lines = [...root.querySelectorAll<HTMLElement>('[data-public-id]')];
      return lines.map((one) => (one.dataset['number'] ?? '') + one.textContent).join('\n');
    });
    await page.getByRole('button', { name: '导出' }).click();
    const dialog = page.getByRole('dialog', { name: '导出' });
    await dialog.getByRole('radio', { name: /文本/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: '导出', exact: true }).click(),
    ]);
    const exported = readFileSync(await download.path(), 'utf8');
    await page.keyboard.press('Escape');
    expect(plain(words)).toBe(plain(exported));
    await page.emulateMedia({ media: 'print' });
    expect(
      await page
        .locator('.panel, .report-head, .status-bar, .public-strip')
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
    ).toBe(0);
    expect(await told(page)).not.toMatch(INTERNAL);
    await shown().waitFor();
    await page.emulateMedia({ media: 'screen' });
    await show('内部版');
  });

  it('takes nothing that is typed, cut or undone, says so once, and leads back to the same place', async () => {
    await caretAt(page, '整改到位。');
    await page.keyboard.type('记下。');
    await saved(page);
    const before = await textOf(pageOf(page));
    await page.keyboard.press('Control+Alt+p');
    await shown().waitFor();
    const near = shown().locator('[data-public-id]', { hasText: '整改到位。记下。' });
    await expect.poll(() => near.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
    expect(await near.evaluate((one) => one.getBoundingClientRect().bottom < window.innerHeight)).toBe(true);
    await page.keyboard.type('乱写');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+x');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+h');
    await page.keyboard.press('F8');
    expect(await page.locator('.ui-toast', { hasText: '公开版只能看和复制' }).count()).toBe(1);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('青禾');
    await page.locator('.public-find output', { hasText: '没有找到' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await pageOf(page).waitFor();
    expect(await textOf(pageOf(page))).toBe(before);
    await page.keyboard.type('再记。');
    await expect.poll(() => textOf(block(page, '记下。'))).toContain('记下。再记。');
    for (let n = 0; n < 2; n += 1) await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).not.toContain('记下。');
    await saved(page);
  });

  it('follows another window, and is neither copied nor printed while somebody has to decide', async () => {
    const other = await app.openWindow(new URL(page.url()).hash);
    await pageOf(other).waitFor();
    await show('公开版');
    await caretAt(other, '整改到位。');
    await other.keyboard.insertText('联系人13800138000。');
    await shown().locator('[data-public-id]', { hasText: '联系人13800138000。' }).waitFor();
    await page.getByRole('button', { name: '1 处待定' }).waitFor();
    await shown().press('Control+a');
    await shown().press('Control+c');
    await page.getByText('没有复制：选中的文字里有 1 处').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await shown().isVisible()).toBe(false);
    expect(await page.getByText('没有打印：公开版里').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    // Decided where it is seen: the number is masked before one's eyes.
    await page.locator('.public-side').getByRole('button', { name: '隐去' }).click();
    await shown()
      .locator('[data-public-id]', { hasText: /联系人\*+。/ })
      .waitFor();
    await page.getByText('没有找到像是不该公开的内容').waitFor();
    await show('内部版');
    expect(await textOf(block(page, '整改到位。'))).toContain('13800138000');
    expect(app.errors).toEqual([]);
  });
});
