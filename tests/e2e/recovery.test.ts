import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { addReport, garble, pagesOf, type, withStore } from '../store/damage.ts';
import { keepCopy } from '../store/keep-copy.ts';
import { launchBrowser, settle, startServer, type Server } from './app.ts';

let dataDir: string;
let browser: Browser;
let server: Server | null = null;

/** Where pictures for people go; none are taken without it. */
const SHOTS = process.env['NIANSHU_SHOTS'];
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `recovery-${name}.png`) });
};

async function open(): Promise<Page> {
  server = await startServer(dataDir);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await page.goto(server.address);
  return page;
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'nianshu-e2e-'));
  browser = await launchBrowser();
  await settle(dataDir);
  await withStore(dataDir, async (store) => {
    const ids = Array.from({ length: 8 }, (_, at) =>
      addReport(store, 2016 + at, '认真落实普法责任制，全年开展法治宣传。'.repeat(60)),
    );
    await keepCopy(dataDir, 'nianshu-2026-03-01');
    for (const id of ids.slice(0, 3)) type(store, id, ['备份以后写的']);
  });
});

afterEach(async () => {
  await browser.close();
  await server?.stop();
  server = null;
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a damaged database in the window', () => {
  it('is a choice with dates and contents, and the newest state of each report comes back', async () => {
    const file = join(dataDir, 'nianshu.db');
    const damaged = readFileSync(file);
    damaged.fill(0xa5, 0, 4096);
    writeFileSync(file, damaged);
    const page = await open();
    await page.getByRole('heading', { name: '恢复数据' }).waitFor();
    const best = page.getByRole('radio', { name: /逐份救回.*8 份报告.*没有缺少内容/ });
    await best.waitFor();
    expect(await best.isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: /年.*月.*日.*的备份.*8 份报告/ }).count()).toBe(1);
    await shot(page, 'screen');
    await page.getByRole('radio', { name: /从空白开始/ }).check();
    expect(await page.getByRole('button', { name: '恢复到这一份' }).isDisabled()).toBe(true);
    await best.check();
    await page.getByRole('button', { name: '恢复到这一份' }).click();

    const notice = page.getByRole('alert').filter({ hasText: '数据已逐份救回：8 份报告' });
    await notice.waitFor();
    expect(await notice.textContent()).toContain('原来的文件保留在');
    await page.getByText('青禾镇2016年工作总结').waitFor();
    await shot(page, 'restored');
    // Until somebody has read it: also in the next window.
    await page.reload();
    await notice.waitFor();
    await notice.getByRole('button', { name: '知道了' }).click();
    await notice.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('青禾镇2016年工作总结').waitFor();
    expect(await notice.count()).toBe(0);
    await page.getByText('青禾镇2016年工作总结').click();
    await page.getByText('备份以后写的').waitFor();
    const [aside] = readdirSync(join(dataDir, 'damaged'));
    expect(readFileSync(join(dataDir, 'damaged', aside ?? '', 'nianshu.db')).equals(damaged)).toBe(true);
  });

  it('is found soon after the start where it opens, is told with the reports by name, and is mended', async () => {
    const file = join(dataDir, 'nianshu.db');
    garble(file, pagesOf(file, 'snapshots').slice(2, 6));
    rmSync(join(dataDir, 'backups'), { recursive: true });
    const page = await open();
    const notice = page.getByRole('alert').filter({ hasText: '检查发现数据文件有损坏' });
    await notice.waitFor();
    await shot(page, 'banner');
    await notice.getByRole('button', { name: '查看并修复' }).click();
    await page
      .getByText(/正文读不出来，没能救回/)
      .first()
      .waitFor();
    await shot(page, 'losses');
    await page.getByRole('button', { name: '先不恢复，回首页' }).click();
    await notice.getByRole('button', { name: '查看并修复' }).click();
    await page.getByRole('radio', { name: /逐份救回/ }).waitFor();
    await page.getByRole('button', { name: '恢复到这一份' }).click();
    const done = page.getByRole('alert').filter({ hasText: '数据已逐份救回' });
    await done.waitFor();
    expect(await done.textContent()).toContain('没能救回');
    expect(await notice.count()).toBe(0);
  });

  it('is a question when it is missing beside backups', async () => {
    rmSync(join(dataDir, 'nianshu.db'));
    const page = await open();
    await page.getByText(/没有找到数据文件.*什么也不会改动/).waitFor();
    await page.getByRole('radio', { name: /的备份.*8 份报告/ }).waitFor();
    await shot(page, 'missing');
    await page.getByRole('button', { name: '恢复到这一份' }).click();
    await page.getByRole('alert').filter({ hasText: '的备份：8 份报告' }).waitFor();
    await page.getByText('青禾镇2016年工作总结').waitFor();
  });
});
