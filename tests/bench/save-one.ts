import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chosenDriver } from '../../electron/backend/sqlite/driver.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { measured, quantile } from './timing.ts';

/**
 * Saves with the driver that the environment names, opens and searches, in a process of its own, because one process
 * never has two drivers. Prints milliseconds of a save (median by the clock, and of the processor on average), of opening
 * a long report anew, and of a search.
 */
const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
const store = await openStore(folder, () => new Date());
const sentence = '全年召开专题会议研究部署重点任务，压实各级责任，推动各项工作落到实处。';
const blocks = [makeTitle('总结'), ...Array.from({ length: 140 }, () => makeParagraph(sentence.repeat(4)))];
const id = store.reports.insert({
  template: 't',
  year: 2023,
  unit: '青禾镇',
  document: { schema: 1, blocks },
  variables: {},
});
const saved = await measured(
  300,
  (n) =>
    store.reports.apply({
      id,
      base: n,
      batch: `b${n}`,
      ops: [{ type: 'insert_text', path: [70, 0], offset: 3, text: '字' }],
    }),
  20,
);
const opened = await measured(
  30,
  () => {
    store.forget();
    store.reports.get(id);
  },
  3,
);
while (!store.search.catchUp(1000));
const found = await measured(100, () => store.search.find({ query: '专题会议' }), 5);
await store.close();
rmSync(folder, { recursive: true, force: true });
process.stdout.write(
  JSON.stringify({
    driver: chosenDriver().driver?.name,
    save: quantile(saved.wall, 0.5),
    saveCpu: saved.cpu,
    open: opened.cpu,
    search: found.cpu,
  }),
);
