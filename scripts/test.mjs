import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/test-main.mjs');
