import type { CDPSession, Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { plainText } from '../../shared/document/plain-text.ts';
import { blocksFrom } from '../unit/editor/report-editor.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { expectView, place, placeAt, settle, view } from './caret.ts';
import { compose, pageOf, saved, showReport } from './page.ts';

/** Blocks of the report, by what they are good for. */
const RUN_IN = 2;
const APART = 3;
const EMPTY = 5;
const LAST = 6;

const REPORT = [
  '#青禾镇2026年工作总结',
  '一、工作情况',
  '坚持依法办事，<是>抓学习[3次]；<是>建机制；<是>办实事。',
  '<是>普法进村。',
  '<是>普法进校。',
  '',
  '@青禾镇人民政府',
];
const LINE = '坚持依法办事，一是抓学习3次；二是建机制；三是办实事。';

/** The middle of what the locator finds, in the window. */
const middle = async (locator: Locator): Promise<{ x: number; y: number; left: number }> => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.x };
};

describe('items', () => {
  let app: App;
  let page: Page;
  let cdp: CDPSession;
  let id = '';

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    cdp = await app.context.newCDPSession(page);
  });
  afterAll(async () => {
    expect(app.errors).toEqual([]);
    await app.close();
  });

  beforeEach(async () => {
    id = await storeReport(page, blocksFrom(REPORT));
    await showReport(page, id);
    await page.locator('.page [data-block-id]').nth(LAST).waitFor();
  });

  const stored = async (): Promise<string[]> => {
    await saved(page);
    const { document } = await call(page, 'report.open', { id });
    return plainText(document.blocks).split('\n');
  };

  const labels = (): Promise<string[]> => pageOf(page).locator('.ordinal').allTextContents();

  const ordinal = (n: number): Locator => page.locator('.page .ordinal').nth(n);
  const line = (): Locator => page.locator('.drag-line');

  it('Enter starts the next one, Backspace at its start joins', async () => {
    await place(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建|机制；三是办实事。');
    await page.keyboard.press('Enter');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建三是|机制；四是办实事。');
    await page.keyboard.press('Backspace');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建|机制；三是办实事。');
    await place(page, APART + 1, '五是普法|进校。');
    await page.keyboard.press('Enter');
    await expectView(page, APART + 2, '六是|进校。');
    await page.keyboard.press('Backspace');
    await expectView(page, APART + 1, '五是普法|进校。');
    expect((await stored())[RUN_IN]).toBe(LINE);
  });

  it('Alt+↑ and Alt+↓ move it, with its figure, the caret going along', async () => {
    await place(page, RUN_IN, '坚持依法办事，一是抓学|习3次；二是建机制；三是办实事。');
    const figure = page.locator('.page .field');
    const before = await figure.getAttribute('data-field-id');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await expectView(page, RUN_IN, '坚持依法办事，一是建机制；二是办实事；三是抓学|习3次。');
    expect(await figure.getAttribute('data-field-id')).toBe(before);
    await page.keyboard.press('Alt+ArrowUp');
    await expectView(page, RUN_IN, '坚持依法办事，一是建机制；二是抓学|习3次；三是办实事。');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学|习3次；二是建机制；三是办实事。');
    await place(page, APART, '四是普法|进村。');
    await page.keyboard.press('Alt+ArrowDown');
    await expectView(page, APART + 1, '五是普法|进村。');
    await page.keyboard.type('a');
    expect((await stored()).slice(APART, APART + 2)).toEqual(['四是普法进校。', '五是普法a进村。']);
  });

  it('typed 一是 becomes one when the composition has ended, and one Ctrl+Z takes it back', async () => {
    await place(page, EMPTY, '|');
    for (const text of ['y', 'yi', 'yi s', 'yi shi']) {
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    await cdp.send('Input.imeSetComposition', { text: '一是', selectionStart: 2, selectionEnd: 2 });
    await settle(page);
    expect(await labels()).toHaveLength(5);
    await cdp.send('Input.insertText', { text: '一是' });
    await expectView(page, EMPTY, '一是|');
    expect(await labels()).toHaveLength(6);
    await page.keyboard.press('Control+z');
    await expect.poll(() => labels()).toHaveLength(5);
    await expectView(page, EMPTY, '一是|');
    await compose(cdp, 'yi', '一');
    await expectView(page, EMPTY, '一是一|');
    expect((await stored())[EMPTY]).toBe('一是一');
  });

  it('a wrong 三是 is put right, and composing goes on behind it', async () => {
    await place(page, EMPTY, '|');
    await compose(cdp, 'youwenti', '有两个问题：');
    await compose(cdp, 'yishi', '一是');
    await compose(cdp, 'renshou', '人手不足。');
    await compose(cdp, 'sanshi', '三是');
    await compose(cdp, 'jingfei', '经费有限。');
    await expectView(page, EMPTY, '有两个问题：一是人手不足。二是经费有限。|');
    await page.keyboard.type('shouxian');
    await compose(cdp, 'shouxian', '。首先，要学');
    expect(await labels()).toHaveLength(7);
    expect((await stored())[EMPTY]).toBe('有两个问题：一是人手不足。二是经费有限。shouxian。首先，要学');
  });

  it('several are cut, pasted, copied and deleted, and everything counts anew', async () => {
    const start = '坚持依法办事，'.length;
    const end = '坚持依法办事，一是抓学习3次；二是建机制；'.length;
    await placeAt(page, { block: RUN_IN, at: start }, { block: RUN_IN, at: end });
    await page.keyboard.press('Control+x');
    await expectView(page, RUN_IN, '坚持依法办事，|一是办实事。');
    await place(page, RUN_IN, '坚持依法办事，一是办实事。|');
    await page.keyboard.press('Control+v');
    await expectView(page, RUN_IN, '坚持依法办事，一是办实事。二是抓学习3次；三是建机制；|');
    await expectView(page, APART, '四是普法进村。');
    await page.keyboard.press('Control+z');
    await expectView(page, RUN_IN, '坚持依法办事，一是办实事。|');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await view(page, RUN_IN)).replaceAll('|', '')).toBe(LINE);

    await placeAt(page, { block: RUN_IN, at: start }, { block: RUN_IN, at: end });
    await page.keyboard.press('Control+c');
    await place(page, EMPTY, '|');
    await page.keyboard.press('Control+v');
    await expectView(page, EMPTY, '六是抓学习3次；七是建机制；|');
    const fields = page.locator('.page .field');
    const names = await fields.evaluateAll((all) =>
      all.map((one) => (one as HTMLElement).dataset['fieldId']),
    );
    expect(new Set(names).size).toBe(2);

    await placeAt(page, { block: RUN_IN, at: start }, { block: APART, at: '四是普法'.length });
    await page.keyboard.press('Delete');
    await expectView(page, RUN_IN, '坚持依法办事，|进村。');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await view(page, RUN_IN)).replaceAll('|', '')).toBe(LINE);
    expect((await stored())[RUN_IN]).toBe(LINE);
  });

  it('the menu gives a run other words, a section another layout, and counts anew or on', async () => {
    const menu = page.getByRole('button', { name: '条目样式和排法' });
    const choose = async (name: string): Promise<void> => {
      await menu.click();
      await page.getByRole('menu').getByText(name, { exact: true }).click();
      await page.getByRole('menu').waitFor({ state: 'detached' });
    };
    await place(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建|机制；三是办实事。');
    await choose('一要、二要、三要');
    await expectView(page, RUN_IN, '坚持依法办事，一要抓学习3次；二要建|机制；三要办实事。');
    await expectView(page, APART, '四要普法进村。');
    await page.keyboard.press('Control+z');
    await choose('一项一段');
    await expectView(page, RUN_IN, '坚持依法办事，');
    await expectView(page, RUN_IN + 2, '二是建|机制；');
    await page.keyboard.press('Control+z');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建|机制；三是办实事。');
    await choose('从这一项起重新编号');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；一是建|机制；二是办实事。');
    await choose('接着上面的条目编号');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建|机制；三是办实事。');
    // The keyboard works at once, and the page has it.
    await page.keyboard.type('a');
    await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是建a|机制；三是办实事。');
    expect(await pageOf(page).evaluate((root) => root === document.activeElement)).toBe(true);
    expect((await stored())[RUN_IN]).toContain('二是建a机制');
  });

  describe('dragging', () => {
    it('an ordinal takes its item along, as one step, and Escape lets it be', async () => {
      await ordinal(0).scrollIntoViewIfNeeded();
      const [from, to] = [await middle(ordinal(2)), await middle(ordinal(0))];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x - 20, from.y, { steps: 2 });
      await page.mouse.move(to.left + 2, to.y, { steps: 4 });
      await line().waitFor();
      await page.keyboard.press('Escape');
      await line().waitFor({ state: 'detached' });
      await page.mouse.up();
      expect((await view(page, RUN_IN)).replace('|', '')).toBe(LINE);

      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x - 20, from.y, { steps: 2 });
      await page.mouse.move(to.left + 2, to.y, { steps: 4 });
      await line().waitFor();
      await page.mouse.up();
      await expectView(page, RUN_IN, '坚持依法办事，一是|办实事；二是抓学习3次；三是建机制。');
      await page.keyboard.type('a');
      await expectView(page, RUN_IN, '坚持依法办事，一是a|办实事；二是抓学习3次；三是建机制。');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await expect.poll(async () => (await view(page, RUN_IN)).replaceAll('|', '')).toBe(LINE);
      expect((await stored())[RUN_IN]).toBe(LINE);
    });

    it('a click on an ordinal is no drag: the caret comes behind it', async () => {
      await ordinal(1).click();
      await expectView(page, RUN_IN, '坚持依法办事，一是抓学习3次；二是|建机制；三是办实事。');
    });

    it('the handle beside a paragraph moves it, and one above an item takes it out', async () => {
      const block = (n: number): Locator => page.locator('.page [data-block-id]').nth(n);
      await block(APART + 1).scrollIntoViewIfNeeded();
      const here = await middle(block(APART + 1));
      await page.mouse.move(here.x, here.y);
      const beside = page.locator('.drag-handle.beside .drag-grip');
      await beside.waitFor();
      const grip = await middle(beside);
      const above = await block(APART).boundingBox();
      await page.mouse.move(grip.x, grip.y);
      await page.mouse.down();
      await page.mouse.move(grip.x + 40, (above?.y ?? 0) + 3, { steps: 4 });
      await line().waitFor();
      await page.mouse.up();
      await expectView(page, APART, '|四是普法进校。');
      expect((await stored()).slice(APART, APART + 2)).toEqual(['四是普法进校。', '五是普法进村。']);

      const item = await middle(ordinal(1));
      await page.mouse.move(item.x, item.y);
      const over = page.locator('.drag-handle.above .drag-grip');
      await over.waitFor();
      const handle = await middle(over);
      const empty = await block(EMPTY).boundingBox();
      await page.mouse.move(handle.x, handle.y);
      await page.mouse.down();
      await page.mouse.move(handle.x + 30, (empty?.y ?? 0) + 3, { steps: 4 });
      await line().waitFor();
      await page.mouse.up();
      await expectView(page, EMPTY, '五是|建机制；');
      expect((await stored()).slice(RUN_IN)).toEqual([
        '坚持依法办事，一是抓学习3次；二是办实事。',
        '三是普法进校。',
        '四是普法进村。',
        '五是建机制；',
        '',
        '青禾镇人民政府',
      ]);
    });
  });
});
