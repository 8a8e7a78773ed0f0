import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { extractFile, listPackage, statFile, uncache } from '@electron/asar';

import { NOTICES } from '../../electron/shells/notices.ts';
import { filesIn } from './files-in.ts';
import { driverOf, type Layout, type Target } from './targets.ts';

/** What stays at home, what lies beside the archive, and what is for machines without Electron. */
const NOT_IN_ARCHIVE = /^(\.stamp|notices\/.*|loopback\/.*)$/;
/** Pictures of the README, and the icons that went into the programs themselves. */
const NOT_IN_RESOURCES = /^(screenshots\/.*|icons\/icon\.(ico|icns))$/;
/** What the JavaScript of the driver is. */
const DRIVER_FILES = /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.*\.js)$/;
/** Words of Chromium's own windows that people can see. */
const LOCALES = /^(zh-CN|en-US|en-GB)\.pak$/;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const isFile = (archive: string, path: string): boolean => {
  const entry = statFile(archive, path) as { files?: unknown };
  return entry.files === undefined;
};

/** Files in an archive, without a slash in front. */
export function filesInArchive(archive: string): string[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.slice(1))
    .filter((path) => isFile(archive, path))
    .sort();
}

function wrongInArchive(root: string, archive: string, target: Target): string[] {
  const problems: string[] = [];
  const packed = filesInArchive(archive);
  const built = filesIn(join(root, 'out'))
    .map((path) => relative(join(root, 'out'), path).replaceAll('\\', '/'))
    .filter((path) => !NOT_IN_ARCHIVE.test(path));
  const wanted = new Set(['LICENSE', 'package.json', ...built.map((path) => `out/${path}`)]);
  for (const path of wanted) {
    if (!packed.includes(path)) problems.push(`app.asar 里缺少 ${path}`);
    // package.json is written anew by electron-builder: shorter.
    else if (
      path !== 'package.json' &&
      hashOf(extractFile(archive, path)) !== hashOf(readFileSync(join(root, path)))
    )
      problems.push(`app.asar 里的 ${path} 与生成的不同`);
  }
  const driver = `node_modules/better-sqlite3/prebuilds/${driverOf(target)}`;
  for (const path of [
    'node_modules/better-sqlite3/package.json',
    'node_modules/better-sqlite3/LICENSE',
    driver,
  ])
    if (!packed.includes(path)) problems.push(`app.asar 里缺少 ${path}`);
  for (const path of packed)
    if (!wanted.has(path) && path !== driver && !DRIVER_FILES.test(path))
      problems.push(`app.asar 里多出 ${path}`);
  return problems;
}

function wrongInResources(root: string, resources: string): string[] {
  const from = join(root, 'resources');
  const wanted = filesIn(from)
    .map((path) => relative(from, path))
    .filter((path) => !NOT_IN_RESOURCES.test(path.replaceAll('\\', '/')));
  const to = join(resources, 'resources');
  const packed = new Set(existsSync(to) ? filesIn(to).map((path) => relative(to, path)) : []);
  return [
    ...wanted.filter((path) => !packed.has(path)).map((path) => `resources 里缺少 ${path}`),
    ...[...packed].filter((path) => !wanted.includes(path)).map((path) => `resources 里多出 ${path}`),
    ...wanted
      .filter(
        (path) =>
          packed.has(path) && hashOf(readFileSync(join(to, path))) !== hashOf(readFileSync(join(from, path))),
      )
      .map((path) => `resources 里的 ${path} 与原来的不同`),
  ];
}

/** Licences of Electron and Chromium, and ours of everything else that is shipped. */
function wrongLicences(target: Target, { root, resources }: Layout): string[] {
  const beside = target.platform === 'mac' ? resources : root;
  const wanted = [
    join(beside, 'LICENSE.electron.txt'),
    join(beside, 'LICENSES.chromium.html'),
    join(resources, NOTICES),
  ];
  return wanted
    .filter((path) => !existsSync(path) || statSync(path).size === 0)
    .map((path) => `缺少许可文件 ${relative(root, path)}`);
}

function wrongLocales(target: Target, root: string): string[] {
  if (target.platform === 'mac') return [];
  const locales = filesIn(join(root, 'locales')).map((path) => relative(join(root, 'locales'), path));
  const odd = locales.filter((name) => !LOCALES.test(name)).map((name) => `多出界面语言 ${name}`);
  return locales.includes('zh-CN.pak') ? odd : [...odd, '缺少界面语言 zh-CN.pak'];
}

/** What an unpacked package lacks, has too much of, or has otherwise than it was built. */
export function wrongContents(projectRoot: string, target: Target, layout: Layout): string[] {
  const archive = join(layout.resources, 'app.asar');
  if (!existsSync(archive)) return ['没有 app.asar'];
  // The library remembers heads of archives by their path, also when another one lies there now.
  uncache(archive);
  return [
    ...wrongInArchive(projectRoot, archive, target),
    ...wrongInResources(projectRoot, layout.resources),
    ...wrongLicences(target, layout),
    ...wrongLocales(target, layout.root),
  ];
}
