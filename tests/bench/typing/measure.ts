import type { CDPSession, Page } from 'playwright-core';

import type { Probe } from './probe.ts';

export type Sample = {
  opening: number;
  keys: number[];
  enters: number[];
  composing: number[];
  paste: number;
  /** Megabytes of JavaScript heap after collecting garbage. */
  memory: number;
};

const KEYS = 60;
const ENTERS = 12;
const COMPOSITIONS = 8;
/** Milliseconds between keys: a fast writer. Panels and saving do their work in between, and now and then meanwhile. */
const PACE = 90;

const globalsOf = globalThis as unknown as { probe: Probe; gc?: () => void };

/** Does something in the page and takes the time to the frame that shows it. */
async function timeOf(page: Page, action: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.arm());
  await action();
  return page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.taken());
}

const rest = (page: Page): Promise<void> => page.waitForTimeout(PACE);

/** Puts the caret into the paragraph in the middle of the editor. */
async function caretInMiddle(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.querySelector<HTMLElement>('[contenteditable="true"]');
    if (!root) throw new Error('no editor');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if ((node.textContent?.length ?? 0) > 20 && !node.parentElement?.closest('[contenteditable="false"]'))
        texts.push(node);
    const text = texts[Math.floor(texts.length / 2)];
    if (!text) throw new Error('no text');
    root.focus();
    text.parentElement?.scrollIntoView({ block: 'center' });
    getSelection()?.collapse(text, 10);
  });
  await page.waitForTimeout(400);
}

/** @param open draws the editor; answers with how long it took, in milliseconds */
export async function measure(page: Page, cdp: CDPSession, open: () => Promise<number>): Promise<Sample> {
  const opening = await open();
  await caretInMiddle(page);
  const keys: number[] = [];
  for (let n = 0; n < KEYS + 8; n += 1) {
    const time = await timeOf(page, () => page.keyboard.press('a'));
    if (n >= 8) keys.push(time);
    await rest(page);
  }
  const enters: number[] = [];
  for (let n = 0; n < ENTERS; n += 1) {
    enters.push(await timeOf(page, () => page.keyboard.press('Enter')));
    await rest(page);
    await page.keyboard.insertText('接着写一句。');
    await rest(page);
  }
  const composing: number[] = [];
  for (let n = 0; n < COMPOSITIONS; n += 1) {
    for (const text of ['n', 'ni', 'nih', 'niha', 'nihao']) {
      composing.push(
        await timeOf(page, () =>
          cdp.send('Input.imeSetComposition', {
            text,
            selectionStart: text.length,
            selectionEnd: text.length,
          }),
        ),
      );
    }
    composing.push(await timeOf(page, () => cdp.send('Input.insertText', { text: '你好' })));
    await rest(page);
  }
  const written = await page.evaluate(
    () => document.querySelector('[contenteditable="true"]')?.textContent ?? '',
  );
  if (!written.includes('aaaaaaaa') || !written.includes('你好你好'))
    throw new Error('what was typed is not there');

  const pasted = Array.from({ length: 25 }, () => '一段从别处粘贴来的文字，'.repeat(16)).join('\n');
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  const paste = await timeOf(page, () => page.keyboard.press('Control+v'));
  await page.waitForTimeout(1000);
  const memory = await page.evaluate(() => {
    (globalThis as unknown as typeof globalsOf).gc?.();
    return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 2 ** 20;
  });
  return { opening, keys, enters, composing, paste, memory };
}
