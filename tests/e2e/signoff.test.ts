import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PASSPHRASE, READY } from '../unit/signoff/setup.ts';
import { startApp, type App } from './app.ts';
import { call } from './backend.ts';
import { caretAt, pageOf, saved, textOf } from './page.ts';
import { takeInText } from '../take-in.ts';

/** From a finished report to a signed one, in the window. The steps build on each other. */
describe('signing a report', () => {
  let app: App;
  let id: string;

  beforeAll(async () => {
    app = await startApp();
    const { page } = app;
    await page.getByRole('heading', { name: '还没有报告' }).waitFor();
    const text = READY.replace('完成行政检查612宗', '完成行政检查***宗');
    const taken = await takeInText((method, params) => call(page, method, params), text);
    id = taken.id ?? '';
    await call(page, 'people.save', { person: { id: 'w', name: '周明远', unit: '青禾镇', role: 'writer' } });
    await call(page, 'people.save', { person: { id: 's', name: '林春生', unit: '青禾镇', role: 'signer' } });
    await call(page, 'settings.set', { key: 'currentPerson', value: 'w' });
    await page.goto(`${app.server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
  });
  afterAll(async () => {
    await app.close();
  });

  const choose = async (item: string): Promise<void> => {
    await app.page.getByRole('button', { name: '更多', exact: true }).click();
    await app.page.getByRole('menuitem', { name: `${item}…`, exact: true }).click();
  };

  it('is not possible while something is not done, and leads to it', async () => {
    const { page } = app;
    await choose('签发');
    const dialog = page.getByRole('dialog', { name: '签发' });
    await dialog.getByText('还有 1 处没有办完').waitFor();
    await dialog.getByRole('button', { name: /还是掩码/ }).click();
    await dialog.waitFor({ state: 'detached' });
    const field = page.locator('.page [data-field-id]', { hasText: '***宗' });
    expect(await field.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(768);
  });

  it('asks for opinion, date and passphrase, and freezes the report', async () => {
    const { page } = app;
    const row = page.locator('.field-table tbody tr').filter({ hasText: '宗' });
    await row.getByRole('textbox').last().fill('612');
    await page.keyboard.press('Enter');
    await saved(page);
    await choose('签发');
    const dialog = page.getByRole('dialog', { name: '签发' });
    await dialog.getByLabel('设一个签发口令').fill(PASSPHRASE);
    await dialog.getByRole('button', { name: '签发', exact: true }).click();
    await dialog.getByText('两次输入的口令不一样').waitFor();
    await dialog.getByLabel('再输一遍').fill(PASSPHRASE);
    await dialog.getByRole('button', { name: '签发', exact: true }).click();
    await page.getByText(/已签发：林春生，\d{4}年/).waitFor();
    // Nothing can be typed any more, and no command changes it.
    const text = page.getByRole('document', { name: '正文' });
    const before = await textOf(text);
    await text.click();
    await page.keyboard.type('改');
    await page.keyboard.press('Control+Alt+1');
    expect(await textOf(text)).toBe(before);
  });

  it('proves the exported file, and names what was changed in it', async () => {
    const { page } = app;
    const { bytes } = await call(page, 'export.make', { id, format: 'docx', edition: 'internal' });
    const file = join(app.dataDir, '签发稿.docx');
    writeFileSync(file, Buffer.from(bytes, 'base64'));
    await choose('核验签发稿');
    const dialog = page.getByRole('dialog', { name: '核验签发稿' });
    await dialog.getByText('核验无误', { exact: false }).first().waitFor();
    await dialog.getByLabel('选择要核验的文件').setInputFiles(file);
    await dialog.getByText('就是签发后导出的那个文件，一个字节不差').first().waitFor();

    const parts = unzipSync(new Uint8Array(readFileSync(file)));
    const again = join(app.dataDir, '另存过.docx');
    writeFileSync(again, zipSync(parts, { level: 9 }));
    await dialog.getByLabel('选择要核验的文件').setInputFiles(again);
    await dialog.getByText('文字与签发稿相同，版面没有核对').waitFor();
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const changed = zipSync({ ...parts, 'word/document.xml': strToU8(xml.replace('612', '621')) });
    const other = join(app.dataDir, '改过.docx');
    writeFileSync(other, changed);
    await dialog.getByLabel('选择要核验的文件').setInputFiles(other);
    await dialog.getByText('没有通过核验').waitFor();
    const differences = dialog.getByRole('table', { name: '不一样的地方' });
    expect(await differences.innerText()).toMatch(/612[\s\S]*621/);
    await page.keyboard.press('Escape');
  });

  it('goes on in a new version, and the record tells it all', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '开新一版' }).click();
    await page.getByText(/已签发：林春生/).waitFor({ state: 'detached' });
    await caretAt(page, '法治建设工作情况');
    await page.keyboard.insertText('新');
    await saved(page);
    await choose('办理记录');
    const dialog = page.getByRole('dialog', { name: '办理记录' });
    await dialog.getByRole('cell', { name: '签发', exact: true }).waitFor();
    const text = await dialog.locator('table').innerText();
    for (const words of ['导入', '签发', '开新一版', '导出', '修改正文', '林春生', '周明远']) {
      expect(text).toContain(words);
    }
    await dialog.getByLabel('事项').selectOption({ label: '签发' });
    expect(await dialog.locator('tbody td:first-child').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(app.errors).toEqual([]);
  });
});
