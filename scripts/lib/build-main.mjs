import { build } from './build.mjs';

await build({ force: process.argv.includes('--force') });
