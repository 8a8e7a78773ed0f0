import { Worker } from 'node:worker_threads';

import { damageRounds } from './rounds.ts';

/**
 * A stretch of damage, in a process of its own. Arguments: `folders`, the seed, how many. The last line of its output is
 * what was not as it should be, as JSON; it ends with 1 where that is anything. A round that doesn't come to its end ends
 * it, too: nobody may have to wait for ever.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
if (kind !== 'folders') throw new Error('the kind is folders');
const PATIENCE_MS = 180_000;
const watch = new Worker(
  `const { parentPort } = require('node:worker_threads');
   let timer;
   parentPort.on('message', ([seed, round]) => {
     clearTimeout(timer);
     timer = setTimeout(() => {
       require('node:fs').writeSync(1, JSON.stringify({ failures: [{ seed, round, problems: ['comes to no end'] }] }) + '\\n');
       process.kill(process.pid, 'SIGKILL');
     }, ${PATIENCE_MS});
   });`,
  { eval: true },
);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const failures = await damageRounds(Number(seed), Number(count), (...next) => watch.postMessage(next));
await watch.terminate();
process.stdout.write(`${JSON.stringify({ failures })}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
