import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Icons and folders that the configuration names, as paths inside the project. */
function namedFiles(config) {
  const icons = ['win', 'linux', 'mac'].map((platform) => config[platform]?.icon);
  const extra = (config.extraResources ?? []).map((entry) =>
    typeof entry === 'string' ? entry : entry.from,
  );
  const plain = (config.files ?? []).filter(
    (pattern) => typeof pattern === 'string' && !/[!*{]/.test(pattern),
  );
  return [...icons, ...extra, ...plain, config.directories?.buildResources].filter(Boolean);
}

/** Binaries of the database driver that the targets need: one for each platform and architecture. */
function prebuilds(config) {
  const names = { win: 'win32', linux: 'linux', mac: 'darwin' };
  return Object.entries(names).flatMap(([platform, name]) => {
    const targets = config[platform]?.target ?? [];
    const architectures = new Set(targets.flatMap((target) => target.arch ?? []));
    return [...architectures].map((arch) => `node_modules/better-sqlite3/prebuilds/${name}-${arch}.node`);
  });
}

/**
 * What is wrong with electron-builder.yml, by electron-builder's own schema and validator, and by looking for the
 * files that it names.
 * @param {string} root the project's folder
 * @returns {Promise<{ problems: string[], targets: string[] }>}
 */
export async function checkBuilder(root) {
  const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const builder = require.resolve('electron-builder/package.json', { paths: [root] });
  const load = (name) => require(require.resolve(name, { paths: [builder] }));
  const config = load('js-yaml').load(text);
  const { validateConfiguration } = load('app-builder-lib/out/util/config/config.js');
  const problems = [];
  try {
    await validateConfiguration(config, { isEnabled: false, add: () => {} });
  } catch (error) {
    problems.push(error.message);
  }
  for (const file of [...namedFiles(config), ...prebuilds(config)]) {
    if (!existsSync(join(root, file))) problems.push(`没有这个文件：${file}`);
  }
  const targets = ['win', 'linux', 'mac'].flatMap((platform) =>
    (config[platform]?.target ?? []).map(({ target, arch }) => `${platform}/${target}: ${arch.join(', ')}`),
  );
  return { problems, targets };
}
