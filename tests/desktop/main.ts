import { mkdtempSync, rmSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from '../../scripts/lib/build.mjs';
import { electronProgram } from '../../scripts/lib/electron-binary.mjs';
import { leftOut, noDisplay } from './reason.ts';

const DEADLINE_MS = 60_000;
/** Nothing was looked at, which is neither well nor wrong. */
const NOTHING_DONE = 3;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const reason = noDisplay(process.platform, process.env);
if (reason) leave(reason);
const found = await electronProgram();
if (found.program === null) leave(found.reason);
await build();

// What drives a browser takes its time to load; where there is nothing to drive, nobody waits for it.
const [{ Desk }, { exitCodeOf, report }, { runSteps }, { STEPS }] = await Promise.all([
  import('./desk.ts'),
  import('./report.ts'),
  import('./run-steps.ts'),
  import('./steps/steps.ts'),
]);
const folder = mkdtempSync(join(tmpdir(), 'nianshu-desktop-'));
const desk = new Desk(found.program, folder);
const outcomes = await runSteps(STEPS, desk, {
  deadlineMs: DEADLINE_MS,
  tell: ({ name, how }) => say(`${{ passed: '✓', failed: '×', skipped: '-' }[how]} ${name}`),
});
await desk.end();
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${report(outcomes, `${process.platform} ${release()} ${process.arch}`)}\n`);
process.exit(exitCodeOf(outcomes));

function leave(why: string): never {
  say(leftOut(why));
  process.exit(NOTHING_DONE);
}
