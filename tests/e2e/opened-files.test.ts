import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { startApp } from './app.ts';
import { call } from './backend.ts';
import { pageOf } from './page.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-opened-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const REPORT = [
  '青禾镇2025年全面依法治镇工作总结',
  '一、法治建设工作情况',
  '全年开展学法12次，参加348人次。',
  '二、下一步打算',
  '继续推进。',
].join('\n');

describe('files that the program was started with', () => {
  it('come each into its own dialog, one after the other, and nothing is taken in by itself', async () => {
    const app = await startApp({
      files: [
        file('-去年 总结.txt', REPORT),
        file('林春生.nskey', '不是密钥卡'),
        join(folder, '没有.docx'),
        file('旧备份.nsb', 'x'),
      ],
    });
    try {
      const { page } = app;
      // The toast, or what screen readers hear of it.
      await page.getByText('“没有.docx”没有打开：找不到它').first().waitFor();
      const verify = page.getByRole('dialog', { name: '核验', exact: true });
      await verify.waitFor();
      expect(await page.getByRole('dialog').count()).toBe(1);
      await verify.getByText('林春生.nskey').first().waitFor();
      await verify.getByRole('button', { name: '关闭' }).last().click();
      const table = page.getByRole('dialog', { name: '核对后收入' });
      await table.waitFor();
      expect(await table.locator('tbody tr').count()).toBe(1);
      await table.getByText('-去年 总结.txt').waitFor();
      const shots = process.env['NIANSHU_SHOTS'];
      if (shots) await page.screenshot({ path: `${shots}/opened.png` });
      expect(await call(page, 'report.list', {})).toEqual([]);
      await table.getByRole('button', { name: '收入 1 份' }).click();
      const done = page.getByRole('dialog', { name: '导入结果' });
      await done.getByRole('button', { name: '打开' }).click();
      await pageOf(page).getByText('全年开展学法').waitFor();
      // Each is given once: a reload asks again and gets nothing.
      await page.reload();
      await pageOf(page).getByText('全年开展学法').waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(app.errors).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('come also when another was opened and closed before', async () => {
    const app = await startApp({ files: [file('一.nskey', 'x')] });
    try {
      const { page } = app;
      const verify = page.getByRole('dialog', { name: '核验', exact: true });
      await verify.getByText('一.nskey').first().waitFor();
      await verify.getByRole('button', { name: '关闭' }).last().click();
      await verify.waitFor({ state: 'detached' });
      await page.route('**/opened', (route) =>
        route.fulfill({ json: { files: [{ id: 'two', name: '二.nskey' }], refused: [] } }),
      );
      await page.route('**/opened/two', (route) => route.fulfill({ body: 'y' }));
      await page.evaluate(() => window.postMessage('nianshu:files', location.origin));
      await verify.getByText('二.nskey').first().waitFor();
    } finally {
      await app.close();
    }
  });
});
