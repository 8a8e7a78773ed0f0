import { expect, it, vi } from 'vitest';

import { app, BrowserWindow, children, dialog, runMain } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));
vi.mock('node:os', async (load) => ({
  ...(await load<typeof import('node:os')>()),
  homedir: () => {
    throw new Error('ENOENT: no entry for this user');
  },
}));

it('says so, and ends, where there is no home to keep reports in', async () => {
  const argv = [...process.argv];
  process.argv = ['electron', '.'];
  await runMain(() => import('../../electron/main/main.ts'));
  process.argv = argv;
  expect(dialog.errors[0]?.[1]).toContain('HOME');
  expect(app.exitCode).toBe(1);
  expect([...BrowserWindow.all, ...children]).toEqual([]);
});
