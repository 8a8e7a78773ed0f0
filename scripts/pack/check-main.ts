import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from '../lib/build.mjs';
import { root } from '../lib/paths.mjs';
import { say } from '../lib/run.mjs';
import { checkAll, packAll, tableOf } from './check.ts';
import { wrongConfiguration } from './configuration.ts';
import { prepareDrivers } from './drivers.ts';

// `npm run pack:check`: packs for every system for real, with distributions of Electron that are made up, and looks at and
// runs what was packed.
const started = performance.now();
await build();
await prepareDrivers(root);
const problems = await wrongConfiguration(root);
for (const problem of problems) say(problem);
const work = mkdtempSync(join(tmpdir(), 'nianshu-pack-'));
try {
  say('正在打包…');
  const packed = await packAll(work);
  say('正在检查安装包…');
  const rows = await checkAll(packed);
  process.stdout.write(`${tableOf(rows)}\n`);
  const bad = problems.length + rows.filter((row) => row.problems.length > 0).length;
  const seconds = Math.round((performance.now() - started) / 1000);
  say(bad === 0 ? `安装包都可用（Electron 是仿造的，没有真的启动），${seconds} 秒。` : `有 ${bad} 处不对。`);
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
