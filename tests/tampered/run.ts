import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeFiles, verifyFiles } from './campaign.ts';
import { makeGenuine } from './genuine.ts';

// All cases of one kind; for the nightly run, and by hand: node tests/tampered/run.ts word|pdf [beginning of names]
const [kind = 'word', only = ''] = process.argv.slice(2);
if (kind !== 'word' && kind !== 'pdf') throw new Error(`no such kind: ${kind}`);
const folder = mkdtempSync(join(tmpdir(), 'nianshu-tampered-'));
const genuine = await makeGenuine(folder);
try {
  const out = join(folder, kind);
  const outcome = await verifyFiles(genuine.office, out, makeFiles(kind, genuine, out, only));
  for (const { file, label, what, said } of outcome.misses)
    process.stdout.write(`✗ ${label} ${file}: ${what}\n    ${said}\n`);
  process.stdout.write(
    `${kind}: ${outcome.other} tampered, ${outcome.same} harmless, ${outcome.misses.length} judged wrong\n`,
  );
  process.exitCode = outcome.misses.length === 0 ? 0 : 1;
} finally {
  await genuine.close();
  rmSync(folder, { recursive: true, force: true });
}
