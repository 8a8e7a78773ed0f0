import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { zipSync, type Zippable } from 'fflate';

import { madeUpProgram } from './made-up-program.ts';
import { electronName, type Target } from './targets.ts';

/** Files beside the program in Electron's archives for Linux and Windows. */
const BESIDE = {
  linux: [
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'libEGL.so',
    'libGLESv2.so',
    'libffmpeg.so',
    'libvk_swiftshader.so',
    'libvulkan.so.1',
  ],
  win: [
    'd3dcompiler_47.dll',
    'ffmpeg.dll',
    'libEGL.dll',
    'libGLESv2.dll',
    'vk_swiftshader.dll',
    'vulkan-1.dll',
  ],
} as const;
const DATA = [
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'icudtl.dat',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader_icd.json',
];
const LOCALES = ['de', 'en-GB', 'en-US', 'fr', 'ja', 'zh-CN', 'zh-TW'];
const MAC_LOCALES = ['de', 'en', 'en_GB', 'fr', 'ja', 'zh_CN', 'zh_TW'];
const HELPERS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'];
/** Licence of Electron, and those of Chromium: they come with every distribution. */
const LICENCES = ['LICENSE', 'LICENSES.chromium.html'];

const PLAIN = 0o100_644;
const RUN = 0o100_755;
const LINK = 0o120_777;
/** A fixed time: the same distribution gives the same packages. */
const MTIME = new Date('2026-01-01T00:00:00Z');

class Archive {
  readonly #files: Zippable = {};

  add(path: string, content: string | Uint8Array, mode = PLAIN): void {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    // Made on a system that knows modes and links (3: Unix), which stand in the upper half.
    this.#files[path] = [bytes, { os: 3, attrs: mode * 0x1_0000, mtime: MTIME, level: 0 }];
  }

  link(path: string, to: string): void {
    this.add(path, to, LINK);
  }

  bytes(): Uint8Array {
    return zipSync(this.#files);
  }
}

const plist = (entries: Record<string, string>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${Object.entries(entries)
    .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
    .join('')}</dict></plist>
`;

function addMacApp(archive: Archive, program: Uint8Array): void {
  const contents = 'Electron.app/Contents';
  archive.add(
    `${contents}/Info.plist`,
    plist({
      CFBundleExecutable: 'Electron',
      CFBundleIconFile: 'electron.icns',
      CFBundleIdentifier: 'com.github.Electron',
      CFBundleName: 'Electron',
      CFBundlePackageType: 'APPL',
      CFBundleVersion: '0',
      LSMinimumSystemVersion: '13.0',
    }),
  );
  archive.add(`${contents}/PkgInfo`, 'APPL????');
  archive.add(`${contents}/MacOS/Electron`, program, RUN);
  archive.add(`${contents}/Resources/electron.icns`, 'icns');
  for (const locale of MAC_LOCALES)
    archive.add(`${contents}/Resources/${locale}.lproj/InfoPlist.strings`, '');
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  archive.add(`${framework}/Versions/A/Electron Framework`, program, RUN);
  archive.add(`${framework}/Versions/A/Libraries/libffmpeg.dylib`, 'made up', RUN);
  for (const locale of MAC_LOCALES)
    archive.add(`${framework}/Versions/A/Resources/${locale}.lproj/locale.pak`, 'made up');
  archive.link(`${framework}/Versions/Current`, 'A');
  for (const name of ['Electron Framework', 'Libraries', 'Resources'])
    archive.link(`${framework}/${name}`, `Versions/Current/${name}`);
  for (const kind of HELPERS) {
    const name = `Electron Helper${kind}`;
    const helper = `${contents}/Frameworks/${name}.app/Contents`;
    archive.add(`${helper}/Info.plist`, plist({ CFBundleExecutable: name, CFBundleName: name }));
    archive.add(`${helper}/MacOS/${name}`, program, RUN);
  }
}

function addPlain(
  archive: Archive,
  target: Target & { platform: 'linux' | 'win' },
  program: Uint8Array,
): void {
  archive.add(target.platform === 'win' ? 'electron.exe' : 'electron', program, RUN);
  for (const name of BESIDE[target.platform]) archive.add(name, 'made up', RUN);
  for (const name of DATA) archive.add(name, 'made up');
  for (const name of LOCALES) archive.add(`locales/${name}.pak`, 'made up');
}

/**
 * Writes what stands in for a distribution of Electron: an archive with its files under their names, empty but for the
 * program, which has the fuses and, for Windows, resources that can be changed. It starts nowhere. It is there so that
 * electron-builder packs for real where Electron can't be had, and what it packs can be looked at. `default_app.asar` is
 * left out, because electron-builder takes it out of what it has downloaded itself.
 * @param folder gets `electron-v…-….zip`
 */
export function writeMadeUpElectron(folder: string, version: string, target: Target): void {
  const archive = new Archive();
  const program = madeUpProgram(target);
  const { platform, arch } = target;
  if (platform === 'mac') addMacApp(archive, program);
  else addPlain(archive, { platform, arch }, program);
  for (const name of LICENCES) archive.add(name, `Stands in for ${name} of Electron.\n`);
  archive.add('version', version);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `electron-v${version}-${electronName(target)}.zip`), archive.bytes());
}
