import { killRounds, KINDS, type KindName } from './rounds.ts';

/**
 * A stretch of kills, in a process of its own. Arguments: the kind of work, the seed, how many. The last line of its
 * output is what was not as it should be, as JSON; it ends with 1 where that is anything. With NIANSHU_KEEP=1 the
 * folders of a stretch that failed stay.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
if (!Object.hasOwn(KINDS, kind))
  throw new Error(`no such kind: ${kind}; there are ${Object.keys(KINDS).join(', ')}`);
const failures = await killRounds(kind as KindName, Number(seed), Number(count));
process.stdout.write(`${JSON.stringify({ failures })}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
