import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/lib/start-main.mjs');
