import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from './build.mjs';
import { CHECKS } from './checks.mjs';
import { cacheDir, root } from './paths.mjs';
import { run, say } from './run.mjs';
import { installTestTools } from './test-tools.mjs';
import { summaryLine } from './test-summary.mjs';

const tool = (path) => join(root, 'node_modules', path);

/** Words after `npm test --` go to vitest: a path, `--project unit`, … Then only that part runs, without the checks. */
const part = process.argv.slice(2);
const needsProgram = part.length === 0 || part.some((word) => /e2e|electron|pack/.test(word));

// Beside each other: tools are waited for, and checks need none of them.
const [failedChecks] = await Promise.all([
  part.length === 0 ? failingChecks() : [],
  installTestTools(),
  needsProgram ? build() : undefined,
]);

say('正在运行测试…');
mkdirSync(cacheDir, { recursive: true });
const report = join(cacheDir, 'vitest.json');
rmSync(report, { force: true });
const { code } = await run(process.execPath, [
  tool('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...part,
]);

let text = null;
try {
  text = readFileSync(report, 'utf8');
} catch {
  say('测试没有运行完。');
}
const summary = summaryLine(text === null ? null : JSON.parse(text), failedChecks.length, code);
process.stdout.write(`${summary.line}\n`);
process.exitCode = summary.ok ? 0 : 1;

/** Names of the checks that don't pass, which have said why. */
async function failingChecks() {
  const failed = [];
  for (const check of CHECKS) {
    say(`正在检查：${check.name}…`);
    const ended = await run(process.execPath, check.args, { quiet: true });
    if (ended.code === 0) continue;
    failed.push(check.name);
    say(ended.output.trim());
    say(`${check.name}没有通过。`);
  }
  return failed;
}
