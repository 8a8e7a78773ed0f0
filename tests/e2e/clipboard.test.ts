import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { block, caretAt, pageOf, saved, textOf, select } from './page.ts';

const folder = fileURLToPath(new URL('../fixtures/clipboard/', import.meta.url));

/** Pastes as the browser would, with these formats on the clipboard. */
async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await pageOf(page).evaluate((root, formats) => {
    const clipboard = new DataTransfer();
    for (const [type, text] of Object.entries(formats)) clipboard.setData(type, text);
    root.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
    );
  }, data);
}

/** What a copy or cut puts on the clipboard. */
async function copied(page: Page, kind: 'copy' | 'cut' = 'copy'): Promise<Record<string, string>> {
  return pageOf(page).evaluate((root, type) => {
    const clipboard = new DataTransfer();
    root.dispatchEvent(
      new ClipboardEvent(type, { clipboardData: clipboard, bubbles: true, cancelable: true }),
    );
    return Object.fromEntries(clipboard.types.map((format) => [format, clipboard.getData(format)]));
  }, kind);
}

async function selectWords(page: Page, from: string, to: string): Promise<void> {
  await select(page, from, to);
  // The editor takes the selection over a moment later.
  const isTaken = async (): Promise<boolean> => {
    const text = (await copied(page))['text/plain'] ?? '';
    return text.replace(/^[一二三四]、/, '').startsWith(from) && text.endsWith(to);
  };
  await expect.poll(isTaken).toBe(true);
}

