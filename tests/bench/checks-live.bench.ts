import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright';

import { openStore } from '../../electron/backend/store/store.ts';
import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { SCHEMA_VERSION, type Block } from '../../shared/document/types.ts';
import { launchBrowser, settle, startServer } from '../e2e/app.ts';
import { caretAt, pageOf } from '../e2e/page.ts';
import type { Bench } from './run.ts';
import { quantile } from './timing.ts';
import { paragraphsOf } from './typing/text.ts';

const SIZES = [5_000, 20_000, 100_000];
const ROUNDS = 15;
/** What the design asks for, in milliseconds from the last key. */
const AIM = 500;

const blocksOf = (size: number): Block[] => [
  makeTitle('青禾镇工作总结'),
  makeHeading(1, '工作情况'),
  ...paragraphsOf(size).map((text) => makeParagraph(text)),
];

/** Types a wrong word and waits for its mark on the page; milliseconds from the last key to the mark. */
async function oneRound(page: Page): Promise<number> {
  const marks = () => page.evaluate(() => CSS.highlights.get('check-warning')?.size ?? 0);
  const before = await marks();
  await page.evaluate((count) => {
    const shown = new Promise<number>((resolve) => {
      let last = performance.now();
      document.addEventListener('beforeinput', () => (last = performance.now()), true);
      const look = (): void => {
        if ((CSS.highlights.get('check-warning')?.size ?? 0) > count) resolve(performance.now() - last);
        else requestAnimationFrame(look);
      };
      look();
    });
    Object.assign(globalThis, { shown });
  }, before);
  for (const char of '其它') await page.keyboard.insertText(char);
  const taken = await page.evaluate(() => (globalThis as unknown as { shown: Promise<number> }).shown);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.waitForFunction((count) => (CSS.highlights.get('check-warning')?.size ?? 0) === count, before);
  return taken;
}

async function measure(browser: Browser, folder: string, size: number): Promise<number[]> {
  const dataDir = join(folder, String(size));
  await settle(dataDir);
  const store = await openStore(dataDir, () => new Date());
  const id = store.reports.insert({
    template: 'work-summary',
    year: 2025,
    unit: '青禾镇',
    document: { schema: SCHEMA_VERSION, blocks: blocksOf(size) },
    variables: { unit: '青禾镇' },
  });
  await store.close();
  const server = await startServer(dataDir);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await page.goto(server.address);
    // Signing in goes on after the page has loaded.
    await page.getByRole('heading', { name: '报告' }).waitFor();
    await page.goto(`${server.origin}/#/report/${id}`);
    await pageOf(page).waitFor();
    await page.getByRole('tab', { name: /检查/ }).click();
    await page.locator('.finding').first().waitFor();
    await caretAt(page, '推动领导干部带头学法');
    const taken: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) taken.push(await oneRound(page));
    return taken.slice(2);
  } finally {
    await context.close();
    await server.stop();
  }
}

/** From the last key to the mark under the wrong word, in the whole program. */
export const bench: Bench = {
  name: `校对跟得上打字：最后一键到标出错词，毫秒，中位 / 95%（要求 ${AIM} 以内）`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    const browser = await launchBrowser();
    try {
      for (const size of SIZES) {
        const taken = await measure(browser, folder, size);
        process.stdout.write(
          `${size} 字：${quantile(taken, 0.5).toFixed(0)} / ${quantile(taken, 0.95).toFixed(0)}\n`,
        );
      }
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
