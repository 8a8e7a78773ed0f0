import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildDrivers } from '../../scripts/native/build-drivers.ts';
import { browserShell } from './browser-shell.ts';
import { COMMAND_LINE, NODE, putProgram } from './program.ts';
import { debianRoot, runThere } from './root.ts';
import { commandLine, expecting, HOME, Journal } from './steps.ts';

// The program on a whole Debian 11 for real; for the nightly run, and by hand: node tests/debian11/run.ts built|prebuilt
const [kind = 'built'] = process.argv.slice(2);
if (kind !== 'built' && kind !== 'prebuilt') throw new Error(`no such kind: ${kind}`);
// Ended from outside, it takes along what it has started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
const root = await debianRoot();
putProgram(root, kind === 'built' ? (await buildDrivers())['linux-x64'] : null);
for (const left of ['data', 'other', 'restored', 'shell', 'profile', '总结.docx', '总结.txt', '备份.db'])
  rmSync(join(root, HOME, left), { recursive: true, force: true });

const libc = await runThere(root, ['ldd', '--version']);
process.stdout.write(`${libc.stdout.split('\n')[0]}\n`);
const journal = new Journal();
/** Forced: with the built driver nothing may fall back silently. */
const forced = { NIANSHU_SQLITE: 'better' };
if (kind === 'prebuilt') {
  await journal.try('the driver of the package does not load there, and says why', async () => {
    const command = [NODE, COMMAND_LINE, 'list', '--data', '/home/office/data'];
    return expecting(await runThere(root, command, { env: forced }), 2, /系统太旧，缺少 GLIBC.*请换用/);
  });
}
const env: Record<string, string> = kind === 'built' ? forced : {};
await commandLine(root, journal, env);
await browserShell(root, journal, env);
process.exitCode = journal.outcomes.every(({ wrong }) => wrong === null) ? 0 : 1;
