import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { watchProcesses } from '../../electron/main/gpu.ts';
import { changeShellSettings, readShellSettings } from '../../electron/main/shell-settings.ts';
import { memoryLogger } from './memory-logger.ts';
import { app, dialog, loseGpu, startReady } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-gpu-'));
const file = join(folder, 'window', 'shell.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let now = 0;
let restarts = 0;
let logger = memoryLogger();
beforeEach(() => {
  startReady();
  rmSync(file, { force: true });
  now = 1_000_000;
  restarts = 0;
  logger = memoryLogger();
  watchProcesses(
    file,
    logger,
    () => (restarts += 1),
    () => now,
  );
});

describe('the graphics card', () => {
  it('is left alone from the next start on when its process has died three times, and that is told', async () => {
    loseGpu();
    loseGpu();
    expect(readShellSettings(file)).toMatchObject({ gpu: true, gpuCrashes: [now, now] });
    dialog.response = 0;
    loseGpu();
    // On the disk before anybody has answered: Chromium may end the program at the next one.
    expect(readShellSettings(file).gpu).toBe(false);
    await vi.waitUntil(() => restarts === 1);
    expect(dialog.questions[0]).toMatchObject({ buttons: ['现在重新打开', '以后再说'] });
  });

  it('also when the program went down with it each time', () => {
    changeShellSettings(file, { gpuCrashes: [now - 1000, now - 500] });
    loseGpu('launch-failed');
    expect(readShellSettings(file).gpu).toBe(false);
  });

  it('may fail now and then, and may be ended', () => {
    for (let i = 0; i < 5; i += 1) {
      loseGpu();
      now += 400_000;
    }
    for (let i = 0; i < 5; i += 1) loseGpu('clean-exit');
    expect(readShellSettings(file).gpu).toBe(true);
  });

  it('is asked about once, however often it dies', async () => {
    dialog.response = 1;
    for (let i = 0; i < 20; i += 1) loseGpu();
    await Promise.resolve();
    expect(dialog.questions).toHaveLength(1);
    expect(restarts).toBe(0);
  });

  it('is not the only process that is logged', () => {
    app.loseProcess({ type: 'Utility', reason: 'oom', exitCode: 1, name: 'Network Service' });
    expect(logger.logged.at(-1)).toMatchObject({ facts: { type: 'Utility', name: 'Network Service' } });
    expect(existsSync(file)).toBe(false);
  });
});

describe('settings of the shell', () => {
  it('are read as never set where they make no sense, and are closed to others', () => {
    const none = { display: 'auto', gpu: true, gpuCrashes: [] };
    expect(readShellSettings(file)).toEqual(none);
    changeShellSettings(file, { display: 'x11' });
    expect(readShellSettings(file)).toEqual({ ...none, display: 'x11' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const text of ['', '{', '[]', 'null', '{"display":"mir","gpu":"no","gpuCrashes":["x"]}']) {
      writeFileSync(file, text);
      expect(readShellSettings(file)).toEqual(none);
    }
  });

  it('say so where they can’t be written', () => {
    writeFileSync(join(folder, 'a file'), '');
    expect(changeShellSettings(join(folder, 'a file', 'shell.json'), { gpu: false })).toBe(false);
  });
});
