import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { findBrowser } from '../../../electron/backend/print/find-browser.ts';
import { isTooOld } from '../../../electron/backend/print/launch-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'nianshu-browser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

describe('findBrowser', () => {
  it('takes the one that is named before those on the path', () => {
    const named = program('own', 'browser');
    const other = program('bin', 'chromium');
    const PATH = [join(folder, 'none'), join(folder, 'bin')].join(delimiter);
    expect(findBrowser({ PATH }, 'linux')).toBe(other);
    expect(findBrowser({ PATH, NIANSHU_BROWSER: named }, 'linux')).toBe(named);
  });

  it('goes on where the named one is not there', () => {
    const other = program('bin2', 'google-chrome');
    expect(findBrowser({ PATH: join(folder, 'bin2'), NIANSHU_BROWSER: '/none' }, 'linux')).toBe(other);
  });

  it('looks where Windows keeps programs', () => {
    const chrome = program('programs', String.raw`Google\Chrome\Application\chrome.exe`);
    expect(findBrowser({ PROGRAMFILES: join(folder, 'programs') }, 'win32')).toBe(chrome);
  });

  it('says so where there is none', () => {
    expect(findBrowser({ PATH: join(folder, 'empty') }, 'linux')).toBeNull();
  });
});

describe('isTooOld', () => {
  it('wants page margin boxes', () => {
    expect(isTooOld('109.0.5414.120')).toBe(true);
    expect(isTooOld('130.9')).toBe(true);
    expect(isTooOld('131.0.6778.33')).toBe(false);
    expect(isTooOld('156.0.1')).toBe(false);
  });
});
