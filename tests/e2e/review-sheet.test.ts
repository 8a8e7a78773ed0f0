import { afterAll, beforeAll, expect, it } from 'vitest';

import { makeField, makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { startApp, type App } from './app.ts';
import { storeReport } from './backend.ts';
import { pageOf } from './page.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('a sheet of a review is filled in before a public export, kept, and written as Word', async () => {
  const { page } = app;
  await page.getByRole('heading', { name: '还没有报告' }).waitFor();
  const id = await storeReport(page, [
    makeTitle('2026年全面依法治镇工作总结'),
    makeHeading(1, '法治建设工作情况', 'work'),
    makeParagraph('聘请李华律师为法律顾问。'),
    makeParagraph([{ text: '办理' }, makeField({ value: '486', unit: '宗', label: '案件' }), { text: '。' }]),
  ]);
  await page.goto(`${app.server.origin}/#/report/${id}`);
  await pageOf(page).waitFor();
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: '导出', exact: true });
  await dialog.getByRole('radio', { name: '公开版' }).click();
  await dialog.getByText('没有填写').waitFor();
  await dialog.locator('.leftovers li').first().getByRole('button', { name: '公开', exact: true }).click();
  await dialog.getByText('都已决定').waitFor();

  await dialog.getByRole('button', { name: '填写' }).click();
  const sheet = page.getByRole('dialog', { name: '公开审查单' });
  await sheet.getByLabel('承办人').fill('周明远');
  await sheet.getByLabel('审查人').fill('林春生');
  await sheet.getByLabel('不涉及国家秘密').check();
  // What is not kept yet is not written.
  expect(await sheet.getByRole('button', { name: '导出 Word' }).isDisabled()).toBe(true);
  await sheet.getByLabel('审查人').press('Enter');
  await sheet.getByRole('button', { name: '已保存' }).waitFor();
  const [made] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: '导出 Word' }).click(),
  ]);
  expect(made.suggestedFilename()).toBe('青禾镇2026年政府信息公开保密审查单.docx');
  await sheet.getByRole('button', { name: '关闭', exact: true }).last().click();
  await dialog.getByText(/林春生，.*部分公开/).waitFor();
  expect(app.errors).toEqual([]);
});
