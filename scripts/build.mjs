import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/build-main.mjs');
