import { runUnderProjectNode } from './lib/setup.mjs';

await runUnderProjectNode('electron/shells/cli/main.ts');
