import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { findBrowser, findBrowsers } from '../../../electron/backend/print/find-browser.ts';
import { isTooOldToShow, noBrowserWords } from '../../../electron/shells/loopback/browser-words.ts';
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

const saying = (name: string, words: string): string => {
  const file = program('versions', name);
  writeFileSync(file, `#!/bin/sh\necho '${words}'\n`);
  return file;
};

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

  it.skipIf(process.platform === 'win32')('prefers one that is new enough, then one that doesn’t say', () => {
    const old = saying('chromium', 'Chromium 87.0.4280.88 built on Debian');
    const uos = saying('uos-browser', 'UOS Browser 6.1.2');
    const edge = saying('microsoft-edge', 'Microsoft Edge 122.0.2365.52');
    const PATH = join(folder, 'versions');
    expect(findBrowsers(109, { PATH }, 'linux')).toEqual([
      { path: edge, version: 122 },
      { path: old, version: 87 },
    ]);
    expect(findBrowser({ PATH }, 'linux', 131)).toBe(uos);
    rmSync(edge);
    expect(findBrowser({ PATH }, 'linux')).toBe(uos);
    rmSync(uos);
    const [only] = findBrowsers(109, { PATH }, 'linux');
    expect(only).toEqual({ path: old, version: 87 });
    expect(only && isTooOldToShow(only)).toBe(true);
    expect(noBrowserWords(only)).toMatch(/太旧（.*chromium，内核 87）.*109 或更新/);
    expect(noBrowserWords(undefined)).toMatch(/没有找到.*109 或更新.*NIANSHU_BROWSER/);
  });

  it('reads the version from the folders beside the program on Windows, where asking opens a window', () => {
    const edge = program('win', String.raw`Microsoft\Edge\Application\msedge.exe`);
    const folders = process.platform === 'win32' ? join(edge, '..') : join(folder, 'win');
    mkdirSync(join(folders, '109.0.1518.140'), { recursive: true });
    mkdirSync(join(folders, '98.0.1.2'), { recursive: true });
    expect(findBrowsers(109, { PROGRAMFILES: join(folder, 'win') }, 'win32')).toEqual([
      { path: edge, version: 109 },
    ]);
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
