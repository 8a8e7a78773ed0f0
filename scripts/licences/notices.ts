import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { NOTICES } from '../../electron/shells/notices.ts';
import { BUNDLED } from './bundled.ts';
import { TEXTS_OF, WITHIN, WORKS, type Work } from './more.ts';

/** Licences that may be shipped: they ask for their text, and for nothing of the program around them. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  // The exception gives leave to combine it with what has any licence.
  'GPL-3.0-or-later WITH GCC-exception-3.1',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  '公有领域',
]);

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

type Shipped = { name: string; version: string; licence: string; about: string; texts: string[] };

/** What can't be shipped as it is, each a sentence. */
export class LicenceError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'LicenceError';
  }
}

type Manifest = { name: string; version: string; license?: string; description?: string };

/** Packages that the bundler took in, as paths inside the project. */
function bundledPackages(root: string): string[] {
  const folder = join(root, BUNDLED);
  const notes = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (notes.length === 0) throw new LicenceError(['不知道程序里有哪些软件包，请先重新生成程序。']);
  const all = notes.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[]);
  return [...new Set(all)].sort();
}

function readTexts(root: string, paths: readonly string[]): string[] {
  return paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) => readFileSync(join(root, path), 'utf8').trim());
}

function fromPackage(root: string, folder: string): Shipped {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  const inPackage = readdirSync(join(root, folder))
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => join(folder, name));
  const kept = TEXTS_OF[manifest.name];
  const paths = inPackage.length > 0 || !kept ? inPackage : [`scripts/licences/texts/${kept}`];
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? '',
    about: manifest.description ?? '',
    texts: readTexts(root, paths),
  };
}

const fromWork = (root: string, { texts, ...work }: Work): Shipped => ({
  ...work,
  version: '',
  texts: readTexts(root, texts),
});

/** Parts of an expression such as `(MIT OR GPL-3.0)`: one that is allowed is enough. */
const isAllowed = (licence: string): boolean =>
  licence
    .replace(/^\(|\)$/g, '')
    .split(/ OR /i)
    .some((one) => ALLOWED.has(one.trim()));

function problemsOf(shipped: readonly Shipped[]): string[] {
  return shipped.flatMap(({ name, licence, texts }) => [
    ...(texts.length === 0 ? [`${name} 没有许可证原文：放进 scripts/licences/texts，并写进 more.ts。`] : []),
    ...(isAllowed(licence) ? [] : [`${name} 的许可证“${licence}”不在可以随程序发放的之列。`]),
  ]);
}

/**
 * Everything that is shipped, with its licence.
 * @throws LicenceError if one has no text, or a licence that may not be shipped, or if a package with other works within
 * it has changed
 */
export function collectShipped(root: string, folders: readonly string[] = bundledPackages(root)): Shipped[] {
  const packages = folders.map((folder) => fromPackage(root, folder));
  const stale: string[] = [];
  const within = packages.flatMap(({ name, version }) => {
    const known = WITHIN[name];
    if (known && known.version !== version)
      stale.push(`${name} 换成了 ${version}：看看其中还有哪些别人的作品，再改 scripts/licences/more.ts。`);
    return known?.works ?? [];
  });
  const shipped = [...packages, ...[...WORKS, ...within].map((work) => fromWork(root, work))];
  const problems = [...stale, ...problemsOf(shipped)];
  if (problems.length > 0) throw new LicenceError(problems);
  return shipped;
}

const RULE = '='.repeat(80);

/** The list as text: an overview, then each text once, with all that it is the licence of. */
export function noticesText(shipped: readonly Shipped[]): string {
  const titleOf = ({ name, version }: Shipped): string => (version ? `${name} ${version}` : name);
  const byText = new Map<string, Shipped[]>();
  for (const one of shipped) {
    const text = one.texts.join(`\n\n${RULE}\n\n`);
    byText.set(text, [...(byText.get(text) ?? []), one]);
  }
  const overview = shipped.map((one) => `  ${titleOf(one)}（${one.licence}）`).join('\n');
  const texts = [...byText].map(
    ([text, ones]) => `${RULE}\n${ones.map(titleOf).join('\n')}\n${RULE}\n\n${text}\n`,
  );
  return `第三方许可

年述按 MIT 许可证发布。程序里还有下列作品，各按自己的许可证使用，原文附后。Electron 和 Chromium 的许可证在程序文件夹的
LICENSE.electron.txt 和 LICENSES.chromium.html。

${overview}

${texts.join('\n')}`;
}

/**
 * Writes the list where the build and the packages want it.
 * @returns how many works it names
 * @throws LicenceError as `collectShipped` does
 */
export function writeNotices(root: string): number {
  const shipped = collectShipped(root);
  const file = join(root, 'out', NOTICES);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, noticesText(shipped));
  return shipped.length;
}
