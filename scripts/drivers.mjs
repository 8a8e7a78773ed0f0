import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('scripts/native/main.ts');
