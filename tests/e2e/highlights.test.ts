import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { HighlightRange } from '../../renderer/editor/highlight-places.ts';
import { startApp, type App } from './app.ts';
import { block, caretAt, compose, pageOf, textOf } from './page.ts';

/** Marks the first place of each of these words through the open report's own facility. */
async function mark(page: Page, layer: string, words: readonly string[]): Promise<void> {
  await pageOf(page).evaluate(
    (root, [name, wanted]) => {
      type Session = {
        highlights: { set: (layer: string, ranges: HighlightRange[], blocks: unknown) => void };
        editor: { children: unknown };
      };
      type Fiber = { memoizedProps?: { session?: Session }; return: Fiber | null };
      const key = Object.keys(root).find((k) => k.startsWith('__reactFiber')) ?? '';
      let fiber = (root as unknown as Record<string, Fiber | null>)[key] ?? null;
      while (fiber && !fiber.memoizedProps?.session) fiber = fiber.return;
      const ranges: HighlightRange[] = [];
      for (const text of wanted) {
        for (const element of root.querySelectorAll<HTMLElement>('[data-block-id]')) {
          const read = (element.textContent ?? '').replaceAll('\uFEFF', '');
          const from = read.indexOf(text);
          if (from < 0) continue;
          ranges.push({ block: element.dataset['blockId'] ?? '', from, to: from + text.length });
          break;
        }
      }
      // Found in what the page shows now, which the panels learn of only when the hands rest.
      const session = fiber?.memoizedProps?.session;
      session?.highlights.set(name, ranges, session.editor.children);
    },
    [layer, words] as const,
  );
}

/** What is marked on the page now. */
const marked = (page: Page, layer: string): Promise<string[]> =>
  page.evaluate((name) => {
    const highlight = CSS.highlights.get(name);
    return highlight
      ? [...highlight].map((range) => (range as Range).toString().replaceAll('\uFEFF', ''))
      : [];
  }, layer);

describe('marks on the page', () => {
  let app: App;
  let page: Page;

  beforeAll(async () => {
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
    // Every change of the page's nodes from here on is counted.
    await pageOf(page).evaluate((root) => {
      const seen = { changes: 0, started: 0 };
      Object.assign(globalThis, { seen });
      new MutationObserver((list) => (seen.changes += list.length)).observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      document.addEventListener('compositionstart', () => (seen.started += 1));
    });
  });
  afterAll(async () => {
    await app.close();
  });

  const seen = (): Promise<{ changes: number; started: number }> =>
    page.evaluate(() => ({
      ...(globalThis as never as { seen: { changes: number; started: number } }).seen,
    }));

  it('cover text, ordinals and figures alike, and change no node', async () => {
    await mark(page, 'find', ['一是坚持领导带头学', '中心组学法10次，领导', '次，']);
    await expect
      .poll(() => marked(page, 'find'))
      .toEqual(['一是坚持领导带头学', '中心组学法10次，领导', '次，']);
    expect((await seen()).changes).toBe(0);
  });

  it('are laid over what is scrolled to, and over nothing far away', async () => {
    await mark(page, 'find', ['提升文件质量', '坚持领导带头学']);
    await expect.poll(() => marked(page, 'find')).toEqual(['坚持领导带头学']);
    await page.locator('.desk').evaluate((desk) => (desk.scrollTop = desk.scrollHeight));
    await expect.poll(() => marked(page, 'find')).toEqual(['提升文件质量']);
    expect((await seen()).changes).toBe(0);
    await page.locator('.desk').evaluate((desk) => (desk.scrollTop = 0));
    await expect.poll(() => marked(page, 'find')).toEqual(['坚持领导带头学']);
  });

  it('move along with what is typed before them, and go where they are typed into', async () => {
    await mark(page, 'find', ['走深走实', '法治建设走']);
    await expect.poll(() => marked(page, 'find')).toHaveLength(2);
    await caretAt(page, '建设走深');
    await page.keyboard.insertText('得');
    await expect.poll(() => marked(page, 'find')).toEqual(['法治建设走']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => marked(page, 'find')).toHaveLength(2);
    await mark(page, 'find', ['走深走实']);
    await caretAt(page, '推动');
    await page.keyboard.insertText('持续');
    await expect.poll(() => marked(page, 'find')).toEqual(['走深走实']);
    expect(await textOf(block(page, '走深走实'))).toContain('推动持续法治建设走深走实');
  });

  it('leave a composition among them in peace', async () => {
    const cdp = await app.context.newCDPSession(page);
    const before = (await seen()).started;
    await mark(page, 'find', ['基层治理水平', '提升行政执法质量']);
    await expect.poll(() => marked(page, 'find')).toHaveLength(2);
    await caretAt(page, '基层');
    for (const text of ['s', 'sh', 'she', 'sheh']) {
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      // Its owner looks again in the midst of it.
      await mark(page, 'find', ['提升行政执法质量']);
    }
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    expect(await marked(page, 'find')).toHaveLength(2);
    await cdp.send('Input.insertText', { text: '社会' });
    expect(await textOf(block(page, '走深走实'))).toContain('质量和基层社会治理水平为抓手');
    expect((await seen()).started).toBe(before + 1);
    await expect.poll(() => marked(page, 'find')).toEqual(['提升行政执法质量']);
    await compose(cdp, 'sheng', '省');
    expect((await seen()).started).toBe(before + 2);
  });

  it('met no error on the way', () => {
    expect(app.errors).toEqual([]);
  });
});
