import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/mutants-main.mjs');
