import { runUnderProjectNode } from './lib/setup.mjs';
import { installDebianTools } from './lib/test-tools.mjs';

// Beside the npm packages: both mostly wait for the line. The tests wait for it, and say what is missing.
installDebianTools().catch(() => {});
await runUnderProjectNode('scripts/lib/test-main.mjs');
