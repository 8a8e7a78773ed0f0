import { checkBuilder } from './check-builder.mjs';
import { root } from './paths.mjs';

const { problems, targets } = await checkBuilder(root);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length === 0) process.stdout.write(`electron-builder.yml 可用：${targets.join('；')}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
