import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { changeElsewhere } from './backend.ts';
import { expectView, place, placeAt, view } from './caret.ts';
import { REAL_PLACES } from './ime-places.ts';
import { missingPrograms, startDisplay, type Display } from './ime-display.ts';
import {
  counts,
  EMPTY,
  expectSame,
  ITEMS,
  LEAD,
  MARKED,
  NEXT,
  openReport,
  PAIR,
  stored,
  watchCompositions,
} from './ime-report.ts';

const missing = missingPrograms();
// Said aloud, because a test that did not run is not one that passed.
if (missing.length > 0) {
  process.stderr.write(`没有运行真实输入法的测试：本机没有 ${missing.join('、')}。\n`);
}

/**
 * The cases of `ime.test.ts` that matter most, with fcitx5's pinyin on a virtual display: the browser's own protocol
 * passes a loss of text that a real input method shows.
 */
describe.skipIf(missing.length > 0)('a real input method', () => {
  let display: Display;
  let app: App;
  let page: Page;
  let id = '';

  beforeAll(async () => {
    display = await startDisplay();
    app = await startApp({ display: display.env });
    page = app.page;
    await page.bringToFront();
    await watchCompositions(page);
  });
  afterAll(async () => {
    await app?.close();
    await display?.close();
  });

  beforeEach(async () => {
    id = await openReport(page);
  });

  const same = (compositions = 1): Promise<void> => expectSame(app, id, compositions);

  /** Types letters, each when the one before has arrived. */
  const letters = async (pinyin: string): Promise<void> => {
    await expect.poll(() => page.evaluate(() => document.hasFocus()), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => display.isActive(), { timeout: 20_000 }).toBe(true);
    for (let n = 1; n <= pinyin.length; n += 1) {
      await display.press(pinyin[n - 1] ?? '');
      await expect
        .poll(async () => (await counts(page)).letters.replace(/[^a-z]/g, ''), { timeout: 20_000 })
        .toBe(pinyin.slice(0, n));
    }
  };
  const ended = (compositions: number): Promise<void> =>
    expect.poll(async () => (await counts(page)).ended, { timeout: 20_000 }).toBe(compositions);
  /** nihao and space: 你好, the first candidate. */
  const write = async (pinyin: string, compositions = 1): Promise<void> => {
    await letters(pinyin);
    await display.press('space');
    await ended(compositions);
  };

  it.each(REAL_PLACES)('%s', async (_name, block, before, after) => {
    await place(page, block, before);
    await write('nihao');
    await expectView(page, block, after);
    await same();
  });

  it('over a selection, and undo and redo after it', async () => {
    await place(page, LEAD, '全镇|上下|齐心协力。');
    await write('nihao');
    await expectView(page, LEAD, '全镇你好|齐心协力。');
    await display.press('ctrl+z');
    await expectView(page, LEAD, '全镇|上下|齐心协力。');
    await display.press('ctrl+y');
    await expectView(page, LEAD, '全镇你好|齐心协力。');
    await same();
  });

  it('over a selection across items and fields', async () => {
    await placeAt(page, { block: ITEMS, at: 11 }, { block: ITEMS, at: 19 });
    await write('nihao');
    await expect.poll(async () => (await view(page, ITEMS)).includes('你好|')).toBe(true);
    await same();
  });

  it('one word after the other, each taken back by itself', async () => {
    await place(page, NEXT, '三是|抓好培训。');
    await write('nihao', 1);
    await write('nihao', 2);
    await expectView(page, NEXT, '三是你好你好|抓好培训。');
    await display.press('ctrl+z');
    await expectView(page, NEXT, '三是你好|抓好培训。');
    await same(2);
  });

  it('at the start of a paragraph while suggesting', async () => {
    const mode = page.getByLabel('编辑还是修订');
    await mode.getByRole('radio', { name: '修订' }).click();
    await place(page, LEAD, '|全镇上下齐心协力。');
    await write('nihao', 1);
    await write('nihao', 2);
    await expectView(page, LEAD, '你好你好|全镇上下齐心协力。');
    await same(2);
    await mode.getByRole('radio', { name: '编辑' }).click();
  });

  it('cancelled with Escape', async () => {
    await place(page, PAIR, '12次|30人');
    await letters('nihao');
    await display.press('Escape');
    await ended(1);
    await expectView(page, PAIR, '12次|30人');
    await write('nihao', 2);
    await expectView(page, PAIR, '12次你好|30人');
    await same(2);
  });

  it('Backspace and arrow keys belong to the input method while it composes', async () => {
    await place(page, LEAD, '全镇上下|齐心协力。');
    await letters('nihaoo');
    await display.press('BackSpace');
    await expect.poll(async () => (await counts(page)).letters.replace(/[^a-z]/g, '')).toBe('nihao');
    await display.press('Left');
    await display.press('Right');
    await display.press('space');
    await ended(1);
    await expectView(page, LEAD, '全镇上下你好|齐心协力。');
    await same();
  });

  it('a click elsewhere while composing loses nothing that was there', async () => {
    await place(page, LEAD, '全镇上下|齐心协力。');
    await letters('nihao');
    await page.locator('.page [data-block-id]').nth(MARKED).click();
    await ended(1);
    await expect
      .poll(async () => (await view(page, LEAD)).replace(/[^\u4E00-\u9FFF。]/g, ''))
      .toBe('全镇上下齐心协力。');
    expect(await view(page, MARKED)).toContain('|');
    await same();
  });

  it('while a save is answered', async () => {
    await place(page, LEAD, '全镇上下|齐心协力。');
    await page.keyboard.insertText('甲');
    await letters('nihao');
    await expect.poll(() => stored(page, id)).toContain('全镇上下甲齐心协力');
    await display.press('space');
    await ended(1);
    await expectView(page, LEAD, '全镇上下甲你好|齐心协力。');
    await same();
  });

  it('while another window changes the report, and the composition is cancelled', async () => {
    await place(page, LEAD, '全镇上下|齐心协力。');
    await letters('nihao');
    await changeElsewhere(page, id, [{ type: 'insert_text', path: [EMPTY, 0], offset: 0, text: '别处写的' }]);
    await display.press('Escape');
    await expectView(page, EMPTY, '别处写的');
    await same();
  });

  it('一是 becomes an ordinal, and one Ctrl+Z brings the words back', async () => {
    await place(page, EMPTY, '|');
    await write('yishi');
    const typed = (await view(page, EMPTY)).replace('|', '');
    // Which word comes first is the input method's business; 一是 is what we are about.
    if (typed !== '一是') {
      await display.press('ctrl+z');
      await expectView(page, EMPTY, '|');
      await write('yi', 2);
      await write('shi', 3);
    }
    await expectView(page, EMPTY, '一是|');
    const labels = page.locator('.page .ordinal');
    await expect.poll(() => labels.count()).toBe(4);
    await display.press('ctrl+z');
    await expect.poll(() => labels.count()).toBe(3);
    await expectView(page, EMPTY, '一是|');
    expect(app.errors).toEqual([]);
  });
});
