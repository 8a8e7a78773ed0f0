import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/bench-main.mjs');
