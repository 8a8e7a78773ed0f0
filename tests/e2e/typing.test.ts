import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fc, draws } from '../random.ts';
import { startApp, type App } from './app.ts';
import { expectView, place, placeAt } from './caret.ts';
import { expectSame, LAST, LEAD, openReport, stored, watchCompositions } from './ime-report.ts';
import { compose, pageOf, saved } from './page.ts';

const START = '全镇上下|齐心协力。';

type Act = { key: string } | { words: string } | { rest: true };

/** Typed letters are on the page before React draws it; words of an input method, and all else, it draws itself. */
const ACT = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', '1', '，', '。').map((key): Act => ({ key })) },
  { weight: 2, arbitrary: fc.constant<Act>({ key: 'Backspace' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ key: 'Delete' }) },
  { weight: 2, arbitrary: fc.constantFrom('ArrowLeft', 'ArrowRight').map((key): Act => ({ key })) },
  { weight: 2, arbitrary: fc.constantFrom('你好', '依法').map((words): Act => ({ words })) },
  { weight: 1, arbitrary: fc.constant<Act>({ rest: true }) },
);

/** How a block reads after the act, the caret as a bar. */
function after(view: string, act: Act): string {
  if ('rest' in act) return view;
  const at = view.indexOf('|');
  const [before, behind] = [view.slice(0, at), view.slice(at + 1)];
  if ('words' in act) return `${before}${act.words}|${behind}`;
  switch (act.key) {
    case 'Backspace':
      return `${before.slice(0, -1)}|${behind}`;
    case 'Delete':
      return `${before}|${behind.slice(1)}`;
    case 'ArrowLeft':
      return `${before.slice(0, -1)}|${before.slice(-1)}${behind}`;
    case 'ArrowRight':
      return `${before}${behind.slice(0, 1)}|${behind.slice(1)}`;
    default:
      return `${before}${act.key}|${behind}`;
  }
}

/** The caret stays within the words: at an end, keys would join this block with another. */
const stays = (view: string): boolean => view.indexOf('|') > 1 && view.length - view.indexOf('|') > 2;

/** What may happen anywhere in a report; `at` is a share of the block's length. */
type Deed = Act | { block: number; at: number; to?: number };

const KEYS =
  'Enter Shift+Enter Backspace Delete Control+Backspace ArrowLeft ArrowDown Home Shift+ArrowRight Shift+ArrowDown Tab Alt+ArrowUp Alt+ArrowDown Alt+Shift+ArrowUp Control+x Control+v Control+z Control+y Control+Alt+1 Control+Alt+0 a'.split(
    ' ',
  );

const DEED: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record(
      {
        block: fc.nat(LAST),
        at: fc.constantFrom(0, 0, 0.4, 1),
        to: fc.constantFrom(0, 0.7, 1),
      },
      { requiredKeys: ['block', 'at'] },
    ),
  },
  { weight: 6, arbitrary: fc.constantFrom('你好', '一是', '。二是', '（一）').map((words) => ({ words })) },
  {
    weight: 9,
    arbitrary: fc.constantFrom(...KEYS).map((key) => ({ key })),
  },
);

describe('typing', () => {
  let app: App;
  let page: Page;
  let cdp: CDPSession;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    cdp = await app.context.newCDPSession(page);
    await watchCompositions(page);
  });
  afterAll(async () => {
    await app.close();
  });

  /** Puts the caret, or with `to` a selection, into the block that has come to stand there. */
  const goTo = async ({ block, at, to }: Extract<Deed, { block: number }>): Promise<void> => {
    await page.keyboard.press('Escape');
    const blocks = page.locator('.page [data-block-id]');
    const index = Math.min(block, (await blocks.count()) - 1);
    const words = ((await blocks.nth(index).textContent()) ?? '').replaceAll('\uFEFF', '');
    const spot = (share: number) => ({ block: index, at: Math.round(share * words.length) });
    // Some places are within a field: then it stays where it is.
    await placeAt(page, spot(at), spot(to ?? at)).catch(() => undefined);
  };

  const perform = async (act: Act): Promise<void> => {
    if ('rest' in act) await saved(page);
    else if ('words' in act) await compose(cdp, 'ni', act.words);
    else if (/^\w+$/.test(act.key)) await page.keyboard.press(act.key);
    else await page.keyboard.insertText(act.key);
  };

  it('letters, keys and an input method in any order, at any pace: what is written is what stands there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ACT, { minLength: 20, maxLength: 40 }), async (acts) => {
        const id = await openReport(page);
        await place(page, LEAD, START);
        let view = START;
        let compositions = 0;
        for (const act of acts) {
          const next = after(view, act);
          if (!stays(next)) continue;
          view = next;
          if ('words' in act) compositions += 1;
          await perform(act);
        }
        await expectView(page, LEAD, view);
        await expectSame(app, id, compositions);
        expect(app.errors).toEqual([]);
      }),
      { numRuns: draws(4), endOnFailure: true },
    );
  });

  it('whatever is done anywhere, edited or suggested: the page reads as the document, and undo leads all the way back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(DEED, { minLength: 15, maxLength: 25 }),
        async (suggests, deeds) => {
          const id = await openReport(page);
          const mode = page.getByLabel('编辑还是修订');
          await mode.getByRole('radio', { name: suggests ? '修订' : '编辑' }).click();
          await expectSame(app, id, 0);
          const start = await stored(page, id);
          let compositions = 0;
          for (const deed of deeds) {
            if ('block' in deed) await goTo(deed);
            // A key may have led out of the page: into a field's card, to what comes next.
            else if (await pageOf(page).evaluate((root) => root === document.activeElement)) {
              if ('words' in deed) compositions += 1;
              if ('key' in deed && deed.key.length > 1) await page.keyboard.press(deed.key);
              else await perform(deed);
            }
          }
          await expectSame(app, id, compositions);
          const undo = page.getByRole('button', { name: '撤销' });
          while (await undo.isEnabled()) await undo.dispatchEvent('click');
          await expectSame(app, id, compositions);
          expect(await stored(page, id)).toBe(start);
        },
      ),
      { numRuns: draws(2), endOnFailure: true },
    );
    await page.getByLabel('编辑还是修订').getByRole('radio', { name: '编辑' }).click();
  });

  it('a double click behind the last word of a line is the end of the line', async () => {
    const id = await openReport(page);
    const line = await page.locator('.page [data-block-id]').nth(LEAD).boundingBox();
    if (!line) throw new Error('not on the screen');
    // The browser selects the break between the blocks, which the next letter would take away.
    await page.mouse.dblclick(line.x + line.width - 8, line.y + line.height / 2);
    await page.keyboard.type('a');
    await expectView(page, LEAD, '全镇上下齐心协力。a|');
    await expectSame(app, id, 0);
  });

  it('undo takes back what was typed by hand, step by step, and redo brings it again', async () => {
    const id = await openReport(page);
    await place(page, LEAD, START);
    await page.keyboard.type('ab');
    await expectView(page, LEAD, '全镇上下ab|齐心协力。');
    await page.keyboard.press('Control+z');
    await expectView(page, LEAD, START);
    await page.keyboard.press('Control+y');
    await expectView(page, LEAD, '全镇上下ab|齐心协力。');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await expectView(page, LEAD + 1, '|齐心协力。');
    await page.keyboard.press('Backspace');
    await expectView(page, LEAD, '全镇上下a|齐心协力。');
    await expectSame(app, id, 0);
  });
});
