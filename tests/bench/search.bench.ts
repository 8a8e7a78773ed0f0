import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { archiveReport } from './archive.ts';
import type { Bench } from './run.ts';
import { ms, quantile, watch } from './timing.ts';

const REPORTS = 2000;
const UNITS = 100;

/** What somebody types, a character at a time: each beginning is a search of its own. */
const TYPED = [
  '法治宣传教育',
  '矛盾纠纷化解',
  '合法性审查',
  '综治中心',
  '青石村推进',
  '护林防火 群众满意',
  '“逐项销号”',
  '行政复议应诉12次',
  '不会出现的词语',
  '信访',
];

const keystrokes = (): string[] =>
  TYPED.flatMap((words) =>
    Array.from(words, (_, n) =>
      Array.from(words)
        .slice(0, n + 1)
        .join(''),
    ),
  );

/** Search while typing over a city's archive, against LIKE over the same texts in the same run. */
export const bench: Bench = {
  name: `检索：${REPORTS} 份报告各 5,000 字，每次按键（对照 SQLite LIKE）`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    const store = await openStore(folder, () => new Date());
    const peer = openDb(join(folder, 'peer.db'));
    peer.exec('CREATE TABLE texts (id INTEGER PRIMARY KEY, year INTEGER, text TEXT)');
    const addText = peer.prepare('INSERT INTO texts (year, text) VALUES (?, ?)');
    peer.exec('BEGIN');
    for (let n = 0; n < REPORTS; n += 1) {
      const year = 2005 + (n % 20);
      const unit = `第${n % UNITS}镇`;
      const document = archiveReport(n, 5000, year, unit);
      store.reports.insert({ template: 'work-summary', year, unit, document, variables: { unit } });
      for (const line of plainText(document.blocks).split('\n')) addText.run(year, line);
    }
    peer.exec('COMMIT');

    const begun = performance.now();
    // By the clock, and by this thread's processor: the clock also counts what else the machine is doing.
    const turns: number[] = [];
    const work: number[] = [];
    for (let done = false; !done;) {
      const turn = watch();
      turn.start();
      done = store.search.catchUp(12);
      turn.stop();
      turns.push(turn.wall());
      work.push(turn.cpu());
    }
    process.stdout.write(
      `建立索引：${((performance.now() - begun) / 1000).toFixed(1)} s（每份 ${ms((performance.now() - begun) / REPORTS)}，每步 95% ${ms(quantile(turns, 0.95))}、最长 ${ms(quantile(turns, 1))}，处理器时间 95% ${ms(quantile(work, 0.95))}、最长 ${ms(quantile(work, 1))}），` +
        `数据文件 ${(statSync(join(folder, 'nianshu.db')).size / 1e6).toFixed(0)} MB\n`,
    );

    const like = peer.prepare<[string], { id: number; year: number; text: string }>(
      `SELECT id, year, text FROM texts WHERE text LIKE ? ESCAPE '\\' ORDER BY year DESC LIMIT 150`,
    );
    const ours: number[] = [];
    const theirs: number[] = [];
    let slowest = { query: '', taken: 0 };
    let found = 0;
    for (let round = 0; round < 3; round += 1) {
      for (const query of keystrokes()) {
        let start = performance.now();
        const { groups } = store.search.find({ query });
        const taken = performance.now() - start;
        if (taken > slowest.taken) slowest = { query, taken };
        ours.push(taken);
        found += groups.length;
        start = performance.now();
        like.all(`%${query.replace(/[“”\s]/g, '')}%`);
        theirs.push(performance.now() - start);
      }
    }
    process.stdout.write(
      `年述：中位 ${ms(quantile(ours, 0.5))}，95% ${ms(quantile(ours, 0.95))}（最慢“${slowest.query}” ${ms(slowest.taken)}，共 ${found} 组结果）\n` +
        `LIKE：中位 ${ms(quantile(theirs, 0.5))}，95% ${ms(quantile(theirs, 0.95))}；95% 处快 ${(quantile(theirs, 0.95) / quantile(ours, 0.95)).toFixed(1)} 倍\n`,
    );

    for (const [name, filter] of [
      ['按单位', { unit: '第7镇' }],
      ['按年度', { fromYear: 2010, toYear: 2012 }],
      ['按章节', { slot: 'government' }],
      ['按类型', { kinds: ['heading'] as const }],
    ] as const) {
      const taken: number[] = [];
      for (const query of keystrokes()) {
        const start = performance.now();
        store.search.find({ query, ...filter });
        taken.push(performance.now() - start);
      }
      process.stdout.write(`${name}：中位 ${ms(quantile(taken, 0.5))}，95% ${ms(quantile(taken, 0.95))}\n`);
    }

    const lists: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const start = performance.now();
      JSON.stringify(store.reports.list());
      lists.push(performance.now() - start);
    }
    process.stdout.write(
      `报告列表（${REPORTS} 份，读出并打包）：中位 ${ms(quantile(lists, 0.5))}，95% ${ms(quantile(lists, 0.95))}\n` +
        `内存：${(process.memoryUsage().rss / 1e6).toFixed(0)} MB\n`,
    );
    await store.close();
    peer.close();
    rmSync(folder, { recursive: true, force: true });
  },
};
