import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/pack/check-main.ts');
