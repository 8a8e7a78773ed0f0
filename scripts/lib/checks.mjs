import { join } from 'node:path';

import { root } from './paths.mjs';

const tool = (path) => join(root, 'node_modules', path);

/**
 * Programs that are type-checked by themselves, each with the globals of the place that it runs in and no others: the
 * pure core, the page, Node, the bridge between window and page, and what tests and scripts put together from all.
 */
const PROGRAMS = ['shared', 'renderer', 'electron', 'electron/preload', '.'];

/** Checks that are not tests: what `npm run check` runs, and `npm test` before its tests. */
export const CHECKS = [
  { id: 'types', name: '类型检查', args: [tool('typescript/bin/tsc'), '-b', ...PROGRAMS] },
  { id: 'storeys', name: '层次检查', args: [join(root, 'scripts/storeys/main.ts')] },
  { id: 'lint', name: '代码规范', args: [tool('oxlint/bin/oxlint'), '--deny-warnings'] },
  {
    id: 'format',
    name: '格式',
    args: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
];
