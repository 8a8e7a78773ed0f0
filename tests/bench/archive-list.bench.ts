import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openStore } from '../../electron/backend/store/store.ts';
import { launchBrowser, settle, startServer } from '../e2e/app.ts';
import { archiveReport } from './archive.ts';
import type { Bench } from './run.ts';
import { quantile } from './timing.ts';

const SIZES = [20, 2_000];
const ROUNDS = 7;

/** The list of reports, from the page's first request to its rows on the screen, in a small archive and a city's. */
export const bench: Bench = {
  name: '打开报告列表：从打开页面到列表出现，毫秒，中位 / 最慢；页面内存',
  run: async () => {
    const browser = await launchBrowser(undefined, ['--enable-precise-memory-info']);
    try {
      for (const size of SIZES) {
        const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
        await settle(folder);
        const store = await openStore(folder, () => new Date());
        for (let n = 0; n < size; n += 1) {
          const [year, unit] = [2005 + (n % 20), `第${n % 100}镇`];
          const document = archiveReport(n, 500, year, unit);
          store.reports.insert({ template: 'work-summary', year, unit, document, variables: { unit } });
        }
        // As an archive is on any day but the first: what can be found is in the index.
        while (!store.search.catchUp(500));
        await store.close();
        const server = await startServer(join(folder));
        const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
        const page = await context.newPage();
        const row = page.locator('.report-list tbody tr[data-report]').first();
        await page.goto(server.address);
        // Signing in goes on after the page has loaded.
        await row.waitFor();
        const taken: number[] = [];
        for (let n = 0; n < ROUNDS; n += 1) {
          const start = performance.now();
          await page.goto(`${server.origin}/?${n}#/`);
          await row.waitFor();
          taken.push(performance.now() - start);
        }
        const { rows, heap } = await page.evaluate(() => ({
          rows: document.querySelectorAll('.report-list tbody tr[data-report]').length,
          heap: (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
        }));
        process.stdout.write(
          `${size} 份：${quantile(taken, 0.5).toFixed(0)} / ${quantile(taken, 1).toFixed(0)}，画出 ${rows} 行，${(heap / 1e6).toFixed(1)} MB\n`,
        );
        await context.close();
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    } finally {
      await browser.close();
    }
  },
};
