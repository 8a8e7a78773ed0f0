import { cutAgain, recorded } from './rounds.ts';
import { KINDS, type Kind } from './scenes.ts';

/**
 * A stretch of power cuts, in a process of its own: somebody works once, and the power fails again and again. Arguments:
 * what is worked on, the seed, how many cuts. The last line of its output is what it found, as JSON; it ends with 1
 * where that is anything.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
if (!KINDS.some((one) => one === kind)) throw new Error(`one of ${KINDS.join(', ')}`);
const journal = await recorded(kind as Kind, Number(seed));
const failures = await cutAgain(kind as Kind, journal, Number(seed), Number(count));
process.stdout.write(`${JSON.stringify({ failures })}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
