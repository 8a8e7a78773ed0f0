import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { build } from '../lib/build.mjs';
import { root } from '../lib/paths.mjs';
import { say } from '../lib/run.mjs';
import { checkAll, packAll, tableOf } from './check.ts';
import { wrongConfiguration } from './configuration.ts';
import { makeDeb } from './deb.ts';
import { prepareDrivers } from './drivers.ts';
import { makePortable } from './portable.ts';
import { layoutOf } from './targets.ts';

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
  const date = new Date('2026-01-01T00:00:00Z');
  const made = [await makePortable(work, join(work, 'portable'), date)];
  for (const arch of ['x64', 'arm64'] as const) {
    const { root: unpacked } = layoutOf({ platform: 'linux', arch }, packed.output);
    made.push(await makeDeb({ unpacked, arch, output: work, work: join(work, 'deb'), date }, true));
  }
  for (const file of made)
    process.stdout.write(`✓ ${basename(file)}  ${(statSync(file).size / 1e6).toFixed(1)} MB\n`);
  const bad = problems.length + rows.filter((row) => row.problems.length > 0).length;
  const seconds = Math.round((performance.now() - started) / 1000);
  say(bad === 0 ? `安装包都可用（Electron 是仿造的，没有真的启动），${seconds} 秒。` : `有 ${bad} 处不对。`);
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
