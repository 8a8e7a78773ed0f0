import { build } from './build.mjs';

// Several measurements open the built page. The measurements read their names from the arguments of this process.
await build();
await import('../../tests/bench/run.ts');
