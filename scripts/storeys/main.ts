import { fileURLToPath } from 'node:url';

import { importGraph, sourceFiles } from './import-graph.ts';
import { AREAS } from './storeys.ts';
import { violationsIn } from './violations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = sourceFiles(root);
const violations = violationsIn(files, importGraph(root, files), AREAS);
for (const { rule, at, says } of violations) console.error(`${at}\n  ${rule}: ${says}`);
if (violations.length > 0) {
  console.error(`\n${violations.length} imports break the order of scripts/storeys/storeys.ts`);
  process.exitCode = 1;
}
