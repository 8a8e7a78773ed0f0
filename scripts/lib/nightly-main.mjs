import { join } from 'node:path';

import { root } from './paths.mjs';
import { run } from './run.mjs';
import { installTestTools } from './test-tools.mjs';

// The long form of tests that the ordinary run does in short: a thousand reports attacked in every format.
await installTestTools();
process.env['NIANSHU_NIGHTLY'] = '1';
const { code } = await run(process.execPath, [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--project',
  'unit',
  'tests/property/public-edition.test.ts',
  ...process.argv.slice(2),
]);
process.exitCode = code ?? 1;
