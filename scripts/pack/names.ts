import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { extractFile } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

import type { Layout, Target } from './targets.ts';

/** As Electron 45 says in its README: Ventura and up. */
export const MACOS_FLOOR = '13.0';

const stringIn = (plist: string, key: string): string | undefined =>
  new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist)?.[1];

function wrongOnMac(root: string): string[] {
  const plist = readFileSync(join(root, '年述.app/Contents/Info.plist'), 'utf8');
  const wanted = {
    CFBundleIdentifier: 'cn.nianshu.app',
    CFBundleName: '年述',
    CFBundleExecutable: '年述',
    LSMinimumSystemVersion: MACOS_FLOOR,
  };
  const problems = Object.entries(wanted).flatMap(([key, value]) =>
    stringIn(plist, key) === value
      ? []
      : [`Info.plist 的 ${key} 应为 ${value}，实际是 ${stringIn(plist, key) ?? '空'}`],
  );
  // Word files stay with Word: we are one more program that opens them.
  const word =
    /<array>\s*<string>docx<\/string>[\s\S]*?<key>LSHandlerRank<\/key>\s*<string>(\w+)<\/string>/.exec(plist);
  return word?.[1] === 'Alternate' ? problems : [...problems, 'docx 没有登记为“其他打开方式”'];
}

function wrongOnWindows(program: string): string[] {
  const entries = NtExecutableResource.from(NtExecutable.from(readFileSync(program))).entries;
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const [language] = version?.getAllLanguagesForStringValues() ?? [];
  const strings = version && language ? version.getStringValues(language) : {};
  const problems = ['ProductName', 'FileDescription']
    .filter((key) => strings[key] !== '年述')
    .map((key) => `nianshu.exe 的 ${key} 应为 年述，实际是 ${strings[key] ?? '空'}`);
  const hasIcon = Resource.IconGroupEntry.fromEntries(entries).length > 0;
  return hasIcon ? problems : [...problems, 'nianshu.exe 没有图标'];
}

/** By `desktopName` Electron gives windows on Linux their class, by which a taskbar finds the icon. */
function wrongOnLinux(resources: string): string[] {
  const manifest = JSON.parse(extractFile(join(resources, 'app.asar'), 'package.json').toString()) as {
    desktopName?: string;
  };
  return manifest.desktopName === 'nianshu.desktop'
    ? []
    : ['package.json 的 desktopName 应为 nianshu.desktop'];
}

/** Names by which a system knows the program that are not as they should be. */
export function wrongNames({ platform }: Target, { root, program, resources }: Layout): string[] {
  if (platform === 'mac') return wrongOnMac(root);
  return platform === 'win' ? wrongOnWindows(program) : wrongOnLinux(resources);
}
