import { readdirSync } from 'node:fs';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { app, offences, reset, runMain, schemes } from '../stand-in.ts';

vi.mock('electron', () => import('../stand-in.ts'));

/** What each broken program is told. All but the first five are this project's own. */
const BROKEN = {
  'schemes-late': 'protocol.registerSchemesAsPrivileged should be called before app is ready',
  'fork-early': 'utilityProcess cannot be created before app is ready.',
  'no-lock': 'app.requestSingleInstanceLock was never asked',
  'page-after-closed': 'Object has been destroyed',
  'unknown-role': 'Unknown menu item role: copyAll',
  'window-early': 'Session can only be received when app is ready',
  'screen-early': "The 'screen' module can't be used before the app 'ready' event",
  'lock-ignored': 'the single instance lock was refused, and the program went on',
  'deaf-to-second-start': 'nobody listens to second-instance',
  'handler-twice': "Attempted to register a second handler for 'save'",
  'sends-a-function': 'An object could not be cloned.',
  'port-given-twice': 'Port at index 0 is already neutered.',
  'port-in-a-message': 'An object could not be cloned.',
  'gpu-late': 'app.disableHardwareAcceleration() can only be called before app is ready',
  'switch-late': 'app.commandLine was changed after app is ready: ozone-platform',
  'folder-missing': 'Failed to set path',
  'lock-elsewhere': 'userData was set after the single instance lock',
  'goes-anywhere': 'a window that lets its page go elsewhere',
  'grants-everything': "session 'print' grants every permission",
  'node-in-the-page': 'a window with Node in its page',
  'item-without-label': 'must have at least one of label, role or type',
  'menu-without-window': 'Cannot open Menu without a BaseWindow present',
  'question-early': 'dialog module can only be used after app is ready',
  'chinese-spelling': 'Invalid language code provided: "zh-CN"',
  'uploads-crashes': 'submitURL must be specified when uploadToServer is true',
  swallows: 'utilityProcess cannot be created before app is ready.',
  'never-quits': 'the program did not end when it was asked to quit',
} as const;

/** Runs a program from its start to the end that somebody asks for. Whatever it throws, the offences are what counts. */
async function run(name: string): Promise<string[]> {
  await runMain(async () => {
    const { done } = (await import(`./${name}.ts`)) as { done: Promise<void> };
    // `ready` comes while it waits.
    void done.catch(() => {});
    finished = done;
  }).catch(() => {});
  await finished.catch(() => {});
  const found = offences();
  app.quit();
  // All that the stand-in puts off is done by now.
  await new Promise(setImmediate);
  return app.exitCode === null ? [...found, 'the program did not end when it was asked to quit'] : found;
}

let finished: Promise<void>;
beforeEach(() => {
  reset();
  finished = Promise.resolve();
});

describe('a program', () => {
  it('that behaves is told nothing', async () => {
    expect(await run('behaves')).toEqual([]);
    expect(schemes).toHaveLength(1);
  });

  it.each(Object.entries(BROKEN))('%s is told so', async (name, says) => {
    app.lockHeldElsewhere = name === 'lock-ignored';
    expect(await run(name)).toContainEqual(expect.stringContaining(says));
  });

  it('is in this list, if it is broken', () => {
    const programs = readdirSync(import.meta.dirname)
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((name) => !['good', 'behaves', 'broken.test'].includes(name));
    expect(programs.toSorted()).toEqual(Object.keys(BROKEN).toSorted());
  });
});
