import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

import { run } from '../lib/run.mjs';
import { root } from '../lib/paths.mjs';
import { NOTICES } from '../../electron/shells/notices.ts';
import { filesIn } from './files-in.ts';
import type { Arch } from './targets.ts';

const OURS = join(root, 'scripts', 'pack', 'debian');

/**
 * What Electron's program is linked to on Debian, and what it calls. Alternatives stand for names that differ between the
 * systems; the names with t64 of newer ones provide the old names.
 */
const DEPENDS = [
  'libc6 (>= 2.28)',
  'libstdc++6 (>= 8)',
  'libgtk-3-0',
  'libnss3',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libdrm2',
  'libgbm1',
  'libxcb-dri3-0',
  'libasound2',
  'libuuid1',
];
const RECOMMENDS = [
  'libnotify4',
  'libsecret-1-0',
  'xdg-utils',
  'fonts-noto-cjk | fonts-wqy-microhei | fonts-arphic-uming',
];

const DEB_ARCH: Record<Arch, string> = { x64: 'amd64', arm64: 'arm64' };

/** A version as Debian orders it: 1.0.0-beta comes before 1.0.0. */
export const debVersion = (version: string): string => version.replaceAll('-', '~');

export const debName = (version: string, arch: Arch): string =>
  `nianshu_${debVersion(version)}_${DEB_ARCH[arch]}.deb`;

export type Manifest = { version: string; homepage?: string };

export const readManifest = (): Manifest =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** @throws Error where package.json lacks what every package for Debian has to say */
export function controlOf({ version, homepage }: Manifest, arch: Arch, installedKiB: number): string {
  if (!homepage) throw new Error('package.json 里没有 homepage（项目主页），打不成 .deb。');
  return `Package: nianshu
Version: ${debVersion(version)}
Architecture: ${DEB_ARCH[arch]}
Maintainer: Nianshu authors <nianshu@localhost>
Installed-Size: ${installedKiB}
Depends: ${DEPENDS.join(', ')}
Recommends: ${RECOMMENDS.join(', ')}
Section: editors
Priority: optional
Homepage: ${homepage}
Description: annual rule-of-law work summaries of Chinese offices
 年述：全面依法治市工作总结和工作计划的写作、审阅与归档。
 .
 离线使用；从上一年的文稿写起，数据作为字段，审阅、签发，导出公文版式的
 Word 和 PDF，分内部版和公开版。
 .
 最低系统：统信 UOS 20、银河麒麟 V10（glibc 2.28）。
`;
}

const copyrightOf = (): string => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: nianshu
Comment: All that is within the program, with the texts of the licences, is listed in
 /opt/nianshu/resources/${NOTICES}, and for Electron and Chromium in
 /opt/nianshu/LICENSE.electron.txt and /opt/nianshu/LICENSES.chromium.html.

Files: *
Copyright: 2026 Nianshu authors
License: Expat
${readFileSync(join(root, 'LICENSE'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (line.trim() === '' ? ' .' : ` ${line}`))
  .join('\n')}
`;

function put(tree: string, path: string, content: string | Uint8Array): void {
  const file = join(tree, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Everything but the program: the entries of the menu, the kinds of files, pictures, the link in the path. */
function putAround(tree: string, version: string, date: Date): void {
  for (const name of ['nianshu.desktop', 'zz-nianshu-word.desktop'])
    put(tree, `usr/share/applications/${name}`, readFileSync(join(OURS, name)));
  put(tree, 'usr/share/mime/packages/nianshu.xml', readFileSync(join(OURS, 'nianshu.xml')));
  const icons = join(root, 'resources', 'icons');
  put(tree, 'usr/share/icons/hicolor/512x512/apps/nianshu.png', readFileSync(join(icons, 'icon.png')));
  put(tree, 'usr/share/icons/hicolor/scalable/apps/nianshu.svg', readFileSync(join(icons, 'icon.svg')));
  put(tree, 'usr/share/doc/nianshu/copyright', copyrightOf());
  const day = date.toUTCString().replace('GMT', '+0000');
  const change = `nianshu (${debVersion(version)}) stable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n -- Nianshu authors <nianshu@localhost>  ${day}\n`;
  put(tree, 'usr/share/doc/nianshu/changelog.gz', gzipSync(change, { level: 9 }));
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  symlinkSync('/opt/nianshu/nianshu', join(tree, 'usr/bin/nianshu'));
  symlinkSync('/opt/nianshu/resources/resources/launch/nianshu-cli', join(tree, 'usr/bin/nianshu-cli'));
}

/** Modes as a package has them, whatever the umask was; the sandbox's helper runs as root where the system has no other way. */
function setModes(tree: string, date: Date): void {
  const seconds = date.getTime() / 1000;
  const visit = (path: string): void => {
    const stat = lstatSync(path);
    if (stat.isDirectory()) {
      for (const name of readdirSync(path)) visit(join(path, name));
      chmodSync(path, 0o755);
    } else if (!stat.isSymbolicLink()) chmodSync(path, stat.mode & 0o100 ? 0o755 : 0o644);
    lutimesSync(path, seconds, seconds);
  };
  visit(tree);
  const sandbox = join(tree, 'opt/nianshu/chrome-sandbox');
  chmodSync(sandbox, 0o4755);
  lutimesSync(sandbox, seconds, seconds);
}

const hashes = (tree: string): string =>
  filesIn(tree)
    .filter((path) => !lstatSync(path).isSymbolicLink())
    .map((path) => `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(tree, path)}\n`)
    .join('');

type Making = {
  /** What electron-builder left. */
  unpacked: string;
  arch: Arch;
  /** Folder for the package. */
  output: string;
  /** An empty folder to put it together in. */
  work: string;
  /** Of every file in it. */
  date: Date;
  manifest?: Manifest;
};

/**
 * Makes the package for Debian, UOS and Kylin out of the unpacked program for Linux. The same program and date give the
 * same bytes.
 * @param quick not compressed, for checks
 * @returns the file
 * @throws Error with what dpkg-deb said
 */
export async function makeDeb(
  { unpacked, arch, output, work, date, manifest = readManifest() }: Making,
  quick = false,
): Promise<string> {
  const tree = join(work, 'tree');
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(join(tree, 'opt'), { recursive: true });
  cpSync(unpacked, join(tree, 'opt/nianshu'), { recursive: true, verbatimSymlinks: true });
  putAround(tree, manifest.version, date);
  const size = filesIn(tree).reduce((sum, path) => sum + Math.ceil(lstatSync(path).size / 1024), 0);
  const sums = hashes(tree);
  const control = controlOf(manifest, arch, size);
  put(tree, 'DEBIAN/control', control);
  put(tree, 'DEBIAN/md5sums', sums);
  for (const name of ['preinst', 'postinst', 'postrm']) {
    copyFileSync(join(OURS, name), join(tree, 'DEBIAN', name));
    chmodSync(join(tree, 'DEBIAN', name), 0o755);
  }
  setModes(tree, date);
  mkdirSync(output, { recursive: true });
  const file = join(output, debName(manifest.version, arch));
  // xz, because dpkg of UOS 20 and Kylin V10 knows no zstd.
  const { code, output: said } = await run(
    'dpkg-deb',
    ['--root-owner-group', ...(quick ? ['-Znone'] : ['-Zxz', '-z6']), '--build', tree, file],
    { quiet: true, env: { ...process.env, SOURCE_DATE_EPOCH: String(date.getTime() / 1000) } },
  );
  rmSync(tree, { recursive: true, force: true });
  if (code !== 0) throw new Error(`dpkg-deb 没有打成 .deb：\n${said}`);
  statSync(file);
  return file;
}
