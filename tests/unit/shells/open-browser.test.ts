import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { openBrowser } from '../../../electron/shells/loopback/open-browser.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianshu-browser-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that writes down what it is given and the file that it is to open, and ends. */
function pretendBrowser(): { program: string; seen: () => { args: string[]; page: string; mode: number } } {
  const program = join(folder, 'browser');
  const result = join(folder, 'seen.json');
  writeFileSync(
    program,
    `#!${process.execPath}
const { readFileSync, statSync, writeFileSync } = require('node:fs');
const { fileURLToPath } = require('node:url');
const args = process.argv.slice(2);
const entry = fileURLToPath(args.find((arg) => arg.startsWith('--app=')).slice('--app='.length));
const seen = { args, page: readFileSync(entry, 'utf8'), mode: statSync(entry).mode & 0o777 };
writeFileSync(${JSON.stringify(result)}, JSON.stringify(seen));
`,
  );
  chmodSync(program, 0o755);
  return { program, seen: () => JSON.parse(readFileSync(result, 'utf8')) as never };
}

it.skipIf(process.platform === 'win32')(
  'gives the browser a private file that leads on, and no token on its command line',
  async () => {
    const { program, seen } = pretendBrowser();
    const window = await openBrowser(program, 'http://127.0.0.1:4000/?token=SECRET&to=%2Fdemo');
    expect(await window.closed).toBe(true);
    const { args, page, mode } = seen();
    expect(args.join(' ')).not.toContain('SECRET');
    expect(args.join(' ')).not.toContain('127.0.0.1');
    expect(page).toContain('url=http://127.0.0.1:4000/?token=SECRET&amp;to=%2Fdemo');
    expect(mode).toBe(0o600);
    // The profile, and with it the file, is gone with the window.
    const entry = fileURLToPath(args.find((arg) => arg.startsWith('--app='))?.slice('--app='.length) ?? '');
    expect(statSync(entry, { throwIfNoEntry: false })).toBeUndefined();
  },
);
