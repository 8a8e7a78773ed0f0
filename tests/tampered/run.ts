import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeFiles, verifyFiles } from './campaign.ts';
import { makeGenuine, type Genuine } from './genuine.ts';
import { KNOWN } from './known.ts';
import { judgeStores, makeStores } from './stores.ts';

// All cases of one kind; for the nightly run, and by hand: node tests/tampered/run.ts word|pdf|stores [beginning of names]
const [kind = 'word', wanted = ''] = process.argv.slice(2);
// The nightly run gives a seed and a number, which nothing here is drawn by.
const only = /^\d*$/.test(wanted) ? '' : wanted;
if (kind !== 'word' && kind !== 'pdf' && kind !== 'stores') throw new Error(`no such kind: ${kind}`);
/** The data folder of the office, which is closed: a store is copied when nobody works in it. */
async function closedStore({ office }: Genuine): Promise<string> {
  await office.backend.close();
  return office.dataDir;
}

const folder = mkdtempSync(join(tmpdir(), 'nianshu-tampered-'));
const genuine = await makeGenuine(folder);
try {
  const out = join(folder, kind);
  const outcome =
    kind === 'stores'
      ? await judgeStores(out, makeStores(await closedStore(genuine), out, only))
      : await verifyFiles(genuine.office, out, makeFiles(kind, genuine, out, only));
  const misses = outcome.misses.filter(({ file }) => KNOWN[file] === undefined);
  for (const { file, label, what, said } of misses)
    process.stdout.write(`✗ ${label} ${file}: ${what}\n    ${said}\n`);
  process.stdout.write(
    `${kind}: ${outcome.other} tampered, ${outcome.same} harmless, ${misses.length} judged wrong, ${outcome.misses.length - misses.length} known\n`,
  );
  process.exitCode = misses.length === 0 ? 0 : 1;
} finally {
  await genuine.close();
  rmSync(folder, { recursive: true, force: true });
}
