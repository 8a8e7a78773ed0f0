import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../shared/document/guards.ts';
import { makeField, makeParagraph, makeTitle, padInlines } from '../../shared/document/make.ts';
import type { Field } from '../../shared/document/types.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { expectView, place } from './caret.ts';
import { compose, saved, showReport } from './page.ts';

let app: App;
let page: Page;
let cdp: CDPSession;

beforeAll(async () => {
  app = await startApp();
  page = app.page;
  cdp = await app.context.newCDPSession(page);
});
afterAll(async () => {
  expect(app.errors).toEqual([]);
  await app.close();
});

const BLOCKS = [
  makeTitle('青禾镇2026年工作总结'),
  makeParagraph(
    padInlines([
      { text: '审查合同' },
      makeField({ id: 'count', value: '7391', unit: '宗', indicator: 'contracts', label: '合同' }),
      { text: '，由' },
      makeField({ id: 'name', kind: 'person', value: '张三', label: '姓名' }),
      { text: '牵头。' },
    ]),
  ),
];

it('what is typed and composed over a field is its new value, letter by letter', async () => {
  const id = await storeReport(page, BLOCKS);
  await showReport(page, id);
  await page.locator('[data-field-id="count"]').waitFor();
  await place(page, 1, '审查合同|7391宗，由张三牵头。');
  await page.keyboard.press('Shift+ArrowRight');
  for (const letter of '7452') await page.keyboard.type(letter);
  await page.keyboard.insertText('宗');
  await expectView(page, 1, '审查合同7452宗|，由张三牵头。');
  await page.keyboard.type('b');
  await expectView(page, 1, '审查合同7452宗b|，由张三牵头。');
  await page.keyboard.press('Backspace');

  await place(page, 1, '审查合同7452宗，由|张三牵头。');
  await page.keyboard.press('Shift+ArrowRight');
  await compose(cdp, 'wang', '王');
  await expectView(page, 1, '审查合同7452宗，由王|牵头。');
  await compose(cdp, 'xiaoming', '小明');
  await expectView(page, 1, '审查合同7452宗，由王小明|牵头。');
  await compose(cdp, 'tongzhi', '同志');
  await expectView(page, 1, '审查合同7452宗，由王小明同志|牵头。');

  await saved(page);
  const { document } = await call(page, 'report.open', { id });
  const fields = inlinesOf(document.blocks[1]!).filter((node): node is Field => isField(node));
  expect(fields).toMatchObject([
    { id: 'count', value: '7452', unit: '宗', indicator: 'contracts', sensitivity: 'internal' },
    { id: 'name', kind: 'person', value: '王小明', label: '姓名', sensitivity: 'internal' },
  ]);
});

it('figures typed by hand are asked about before a public export, and answered at once', async () => {
  const masked = makeField({ id: 'masked', value: '7391', unit: '宗', label: '合同' });
  const id = await storeReport(page, [
    makeTitle('青禾镇2026年工作总结'),
    makeParagraph(padInlines([{ text: '审查合同' }, masked, { text: '。' }])),
    makeParagraph('调解纠纷312宗，办结298宗，另有14宗在办。'),
  ]);
  await showReport(page, id);
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: '导出' });
  await dialog.getByRole('radio', { name: '公开版' }).click();
  const list = dialog.getByRole('region', { name: '手打的数字' });
  const item = (words: string) =>
    list.getByRole('listitem').filter({ has: page.locator('mark', { hasText: words }) });

  await item('298宗').getByRole('button', { name: '公开', exact: true }).click();
  await item('298宗').getByText('公开', { exact: true }).waitFor();
  await item('298宗').getByRole('button', { name: '改主意' }).click();
  await list.getByRole('button', { name: '全部改成字段' }).click();
  await list.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByLabel('正文').locator('[data-field-id]').nth(3).waitFor();
});
