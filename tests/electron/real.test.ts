import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { installed } from '../../scripts/lib/electron-binary.mjs';
import { Desk } from '../desktop/desk.ts';
import { leftOut, noDisplay } from '../desktop/reason.ts';
import { runSteps } from '../desktop/run-steps.ts';
import { STEPS } from '../desktop/steps/steps.ts';

const program = installed();
const reason = program ? noDisplay(process.platform, process.env) : '本机没有 Electron 程序';
// Said aloud, because a test that did not run is not one that passed.
if (reason) process.stderr.write(`${leftOut(reason)}\n`);

describe.skipIf(reason !== null)('the real desktop program', () => {
  it('passes every step of the desktop check', { timeout: 600_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-electron-'));
    const desk = new Desk(program ?? '', folder);
    try {
      const outcomes = await runSteps(STEPS, desk, { deadlineMs: 60_000 });
      expect(outcomes.filter(({ how }) => how === 'failed')).toEqual([]);
    } finally {
      await desk.end();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
