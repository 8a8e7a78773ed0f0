import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { pageOf } from './page.ts';

describe('backups in the window', () => {
  let app: App;
  let page: Page;
  let stick: string;

  beforeAll(async () => {
    stick = mkdtempSync(join(tmpdir(), 'nianshu-stick-'));
    app = await startApp({ demo: true });
    page = app.page;
    await pageOf(page).waitFor();
    await page.getByRole('button', { name: '回首页' }).click();
    await page.getByRole('link', { name: '备份' }).click();
    await page.getByRole('heading', { name: '备份与恢复' }).waitFor();
  });
  afterAll(async () => {
    await app.close();
    rmSync(stick, { recursive: true, force: true });
  });

  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor();

  it('are made and checked, and putting one in says what it takes away and brings back', async () => {
    await page.getByRole('button', { name: '现在备份' }).click();
    await said('已备份，并检查过。');
    await said('现在的内容都在里面');
    await row('手工').getByRole('button', { name: '检查' }).click();
    await said(/这份备份是好的：4 份报告/);

    await page.getByRole('link', { name: '报告' }).click();
    await page.locator('tr[data-report]').first().focus();
    await page.keyboard.press('Delete');
    await said(/已移入回收站/);
    await page.getByRole('link', { name: '备份' }).click();
    await said('之后又有改动');
    await row('手工').getByRole('button', { name: '恢复…' }).click();
    const dialog = page.getByRole('dialog', { name: '恢复到这份备份' });
    await dialog.getByText('1 份报告回来').waitFor();
    await dialog.getByText('恢复前，先把现在的全部内容另存为一份').waitFor();
    await dialog.getByRole('button', { name: '恢复', exact: true }).click();
    // The window starts anew on the other data; what was there before is in the list.
    await row('恢复前').waitFor();
    await page.getByRole('link', { name: '报告' }).click();
    await said('4 份');
    await page.getByRole('link', { name: '备份' }).click();
  });

  it('go to a second folder with a passphrase, and into one file for another computer', async () => {
    const place = join(stick, 'U盘');
    mkdirSync(place);
    await page.getByRole('button', { name: '设置备份盘' }).click();
    const second = page.getByRole('dialog', { name: '备份盘' });
    await second.getByLabel('放在').fill(place);
    await second.getByLabel('口令（可以不设）').fill('八个字的口令在此');
    await second.getByText(/忘了口令，谁也没有办法打开/).waitFor();
    expect(await second.getByRole('button', { name: '设好并备份' }).isDisabled()).toBe(true);
    await second.getByLabel('再输一遍').fill('八个字的口令在此');
    await second.getByRole('button', { name: '设好并备份' }).click();
    await second.waitFor({ state: 'detached' });
    await row('备份盘（有口令）').waitFor();
    const [own] = readdirSync(place);
    expect(readdirSync(join(place, own ?? '')).filter((name) => name.endsWith('.nsb'))).toHaveLength(1);

    await page.getByRole('button', { name: '换电脑' }).click();
    const move = page.getByRole('dialog', { name: '换电脑' });
    await move.getByLabel('存到').fill(stick);
    await move.getByRole('button', { name: '存成一个文件' }).click();
    await move.getByText('已存好，并检查过：').waitFor();
    await move.getByText(/年述数据-.*\.db/).waitFor();
    await move.getByRole('button', { name: '完成' }).click();
    await page.getByRole('button', { name: '换电脑' }).click();
    await move.getByRole('radio', { name: '在这台收下' }).click();
    await move.getByLabel('文件或文件夹在').fill(stick);
    await move.getByRole('button', { name: '查找' }).click();
    await move.getByRole('button', { name: '收下…' }).first().click();
    const dialog = page.getByRole('dialog', { name: '恢复到这份备份' });
    await dialog.getByText('报告和现在的一样').waitFor();
    await dialog.getByRole('button', { name: '不恢复' }).click();
  });

  it('are examined from the window', async () => {
    await page.getByRole('button', { name: '体检' }).click();
    const dialog = page.getByRole('dialog', { name: '体检' });
    await dialog.getByText(/查过：/).waitFor();
    await dialog.getByText('没有发现问题。').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    expect(app.errors).toEqual([]);
  });
});