describe('copy and paste', () => {
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

  it('takes in what Word copies: headings, items, figures, masks, a table; says what it has left out', async () => {
    const before = await textOf(pageOf(page));
    await caretAt(page, '整改到位。');
    await paste(page, { 'text/html': readFileSync(`${folder}word.html`, 'utf8'), 'text/plain': '别的' });
    const heading = block(page, '抓好行政执法');
    await heading.waitFor();
    expect(await heading.getAttribute('aria-level')).toBe('3');
    const items = block(page, '规范执法程序');
    expect(await items.locator('.ordinal').allTextContents()).toHaveLength(2);
    expect(await textOf(items)).toContain('开展执法检查***宗，办结28宗。');
    expect(await items.locator('.field').count()).toBeGreaterThanOrEqual(2);
    expect(await pageOf(page).locator('table', { hasText: '执法情况' }).locator('tr').count()).toBe(3);
    await page.getByText('没有收入：1 张图片、1 处修订中删除的文字、1 条批注。').first().waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).toBe(before);
  });

  it('offers the words alone', async () => {
    await caretAt(page, '整改到位。');
    await paste(page, { 'text/plain': '一、新的一节\n一是抓学习。二是抓落实12次。' });
    expect(await block(page, '新的一节').getAttribute('role')).toBe('heading');
    await page.getByRole('button', { name: '只要文字' }).last().click();
    await expect.poll(() => block(page, '新的一节').getAttribute('role')).toBeNull();
    expect(await block(page, '抓学习').locator('.void').count()).toBe(0);
    expect(await textOf(block(page, '抓学习'))).toBe('一是抓学习。二是抓落实12次。');
    // The button had the focus; left in, the figure would be asked about before it is public.
    await pageOf(page).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => textOf(pageOf(page))).not.toContain('抓落实12次');
    await saved(page);
  });

  it('keeps words in the line, in place of what is selected', async () => {
    await selectWords(page, '走深走实', '走深走实');
    await paste(page, { 'text/html': '<b style="color:red">提质增效</b>', 'text/plain': '提质增效' });
    expect(await textOf(block(page, '提质增效'))).toContain('推动法治建设提质增效。');
    await page.keyboard.press('Control+z');
  });

  it('pastes plainly with Ctrl+Shift+V', async () => {
    await caretAt(page, '整改到位。');
    await page.keyboard.down('Control');
    await page.keyboard.down('Shift');
    await page.keyboard.down('v');
    await paste(page, { 'text/plain': '（七）不是标题' });
    await page.keyboard.up('v');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Control');
    expect(await textOf(block(page, '不是标题'))).toContain('整改到位。（七）不是标题');
    await page.keyboard.press('Control+z');
    expect(await textOf(pageOf(page))).not.toContain('不是标题');
  });

  it('copies numbers, labels and figures, as text and for Word, and takes its own back with new ids', async () => {
    await selectWords(page, '推动干部经常学', '记得住。');
    const data = await copied(page);
    expect(data['text/plain']).toMatch(/^推动干部经常学。.*培训4场.*三是面向群众生动讲。.*36场次.*记得住。$/);
    expect(data['text/html']).toContain('三是面向群众生动讲');
    const ids = async (): Promise<string[]> =>
      pageOf(page)
        .locator('.field')
        .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['fieldId'] ?? ''));
    const count = (await ids()).length;
    await caretAt(page, '整改到位。');
    await paste(page, data);
    const after = await ids();
    expect(after).toHaveLength(count + 3);
    expect(new Set(after).size).toBe(after.length);
    expect(await textOf(block(page, '整改到位。'))).toContain('整改到位。推动干部经常学。');
    await page.keyboard.press('Control+z');
    await saved(page);
  });

  it('copies a heading with its number as a heading', async () => {
    await selectWords(page, '法治建设工作情况', '记得住。');
    const data = await copied(page);
    expect(data['text/plain']?.split('\n')[0]).toBe('一、法治建设工作情况');
    expect(data['text/html']).toMatch(/<h1[^>]*>一、法治建设工作情况<\/h1>\s*<h2[^>]*>（一）/);
  });

  it('in the public edition gives no secret away in any format, and still pastes as masks', async () => {
    await page.getByRole('radio', { name: '公开版' }).click();
    const shown = page.locator('.public-page');
    // Copying waits until what is public has been looked through.
    await page.getByText('没有找到像是不该公开的内容').waitFor();
    await shown.locator('[data-line]', { hasText: '推动干部经常学' }).evaluate((line) => {
      line.scrollIntoView({ block: 'center' });
      getSelection()?.selectAllChildren(line);
    });
    const taken = (kind: 'copy' | 'cut') =>
      shown.evaluate((root, type) => {
        const data = new DataTransfer();
        root.dispatchEvent(
          new ClipboardEvent(type, { clipboardData: data, bubbles: true, cancelable: true }),
        );
        return Object.fromEntries(data.types.map((format) => [format, data.getData(format)]));
      }, kind);
    const data = await taken('copy');
    const all = Object.values(data)
      .flatMap((text) => [text, safely(text)])
      .join('\n')
      .replace(/<[^>]*>/g, '');
    expect(all).toMatch(/专题培训\*+场/);
    expect(all).not.toMatch(/培训4场|36场次|林春生|data-slate/);
    expect(Object.keys(data).sort()).toEqual(['text/html', 'text/plain']);
    // Words that are dragged to another program go the same way, and cutting is copying.
    expect(await draggedOut(page)).toEqual(data);
    expect(await taken('cut')).toEqual(data);
    await page.getByRole('radio', { name: '内部版' }).click();
    await caretAt(page, '整改到位。');
    await paste(page, data);
    const pasted = block(page, '整改到位。').locator('.field.masked');
    await expect.poll(() => pasted.count()).toBeGreaterThanOrEqual(3);
    await page.keyboard.press('Control+z');
  });

  it('is refused where the page is selected together with what stands beside it', async () => {
    await page.evaluate(() => {
      const words = document.querySelector('.panel h2');
      const last = document.querySelector('.page [data-block-id]:last-child');
      if (words && last) getSelection()?.setBaseAndExtent(words, 0, last, 1);
    });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText('原来的'));
    await page.keyboard.press('Control+c');
    await page.getByText('没有复制：选中的文字跨出了正文').first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('原来的');
    // Beside the page anything may be copied.
    await page.evaluate(() => {
      const words = document.querySelector('.panel h2');
      if (words) getSelection()?.selectAllChildren(words);
    });
    await page.keyboard.press('Control+c');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('提纲');
  });

  it('tells that pictures are not taken', async () => {
    await caretAt(page, '整改到位。');
    await paste(page, { 'text/html': '<img src="a.png">' });
    await page.getByText('没有粘贴。没有收入：1 张图片。').first().waitFor();
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});

/** What another program gets when the selection is dragged to it. */
async function draggedOut(page: Page): Promise<Record<string, string>> {
  const from = await page.evaluate(() => {
    const other = document.createElement('div');
    other.id = 'other-program';
    other.style.cssText = 'position:fixed;inset:0 auto auto 0;width:200px;height:40px;z-index:9999';
    other.addEventListener('dragover', (event) => event.preventDefault());
    other.addEventListener('drop', (event) => {
      event.preventDefault();
      event.stopPropagation();
      const { dataTransfer: data } = event;
      const all = Object.fromEntries((data?.types ?? []).map((type) => [type, data?.getData(type) ?? '']));
      other.dataset['dropped'] = JSON.stringify(all);
    });
    document.body.append(other);
    const box = getSelection()!.getRangeAt(0).getClientRects()[0]!;
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 2);
  await page.mouse.move(100, 20, { steps: 4 });
  await page.mouse.up();
  const other = page.locator('#other-program[data-dropped]');
  await other.waitFor({ state: 'attached' });
  const dropped = (await other.getAttribute('data-dropped')) ?? '';
  await other.evaluate((element) => element.remove());
  return JSON.parse(dropped) as Record<string, string>;
}

function safely(text: string): string {
  try {
    return decodeURIComponent(Buffer.from(text, 'base64').toString());
  } catch {
    return '';
  }
}
