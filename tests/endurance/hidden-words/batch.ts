import { walks } from './walk.ts';

/**
 * A stretch of walks, in a process of its own. Arguments: `walks`, the seed, how many. The last line of its output is
 * what was not as it should be, as JSON; it ends with 1 where that is anything.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
if (kind !== 'walks') throw new Error('the kind is walks');
const failures = await walks(Number(seed), Number(count), 40);
process.stdout.write(`${JSON.stringify({ failures })}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
