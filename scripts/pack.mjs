import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/pack/make-main.ts');
