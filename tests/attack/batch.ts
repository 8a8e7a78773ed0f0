import { fc } from '../random.ts';
import { Campaign } from './campaign.ts';
import { reportSpec } from './reports.ts';

/**
 * A stretch of the nightly attack, in a process of its own: what it holds goes with it. Arguments: `reports` or `pairs`,
 * the seed, how many. The last line of its output is what it found, as JSON; it ends with 1 where that is anything.
 */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
const draw = { seed: Number(seed), numRuns: Number(count) };
const campaign = await Campaign.open();
try {
  const leaks: unknown[] = [];
  if (kind === 'reports') {
    for (const spec of fc.sample(reportSpec, draw)) {
      const found = await campaign.report(spec, ['docx', 'txt', 'pdf']);
      if (found.length > 0) leaks.push({ found, spec });
      const inside = await campaign.internal(spec, true);
      if (inside.length > 0) leaks.push({ found: inside, spec });
      const differences = await campaign.differences(spec);
      if (differences.length > 0) leaks.push({ found: differences, spec });
    }
  } else {
    for (const [first, second] of fc.sample(fc.tuple(reportSpec, reportSpec), draw)) {
      const found = await campaign.pair(first, second, ['docx', 'pdf']);
      if (found.length > 0) leaks.push({ found, first, second });
    }
  }
  process.stdout.write(`${JSON.stringify({ leaks })}\n`);
  process.exitCode = leaks.length > 0 ? 1 : 0;
} finally {
  await campaign.close();
}
