import type { Page } from 'playwright';
import { expect } from 'vitest';

import { countingIds } from '../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
} from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../shared/document/types.ts';
import type { App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { pageOf, saved, showReport } from './page.ts';

export const GAP = '\u2003\u2003';

/** The report that every case begins with. Its blocks are named by what they are good for. */
export const TITLE = 0;
export const LEAD = 1;
export const HEADING = 2;
export const ITEMS = 3;
export const EMPTY = 4;
export const PAIR = 5;
export const MARKED = 6;
export const TABLE = 7;
export const NEXT = 8;
export const LAST = 9;

const cell = (text: string): Block => ({ type: 'table-cell', children: [{ text }] }) as never;

export function report(): Block[] {
  const ids = countingIds('b');
  const field = (value: string, unit: string): Inline => makeField({ value, unit, label: '场次' }, ids);
  return [
    makeTitle('青禾镇2026年工作总结', ids),
    makeParagraph('全镇上下齐心协力。', 'body', ids),
    makeHeading(1, '工作情况', undefined, ids),
    makeParagraph(
      [
        { text: '坚持依法办事，' },
        makeOrdinal(),
        { text: '完善制度' },
        field('3', '项'),
        { text: '。' },
        makeOrdinal(),
        { text: '加强宣传，开展活动' },
        field('', '场'),
      ],
      'body',
      ids,
    ),
    makeParagraph('', 'body', ids),
    makeParagraph([field('12', '次'), field('30', '人')], 'body', ids),
    makeParagraph(
      [
        { text: '原文' },
        { text: '有批注的话', c_a1: true },
        { text: '新增的话', ins: 'r1' },
        { text: '删去的话', del: 'r2' },
        { text: '结尾。' },
      ] as Inline[],
      'body',
      ids,
    ),
    {
      type: 'table',
      id: ids(),
      children: [{ type: 'table-row', children: [cell('指标'), cell('')] }],
    } as never,
    makeParagraph([makeOrdinal(), { text: '抓好培训。' }], 'body', ids),
    makeSignature('unit', '青禾镇人民政府', ids),
  ];
}

/** What a composition leaves traces of in the page. */
export type Counts = { started: number; ended: number; letters: string };

type Watched = { compositions: Counts };

/** Counts compositions in this page from now on. */
export async function watchCompositions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const compositions = { started: 0, ended: 0, letters: '' };
    Object.assign(globalThis, { compositions });
    document.addEventListener('compositionstart', () => (compositions.started += 1), true);
    document.addEventListener('compositionupdate', ({ data }) => (compositions.letters = data), true);
    document.addEventListener(
      'compositionend',
      () => {
        compositions.ended += 1;
        compositions.letters = '';
      },
      true,
    );
  });
}

export const counts = (page: Page): Promise<Counts> =>
  page.evaluate(() => ({ ...(globalThis as unknown as Watched).compositions }));

/** A fresh report in the window; gives its id. */
export async function openReport(page: Page): Promise<string> {
  const id = await storeReport(page, report());
  await showReport(page, id);
  await page.locator('.page [data-block-id]').nth(LAST).waitFor();
  await page.evaluate(() => {
    Object.assign((globalThis as unknown as Watched).compositions, { started: 0, ended: 0, letters: '' });
  });
  return id;
}

/** What is stored of the report. */
export const stored = async (page: Page, id: string): Promise<string> =>
  plainText((await call(page, 'report.open', { id })).document.blocks, { variables: { unit: '青禾镇' } });

/** The page says what is stored, no composition was broken, and nothing went wrong. */
export async function expectSame(app: App, id: string, compositions = 1): Promise<void> {
  const { page } = app;
  expect(await counts(page)).toMatchObject({ started: compositions, ended: compositions });
  expect(app.errors).toEqual([]);
  await saved(page);
  const shown = await pageOf(page).evaluate((root) => {
    let text = '';
    for (const block of root.querySelectorAll<HTMLElement>('[data-block-id]')) {
      text += (block.dataset['number'] ?? '') + (block.textContent ?? '');
    }
    return text.replace(/[\uFEFF\u2003\t\n]/g, '');
  });
  expect(shown).toBe((await stored(page, id)).replace(/[\t\n]/g, ''));
}
