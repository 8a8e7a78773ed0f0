import { join } from 'node:path';

import { root } from './paths.mjs';
import { run } from './run.mjs';
import { installTestTools } from './test-tools.mjs';

// The long form of tests that the ordinary run does in short: a thousand reports attacked in every format, and twenty
// times as many cases, newly drawn, of everything that holds for any report.
await installTestTools();
process.env['NIANSHU_NIGHTLY'] = '1';
const { code } = await run(process.execPath, [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--project',
  'unit',
  'tests/property',
  'tests/unit/review/merge.test.ts',
  'tests/unit/edition/gate.property.test.ts',
  'tests/unit/export/schema.test.ts',
  '--testTimeout=7200000',
  ...process.argv.slice(2),
]);
process.exitCode = code ?? 1;
