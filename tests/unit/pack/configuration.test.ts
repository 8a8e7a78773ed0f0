import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { wrongConfiguration } from '../../../scripts/pack/configuration.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianshu-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = [
  'electron-builder.yml',
  'electron-builder.linux.yml',
  'package.json',
  'resources/icons/icon.png',
  'resources/icons/icon.ico',
  'resources/icons/icon.icns',
  'scripts/pack/before-pack.mjs',
  'scripts/pack/windows/installer.nsh',
];

/** The project's configuration with something changed in one file. */
function changed(file: string, from: string | RegExp, to: string): string {
  const place = mkdtempSync(join(folder, 'project-'));
  for (const path of FILES) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    cpSync(join(root, path), join(place, path));
  }
  // The validator is found from the project that is checked.
  mkdirSync(join(place, 'node_modules'));
  symlinkSync(
    join(root, 'node_modules/electron-builder'),
    join(place, 'node_modules/electron-builder'),
    'junction',
  );
  const text = readFileSync(join(root, file), 'utf8');
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  writeFileSync(join(place, file), other);
  return place;
}

describe('the configuration of the packages', () => {
  it('fits electron-builder’s own schema, and names files that are there', async () => {
    expect(await wrongConfiguration(root)).toEqual([]);
  });

  it.each([
    ['an option is misspelt', 'electron-builder.yml', 'oneClick:', 'oneClik:', /nsis|oneClik/],
    [
      'an option for Linux is misspelt',
      'electron-builder.linux.yml',
      'synopsis:',
      'synopsys:',
      /configuration\.linux/,
    ],
    [
      'a fuse is off',
      'electron-builder.yml',
      'onlyLoadAppFromAsar: true',
      'onlyLoadAppFromAsar: false',
      /onlyLoadAppFromAsar 应为 true/,
    ],
    [
      'a fuse is left to chance',
      'electron-builder.yml',
      /^ {2}grantFileProtocol.*\n/m,
      '',
      /grantFileProtocolExtraPrivileges 应为 false/,
    ],
    [
      'an icon is missing',
      'electron-builder.yml',
      'icon.ico',
      'other.ico',
      /没有这个文件：resources\/icons\/other\.ico/,
    ],
    ['a hook is missing', 'electron-builder.yml', 'before-pack.mjs', 'before.mjs', /没有这个文件/],
    ['macOS may be too old', 'electron-builder.yml', "'13.0'", "'11.0'", /最低版本应为 13\.0/],
    ['a Mac is not signed again', 'electron-builder.yml', "  identity: '-'\n", '', /重新签名/],
    ['there is no home page', 'package.json', /^ {2}"homepage".*\n/m, '', /没有 homepage/],
    ['windows have no class', 'package.json', /^ {2}"desktopName".*\n/m, '', /没有 desktopName/],
  ] as const)('is refused where %s', async (_what, file, from, to, said) => {
    const problems = await wrongConfiguration(changed(file, from, to));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(said);
  });

  it('refuses Windows below 10 in Chinese, and leaves Word files to Word', () => {
    const installer = readFileSync(join(root, 'scripts/pack/windows/installer.nsh'), 'utf8');
    expect(installer).toMatch(/\$\{IfNot\} \$\{AtLeastWin10\}[\s\S]*Windows 10[\s\S]*Quit/);
    // The default program of an ending stands in its own key, which is never written.
    expect(installer).not.toMatch(/WriteRegStr .*Classes\\\.docx"/);
    expect(installer).toMatch(/DeleteRegValue .*\.docx\\OpenWithProgids/);
  });
});
