import { KINDS, mutatedRounds, type KindName } from './rounds.ts';

/**
 * A stretch of mutated files, in a process of its own. Arguments: the kind, the seed, how many. The last line of its
 * output is what it found, as JSON; it ends with 1 where something was not as it should be.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
if (!Object.hasOwn(KINDS, kind))
  throw new Error(`no such kind: ${kind}; there are ${Object.keys(KINDS).join(', ')}`);
const found = await mutatedRounds(kind as KindName, Number(seed), Number(count));
process.stdout.write(`${JSON.stringify(found)}\n`);
process.exitCode = found.failures.length > 0 ? 1 : 0;
