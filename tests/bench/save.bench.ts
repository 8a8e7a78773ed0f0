import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { ReportDocument } from '../../shared/document/types.ts';
import type { Bench } from './run.ts';
import { ms, quantile, timed } from './timing.ts';

const SENTENCE = '全年召开专题会议研究部署重点任务，压实各级责任，推动各项工作落到实处。';

function reportOf(characters: number): ReportDocument {
  const paragraph = SENTENCE.repeat(4);
  const blocks = Array.from({ length: Math.ceil(characters / paragraph.length) }, () =>
    makeParagraph(paragraph),
  );
  return { schema: 1, blocks: [makeTitle('青禾镇工作总结'), ...blocks] };
}

/** One keystroke's save, against the usual way of writing the whole document into a row, both synced to disk. */
export const bench: Bench = {
  name: '保存一次输入（操作日志）对 保存整篇（对照）',
  run: async () => {
    for (const characters of [5_000, 20_000, 100_000]) {
      const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
      const document = reportOf(characters);
      const store = await openStore(folder, () => new Date());
      const id = store.reports.insert({ template: 't', year: 2023, unit: '青禾镇', document, variables: {} });
      const path = [Math.floor(document.blocks.length / 2), 0];
      const ours = await timed(200, (n) =>
        store.reports.apply({
          id,
          base: n,
          batch: `b${n}`,
          ops: [{ type: 'insert_text', path, offset: 3, text: '字' }],
        }),
      );
      await store.close();

      const peer = openDb(join(folder, 'peer.db'));
      peer.pragma('journal_mode = WAL');
      peer.pragma('synchronous = FULL');
      peer.exec('CREATE TABLE reports (id INTEGER PRIMARY KEY, document TEXT)');
      const write = peer.prepare('INSERT OR REPLACE INTO reports VALUES (1, ?)');
      const whole = await timed(200, (n) => {
        document.blocks[1] = makeParagraph(`${n}${SENTENCE}`);
        write.run(JSON.stringify(document));
      });
      peer.close();
      rmSync(folder, { recursive: true, force: true });
      const [a, b] = [quantile(ours, 0.5), quantile(whole, 0.5)];
      process.stdout.write(
        `${characters} 字：${ms(a)}（95% ${ms(quantile(ours, 0.95))}），整篇 ${ms(b)}，快 ${(b / a).toFixed(1)} 倍\n`,
      );
    }
  },
};
