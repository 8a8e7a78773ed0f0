import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright';

import { openStore } from '../../electron/backend/store/store.ts';
import { SCHEMA_VERSION } from '../../shared/document/types.ts';
import { launchBrowser, startServer } from '../e2e/app.ts';
import { timeToMark } from './marks/going.ts';
import { markedReport, type Marks } from './marks/marked-report.ts';
import type { Bench } from './run.ts';
import { quantile } from './timing.ts';
import { Writer, type Taken } from './typing/measure.ts';
import { PROBE } from './typing/probe.ts';

const CHARACTERS = Number(process.env['BENCH_SIZE'] ?? 60_000);
export const MANY: Marks = { changes: 400, fields: 300, comments: 200 };
export const FEW: Marks = { changes: 10, fields: 10, comments: 10 };
/** How often the two take turns, and how many changes one goes to in a turn. */
const TURNS = 8;
const STEPS = 6;
/** Milliseconds in which the panel and the margin follow. */
const REST = 150;
/** Most that 400 marks may cost, times what ten do. */
const LIMIT = 1.5;

const FLAGS = ['--disable-gpu-vsync', '--disable-frame-rate-limit', '--js-flags=--expose-gc'];

type Open = { writer: Writer; steps: Taken[]; page: Page; close: () => Promise<void> };

/** The whole program with the list of comments and changes open. */
export async function open(browser: Browser, dataDir: string, marks: Marks): Promise<Open> {
  const store = await openStore(dataDir, () => new Date());
  const authors = ['a', 'b', 'c'].map((id, n) =>
    store.review.savePerson({
      id,
      name: ['王芳', '李明', '赵强'][n] ?? '',
      unit: '青禾镇',
      role: 'reviewer',
    }),
  );
  store.settings.set('currentPerson', 'a');
  const { blocks, review } = markedReport(
    CHARACTERS,
    marks,
    authors.map(({ id }) => id),
  );
  const document = { schema: SCHEMA_VERSION, blocks };
  const id = store.reports.insert({
    template: 'work-summary',
    year: 2025,
    unit: '青禾镇',
    document,
    variables: { unit: '青禾镇' },
    review,
  });
  await store.close();
  const server = await startServer(dataDir);
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.addInitScript(PROBE);
  await page.goto(server.address);
  await page.getByRole('heading', { name: '报告' }).waitFor();
  const writer = await Writer.create(page);
  await writer.open(async () => {
    const start = performance.now();
    await page.evaluate((report) => {
      location.hash = `#/report/${report}`;
    }, id);
    await page.getByRole('tab', { name: /^批注/ }).click();
    await page.locator('.review-card').first().waitFor();
    return performance.now() - start;
  });
  const close = async (): Promise<void> => {
    await context.close();
    await server.stop();
  };
  return { writer, steps: [], page, close };
}

/** Each writes for a moment and goes through some changes, then the other one. */
async function inTurns(both: readonly Open[]): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const at of both.keys()) {
      const one = both[(at + turn) % both.length];
      if (!one) continue;
      await one.writer.round();
      for (let step = 0; step < STEPS; step += 1) {
        const before = await one.writer.work();
        const wall = await timeToMark(one.page, 'Control+F8');
        await one.page.waitForTimeout(REST);
        one.steps.push({ wall, work: (await one.writer.work()) - before });
      }
    }
  }
}

const of = (values: readonly number[]): string =>
  `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)}`;
const times = (many: readonly number[], few: readonly number[]): string =>
  [0.5, 0.95].map((q) => (quantile(many, q) / quantile(few, q)).toFixed(2)).join(' / ');

function line(name: string, many: readonly Taken[], few: readonly Taken[]): string {
  const [wall, work] = (['wall', 'work'] as const).map((key) => {
    const [a, b] = [many, few].map((taken) => taken.map((one) => one[key])) as [number[], number[]];
    return `${of(a)} 对 ${of(b)} = ${times(a, b)} 倍`;
  });
  return `  ${name}：到出现 ${wall} | 运算 ${work}\n`;
}

/** What 400 changes, 300 fields and 200 comments cost against ten of each, in the same text and the same run. */
export const bench: Bench = {
  name: `批注和修订很多：400 处修订、300 处数据、200 条批注 对 各 10 处，毫秒，中位 / 95%（应不超过 ${LIMIT} 倍）`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    const browser = await launchBrowser(undefined, FLAGS);
    const both: Open[] = [];
    try {
      for (const [name, marks] of [['many', MANY] as const, ['few', FEW] as const])
        both.push(await open(browser, join(folder, name), marks));
      await inTurns(both);
      const [many, few] = both.map(({ writer }) => writer.sample());
      if (!many || !few) return;
      process.stdout.write(line('打字', many.keys, few.keys));
      process.stdout.write(line('回车', many.enters, few.enters));
      process.stdout.write(line('下一处修订', both[0]?.steps ?? [], both[1]?.steps ?? []));
      const [most, least] = [many.workPerKey, few.workPerKey];
      process.stdout.write(
        `  每键连同面板和保存的运算：${most.toFixed(1)} 对 ${least.toFixed(1)} = ${(most / least).toFixed(2)} 倍\n`,
      );
      const cards = await Promise.all(both.map(({ page }) => page.locator('.review-card').count()));
      process.stdout.write(
        `  打开：${many.opening.toFixed(0)} 对 ${few.opening.toFixed(0)}；画出的卡片：${cards.join(' 对 ')}\n`,
      );
    } finally {
      for (const { close } of both) await close();
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
