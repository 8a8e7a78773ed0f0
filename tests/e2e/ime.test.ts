import type { CDPSession, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { plainText } from '../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../shared/document/types.ts';
import { startApp, type App } from './app.ts';
import { call, changeElsewhere } from './backend.ts';
import { expectView, place, placeAt, settle, view } from './caret.ts';
import {
  counts,
  EMPTY,
  expectSame,
  GAP,
  HEADING,
  ITEMS,
  LAST,
  LEAD,
  MARKED,
  NEXT,
  openReport,
  PAIR,
  stored,
  TABLE,
  watchCompositions,
} from './ime-report.ts';
import { PLACES } from './ime-places.ts';
import { compose, pageOf, saved } from './page.ts';

describe('input method', () => {
  let app: App;
  let page: Page;
  let cdp: CDPSession;
  let id = '';

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    cdp = await app.context.newCDPSession(page);
    await watchCompositions(page);
  });
  afterAll(async () => {
    await app.close();
  });

  beforeEach(async () => {
    id = await openReport(page);
  });

  const same = (compositions = 1): Promise<void> => expectSame(app, id, compositions);

  const pinyin = (letters: string, words: string): Promise<void> => compose(cdp, letters, words);
  /** Letters that are composed and not yet chosen. */
  const letters = async (text: string): Promise<void> => {
    for (let n = 1; n <= text.length; n += 1) {
      await cdp.send('Input.imeSetComposition', {
        text: text.slice(0, n),
        selectionStart: n,
        selectionEnd: n,
      });
    }
  };
  const choose = (words: string): Promise<unknown> => cdp.send('Input.insertText', { text: words });
  const cancel = (): Promise<unknown> =>
    cdp.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });

  const insertElsewhere = (): Promise<void> =>
    changeElsewhere(page, id, [{ type: 'insert_text', path: [EMPTY, 0], offset: 0, text: '别处写的' }]);

  const stateOfLead = async (): Promise<string> => {
    const { document } = await call(page, 'report.open', { id });
    return plainText([document.blocks[LEAD] as Block]);
  };

  it.each(PLACES)('%s', async (_name, block, before, after) => {
    await place(page, block, before);
    await pinyin('nihao', '你好');
    await expectView(page, block, after);
    await same();
  });

  it('in an empty cell', async () => {
    await placeAt(page, { block: TABLE, at: 2 });
    await page.keyboard.press('ArrowRight');
    await settle(page);
    await pinyin('nihao', '你好');
    await expectView(page, TABLE, '指标你好|');
    const { document } = await (await saved(page), call(page, 'report.open', { id }));
    expect(document.blocks[TABLE]).toMatchObject({
      children: [{ children: [{}, { children: [{ text: '你好' }] }] }],
    });
    await same();
  });

  describe('over a selection', () => {
    it('in one block', async () => {
      await place(page, LEAD, '全镇|上下|齐心协力。');
      await pinyin('nihao', '你好');
      await expectView(page, LEAD, '全镇你好|齐心协力。');
      await same();
    });

    it('of a whole block', async () => {
      await place(page, LEAD, '|全镇上下齐心协力。|');
      await pinyin('nihao', '你好');
      await expectView(page, LEAD, '你好|');
      await same();
    });

    it('across items, and they count anew', async () => {
      await place(page, ITEMS, `坚持依法办事，一是完善|制度3项。二是加强|宣传，开展活动${GAP}场`);
      await pinyin('nihao', '你好');
      await expectView(page, ITEMS, `坚持依法办事，一是完善你好|宣传，开展活动${GAP}场`);
      await expectView(page, NEXT, '二是抓好培训。');
      await same();
    });

    it('that begins behind an ordinal and ends before a field', async () => {
      await place(page, ITEMS, `坚持依法办事，一是|完善制度|3项。二是加强宣传，开展活动${GAP}场`);
      await pinyin('nihao', '你好');
      await expectView(page, ITEMS, `坚持依法办事，一是你好|3项。二是加强宣传，开展活动${GAP}场`);
      await same();
    });

    it('across blocks', async () => {
      await placeAt(page, { block: LEAD, at: 4 }, { block: ITEMS, at: 7 });
      await pinyin('nihao', '你好');
      await expectView(page, LEAD, `全镇上下你好|一是完善制度3项。二是加强宣传，开展活动${GAP}场`);
      await same();
    });

    it('of a whole block by a triple click: the next one stays what it is', async () => {
      await page.locator('.page [data-block-id]').nth(HEADING).click({ clickCount: 3 });
      await settle(page);
      await pinyin('nihao', '你好');
      await expectView(page, HEADING, '你好|');
      expect(await view(page, ITEMS)).toContain('坚持依法办事');
      await same();
    });

    it('drawn backwards', async () => {
      await placeAt(page, { block: LEAD, at: 8 }, { block: LEAD, at: 4 });
      await pinyin('nihao', '你好');
      await expectView(page, LEAD, '全镇上下你好|。');
      await same();
    });

    it('is one step of undo', async () => {
      await place(page, LEAD, '全镇|上下|齐心协力。');
      await pinyin('nihao', '你好');
      await expectView(page, LEAD, '全镇你好|齐心协力。');
      await page.keyboard.press('Control+z');
      await expectView(page, LEAD, '全镇|上下|齐心协力。');
      await page.keyboard.press('Control+y');
      await expectView(page, LEAD, '全镇你好|齐心协力。');
      await same();
    });
  });

  describe('undo and redo (slate 4576, 3874)', () => {
    it('takes back one composition at a time', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await pinyin('nihao', '你好');
      await pinyin('shijie', '世界');
      await expectView(page, LEAD, '全镇上下你好世界|齐心协力。');
      await page.keyboard.press('Control+z');
      await expectView(page, LEAD, '全镇上下你好|齐心协力。');
      await page.keyboard.press('Control+z');
      await expectView(page, LEAD, '全镇上下|齐心协力。');
      await page.keyboard.press('Control+y');
      await page.keyboard.press('Control+y');
      await expectView(page, LEAD, '全镇上下你好世界|齐心协力。');
      await same(2);
    });

    it('composes on after an undo, behind a field', async () => {
      await place(page, PAIR, '12次|30人');
      await pinyin('nihao', '你好');
      await page.keyboard.press('Control+z');
      await expectView(page, PAIR, '12次|30人');
      await pinyin('shijie', '世界');
      await expectView(page, PAIR, '12次世界|30人');
      await same(2);
    });

    it('composes on after an undo in an empty paragraph', async () => {
      await place(page, EMPTY, '|');
      await pinyin('nihao', '你好');
      await page.keyboard.press('Control+z');
      await expectView(page, EMPTY, '|');
      await pinyin('shijie', '世界');
      await expectView(page, EMPTY, '世界|');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+y');
      await expectView(page, EMPTY, '世界|');
      await same(2);
    });

    it('waits until the composition is over', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await pinyin('nihao', '你好');
      await letters('shijie');
      await page.getByRole('button', { name: '撤销' }).dispatchEvent('click');
      await choose('世界');
      // Asked for while composing: it takes back what was composed, whole.
      await expectView(page, LEAD, '全镇上下你好|齐心协力。');
      await same(2);
    });

    it('of a command asked for while composing in an empty paragraph leaves nothing behind', async () => {
      await place(page, EMPTY, '|');
      await letters('shijie');
      await page.getByRole('button', { name: '条目' }).first().dispatchEvent('click');
      await choose('世界');
      await expectView(page, EMPTY, '世界三是|');
      await page.keyboard.press('Control+z');
      await expectView(page, EMPTY, '世界|');
      await page.keyboard.press('Control+z');
      await expectView(page, EMPTY, '|');
      await same();
    });

    it('keeps typing before and after a composition apart from it', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await page.keyboard.type('ab');
      await pinyin('nihao', '你好');
      await page.keyboard.type('cd');
      await expectView(page, LEAD, '全镇上下ab你好cd|齐心协力。');
      await page.keyboard.press('Control+z');
      await expectView(page, LEAD, '全镇上下ab你好|齐心协力。');
      await page.keyboard.press('Control+z');
      await expectView(page, LEAD, '全镇上下ab|齐心协力。');
      await page.keyboard.press('Control+z');
      await expectView(page, LEAD, '全镇上下|齐心协力。');
      await same();
    });
  });

  describe('while something arrives', () => {
    it('the answer to a save', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await page.keyboard.insertText('甲');
      await letters('nihao');
      await expect.poll(() => stored(page, id)).toContain('全镇上下甲齐心协力');
      await choose('你好');
      await expectView(page, LEAD, '全镇上下甲你好|齐心协力。');
      await same();
    });

    it('an update of the panels', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await call(page, 'report.setMeta', { id, year: 2031 });
      await page.locator('.report-window', { hasText: '2031' }).waitFor();
      await choose('你好');
      await expectView(page, LEAD, '全镇上下你好|齐心协力。');
      await same();
    });

    it('another window’s change: what is composed stays, and somebody decides', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await insertElsewhere();
      await choose('你好');
      await page.getByText('在别的窗口改过了').first().waitFor();
      expect(await view(page, LEAD)).toContain('全镇上下你好');
      expect(await counts(page)).toMatchObject({ started: 1, ended: 1 });
      expect(app.errors).toEqual([]);
      // Decided here: a report with a conflict is not left without a question.
      await page.getByRole('button', { name: '重新载入' }).click();
      await saved(page);
    });

    it('another window’s change while a composition is cancelled: it is shown', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await insertElsewhere();
      await cancel();
      await expectView(page, EMPTY, '别处写的');
      expect((await view(page, LEAD)).replace('|', '')).toBe('全镇上下齐心协力。');
      await same();
    });

    it('highlights over the very words (slate 3162)', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await page.evaluate(() => {
        const node = getSelection()?.anchorNode;
        if (!node) throw new Error('no caret');
        const range = new Range();
        range.selectNodeContents(node);
        CSS.highlights.set('find', new Highlight(range));
      });
      await settle(page);
      await choose('你好');
      await expectView(page, LEAD, '全镇上下你好|齐心协力。');
      await same();
    });

    it('a new item and the renumbering of all behind it', async () => {
      await place(page, ITEMS, `坚持依法办事，一是完善|制度3项。二是加强宣传，开展活动${GAP}场`);
      await letters('nihao');
      await page.getByRole('button', { name: '条目' }).first().dispatchEvent('click');
      expect(await counts(page)).toMatchObject({ started: 1, ended: 0 });
      await choose('你好');
      await expectView(page, ITEMS, `坚持依法办事，一是完善你好二是|制度3项。三是加强宣传，开展活动${GAP}场`);
      await expectView(page, NEXT, '四是抓好培训。');
      await same();
    });
  });

  describe('that does not end as planned', () => {
    it('is cancelled in the middle of a paragraph', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await cancel();
      await expectView(page, LEAD, '全镇上下|齐心协力。');
      await pinyin('nihao', '你好');
      await expectView(page, LEAD, '全镇上下你好|齐心协力。');
      await same(2);
    });

    it('is cancelled in an empty paragraph', async () => {
      await place(page, EMPTY, '|');
      await letters('nihao');
      await cancel();
      await expectView(page, EMPTY, '|');
      await pinyin('nihao', '你好');
      await expectView(page, EMPTY, '你好|');
      await same(2);
    });

    it('is cancelled between two fields', async () => {
      await place(page, PAIR, '12次|30人');
      await letters('nihao');
      await cancel();
      await expectView(page, PAIR, '12次|30人');
      await pinyin('nihao', '你好');
      await expectView(page, PAIR, '12次你好|30人');
      await same(2);
    });

    it('is cancelled behind an ordinal', async () => {
      await place(page, NEXT, '三是|抓好培训。');
      await letters('nihao');
      await cancel();
      await pinyin('nihao', '你好');
      await expectView(page, NEXT, '三是你好|抓好培训。');
      await same(2);
    });

    it('a click elsewhere keeps the letters where they were (slate 5173)', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await page.locator('.page [data-block-id]').nth(MARKED).click();
      await expectView(page, LEAD, '全镇上下nihao齐心协力。');
      expect(await view(page, MARKED)).toContain('|');
      await same();
    });

    it('a press on the toolbar keeps them, and does what it says', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await page.getByRole('button', { name: '条目' }).first().click();
      await expectView(page, LEAD, '全镇上下nihao一是|齐心协力。');
      await same();
    });

    it('a click into the same paragraph keeps them too', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await page.locator('.page [data-block-id]').nth(LEAD).click();
      await expect
        .poll(async () => (await view(page, LEAD)).replace('|', ''))
        .toBe('全镇上下nihao齐心协力。');
      await same();
    });

    it('a click on a field keeps them and opens its card', async () => {
      await place(page, PAIR, '12次|30人');
      await letters('nihao');
      await page.locator('.page .field', { hasText: '12次' }).click();
      await page.locator('.field-card').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(async () => (await view(page, PAIR)).replace('|', '')).toBe('12次nihao30人');
      await same();
    });

    it('leaving for a panel keeps them', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await page.getByRole('tree').getByText('一、工作情况').click();
      await expect
        .poll(async () => (await view(page, LEAD)).replace('|', ''))
        .toBe('全镇上下nihao齐心协力。');
      await same();
    });

    it('arrow keys while composing lose nothing (slate 4269)', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowRight');
      await choose('你好');
      await expect
        .poll(async () => (await view(page, LEAD)).replace('|', ''))
        .toMatch(/^全镇上下.*齐心协力。$/);
      await saved(page);
      expect((await stateOfLead()).replace('|', '')).toBe((await view(page, LEAD)).replace('|', ''));
      expect(app.errors).toEqual([]);
    });

    it('Enter and Backspace of the input method are not ours', async () => {
      await place(page, LEAD, '全镇上下|齐心协力。');
      await letters('nihao');
      await letters('niha');
      await choose('你哈');
      await expectView(page, LEAD, '全镇上下你哈|齐心协力。');
      await same();
    });
  });

  it('after the caret was walked there by the arrow keys, across voids (slate 4074, 3418)', async () => {
    await place(page, PAIR, '12次|30人');
    await page.keyboard.press('ArrowRight');
    await expectView(page, PAIR, '12次30人|');
    await pinyin('nihao', '你好');
    await expectView(page, PAIR, '12次30人你好|');
    await page.keyboard.press('Home');
    await pinyin('shijie', '世界');
    await expectView(page, PAIR, '世界|12次30人你好');
    await page.keyboard.press('ArrowRight');
    await expectView(page, PAIR, '世界12次|30人你好');
    await pinyin('he', '和');
    await expectView(page, PAIR, '世界12次和|30人你好');
    await same(3);
  });

  it('after a click on an ordinal, behind it', async () => {
    await page.locator('.page .ordinal').nth(1).click();
    await expectView(page, ITEMS, `坚持依法办事，一是完善制度3项。二是|加强宣传，开展活动${GAP}场`);
    await pinyin('nihao', '你好');
    await expectView(page, ITEMS, `坚持依法办事，一是完善制度3项。二是你好|加强宣传，开展活动${GAP}场`);
    await same();
  });

  it('belongs to the comment that it is typed into, and to nobody else’s insertion', async () => {
    await place(page, MARKED, '原文有批|注的话新增的话删去的话结尾。');
    await pinyin('nihao', '你好');
    await place(page, MARKED, '原文有批你好注的话新增|的话删去的话结尾。');
    await pinyin('shijie', '世界');
    await expectView(page, MARKED, '原文有批你好注的话新增世界|的话删去的话结尾。');
    await saved(page);
    const { document } = await call(page, 'report.open', { id });
    const { children } = document.blocks[MARKED] as { children: Inline[] };
    expect(children).toMatchObject([
      { text: '原文' },
      { text: '有批你好注的话', c_a1: true },
      // Tracking is off, and the insertion is another's: whoever accepts or rejects that decides on its own words only.
      { text: '新增', ins: 'r1' },
      { text: '世界' },
      { text: '的话', ins: 'r1' },
      { text: '删去的话', del: 'r2' },
      { text: '结尾。' },
    ]);
    await same(2);
  });

  it('at the edge of hidden words is hidden, too', async () => {
    const part = { type: 'split_node', path: [LEAD, 0], position: 4, properties: { secret: true } } as const;
    await changeElsewhere(page, id, [part]);
    await page.locator('.page .unpublished').waitFor();
    await place(page, LEAD, '全镇上下|齐心协力。');
    await pinyin('nihao', '你好');
    await pinyin('shijie', '世界');
    await page.keyboard.insertText('们');
    await expectView(page, LEAD, '全镇上下你好世界们|齐心协力。');
    await saved(page);
    const { document } = await call(page, 'report.open', { id });
    expect(document.blocks[LEAD]).toMatchObject({
      children: [{ text: '全镇上下' }, { text: '你好世界们齐心协力。', secret: true }],
    });
    expect((document.blocks[LEAD] as { children: Inline[] }).children[0]).not.toHaveProperty('secret');
    await same(2);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
    await expectView(page, LEAD, '全镇上下|齐心协力。');
  });

  it('before a comment that begins the block', async () => {
    await place(page, MARKED, '|原文|有批注的话新增的话删去的话结尾。');
    await page.keyboard.press('Delete');
    await pinyin('nihao', '你好');
    await expectView(page, MARKED, '你好|有批注的话新增的话删去的话结尾。');
    await same();
  });

  describe('while suggesting', () => {
    beforeEach(async () => {
      await page.getByLabel('编辑还是修订').getByRole('radio', { name: '修订' }).click();
    });
    afterEach(async () => {
      await page.getByLabel('编辑还是修订').getByRole('radio', { name: '编辑' }).click();
    });

    const SUGGESTED: readonly (readonly [name: string, block: number, before: string])[] = [
      ['at the start of a paragraph', LEAD, '|全镇上下齐心协力。'],
      ['before a field', ITEMS, `坚持依法办事，一是完善制度|3项。二是加强宣传，开展活动${GAP}场`],
      ['behind an ordinal', NEXT, '三是|抓好培训。'],
      ['at the end of commented text', MARKED, '原文有批注的话|新增的话删去的话结尾。'],
    ];

    it.each(SUGGESTED)('%s', async (_name, block, before) => {
      await place(page, block, before);
      await pinyin('nihao', '你好');
      await pinyin('shijie', '世界');
      await expectView(page, block, before.replace('|', '你好世界|'));
      await same(2);
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await expectView(page, block, before);
    });
  });

  it('is all there after a reload', async () => {
    await place(page, ITEMS, `坚持依法办事，一是|完善制度3项。二是加强宣传，开展活动${GAP}场`);
    await pinyin('nihao', '你好');
    await place(page, EMPTY, '|');
    await pinyin('shijie', '世界');
    await same(2);
    const before = await pageOf(page).innerText();
    await page.reload();
    await page.locator('.page [data-block-id]').nth(LAST).waitFor();
    expect(await pageOf(page).innerText()).toBe(before);
  });
});
