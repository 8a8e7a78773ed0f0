import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { startApp, type App } from './app.ts';
import { call } from './backend.ts';

let app: App;
beforeEach(async () => {
  app = await startApp({ demo: true });
});
afterEach(() => app.close());

const shoot = (name: string) =>
  process.env['SHOTS'] ? app.page.screenshot({ path: join(process.env['SHOTS'], `${name}.png`) }) : null;

it('a report is erased from its own window: told what goes, typed as a yes, searched for, and gone', async () => {
  const { page, dataDir } = app;
  await page.setViewportSize({ width: 1366, height: 768 });
  const [report] = await call(page, 'report.list', {});
  await call(page, 'backup.make', {});
  await page.goto(`${app.server.origin}/#/report/${report?.id}`);
  await page.getByRole('button', { name: '更多', exact: true }).click();
  await page.getByRole('menuitem', { name: '彻底清除…' }).click();
  const dialog = page.getByRole('dialog', { name: '彻底清除' });
  await dialog.getByText('会清掉').waitFor();
  await shoot('purge-ask');
  const yes = dialog.getByRole('button', { name: '彻底清除' });
  expect(await yes.isDisabled()).toBe(true);
  await dialog.getByLabel(/照写标题以确认/).fill(report?.title ?? '');
  await page.keyboard.press('Enter');
  await dialog.getByText(/已在 \d+ 个文件中逐个查找，没有找到/).waitFor();
  await shoot('purge-done');
  await dialog.getByText('关闭', { exact: true }).last().click();
  // The window of the report is left: there is none any more.
  await page.getByRole('heading', { name: '报告', exact: true }).waitFor();
  expect((await call(page, 'report.list', {})).some(({ id }) => id === report?.id)).toBe(false);
  expect(existsSync(join(dataDir, 'erasing.json'))).toBe(false);
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (const file of files)
    expect(readFileSync(join(file.parentPath, file.name)).includes(report?.title ?? ''), file.name).toBe(
      false,
    );
});

it('the settings say whether classified files may come in, and who has declared it', async () => {
  const { page } = app;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: '设置' }).click();
  const settings = page.getByRole('dialog', { name: '设置' });
  await settings.getByText('这台计算机没有登记').waitFor();
  await settings.getByRole('button', { name: '登记…' }).click();
  await shoot('classified-form');
  await settings.getByLabel('依据').fill('涉密计算机 A-03');
  await settings.getByRole('button', { name: '登记为可以处理' }).click();
  await settings.getByText(/李明.*登记为可以处理涉密文件，依据：涉密计算机 A-03/).waitFor();
  await shoot('classified-done');
  await settings.getByRole('button', { name: '撤销登记' }).click();
  await settings.getByText(/李明.*撤销了登记/).waitFor();
});
