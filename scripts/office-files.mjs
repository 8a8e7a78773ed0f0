import { runUnderProjectNode } from './lib/setup.mjs';

// Files for somebody who tries them in Word and WPS by hand, after docs/word-and-wps.md.
await runUnderProjectNode('tests/desktop/office/main.ts');
