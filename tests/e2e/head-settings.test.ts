import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { startApp, type App } from './app.ts';
import { call, storeReport } from './backend.ts';
import { pageOf } from './page.ts';

/** What stands around the text: each of it has one place, and is said where it is changed. */
describe('head, imprint and the names of the unit', () => {
  let app: App;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    app = await startApp();
    page = app.page;
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    id = await storeReport(page, [
      makeParagraph('青府〔2026〕5号', 'docnumber'),
      makeTitle('2026年全面依法治镇工作总结'),
      makeParagraph('各项工作有序推进。'),
    ]);
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
    await page.keyboard.press('Control+Shift+E');
    await page.getByRole('button', { name: '版式设置' }).click();
    await dialog().waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const dialog = (): Locator => page.getByRole('dialog', { name: '版式和公开设置' });
  const field = (name: string): Locator => dialog().getByRole('textbox', { name, exact: true });

  it('keeps contact and imprint when the field is left', async () => {
    await field('联系人').fill('李敏，电话 0571-00000000');
    await field('抄送').fill('县司法局');
    await page.keyboard.press('Tab');
    await expect.poll(async () => (await call(page, 'report.head', { id })).copies).toBe('县司法局');
    expect((await call(page, 'report.head', { id })).contact).toContain('李敏');
  });

  it('shows the number of the text and takes no other', async () => {
    await dialog().getByRole('radio', { name: '印版头和红线' }).click();
    await dialog().getByText('正文里写着，在正文里改').waitFor();
    expect(await dialog().getByText('青府〔2026〕5号').count()).toBe(1);
    expect(await field('发文字号').count()).toBe(0);
  });

  it('names the unit as its government does, and takes another name', async () => {
    expect(await field('政府名称').getAttribute('placeholder')).toBe('青禾镇人民政府');
    await field('机关代字').fill('青府');
    await page.keyboard.press('Tab');
    await expect
      .poll(async () => (await call(page, 'report.open', { id })).variables['unitSign'])
      .toBe('青府');
  });
});
