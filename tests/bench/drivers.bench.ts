import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Bench } from './run.ts';
import { ms, quantile } from './timing.ts';

type Once = { driver: string; save: number; saveCpu: number; open: number; search: number };

const WHAT = {
  save: '保存一次输入（时钟）',
  saveCpu: '保存一次输入（处理器）',
  open: '打开长报告（处理器）',
  search: '检索（处理器）',
} satisfies Record<Exclude<keyof Once, 'driver'>, string>;

const entry = fileURLToPath(new URL('save-one.ts', import.meta.url));

async function once(driver: 'better' | 'node'): Promise<Once> {
  const env = { ...process.env, NIANSHU_SQLITE: driver };
  const { stdout } = await promisify(execFile)(process.execPath, [entry], { env });
  return JSON.parse(stdout) as Once;
}

/** The store over better-sqlite3 and over the SQLite that comes with Node, in turn, each in a process of its own. */
export const bench: Bench = {
  name: '两个数据库组件（better-sqlite3 对 node:sqlite）',
  run: async () => {
    const better: Once[] = [];
    const node: Once[] = [];
    for (let round = 0; round < 5; round += 1) {
      better.push(await once('better'));
      node.push(await once('node'));
    }
    for (const [key, name] of Object.entries(WHAT) as [keyof typeof WHAT, string][]) {
      const [a, b] = [better, node].map((all) =>
        quantile(
          all.map((one) => one[key]),
          0.5,
        ),
      ) as [number, number];
      process.stdout.write(`${name}：${ms(a)}，node:sqlite ${ms(b)}，${(b / a).toFixed(2)} 倍\n`);
    }
  },
};
