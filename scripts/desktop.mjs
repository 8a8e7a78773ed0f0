import { runUnderProjectNode } from './lib/setup.mjs';

// What a person with a display runs once: the real Electron, driven through what an office does.
await runUnderProjectNode('tests/desktop/main.ts');
