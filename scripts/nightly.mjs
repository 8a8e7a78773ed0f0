import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/nightly-main.mjs');
