import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/check-builder-main.mjs');
