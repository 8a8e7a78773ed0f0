import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { configFile } from './builder-config.ts';
import { FUSES } from './fuses.ts';
import { MACOS_FLOOR } from './names.ts';

type Config = {
  electronFuses?: Record<string, boolean>;
  extends?: string;
  nsis?: { include?: string };
  mac?: { minimumSystemVersion?: string; icon?: string; identity?: string };
  win?: { icon?: string };
  linux?: { icon?: string };
  beforePack?: string;
};

const require = createRequire(import.meta.url);

/** One of electron-builder's own modules, found from its package. */
function ofBuilder(root: string, name: string): unknown {
  const builder = require.resolve('electron-builder/package.json', { paths: [root] });
  return require(require.resolve(name, { paths: [builder] }));
}

type Yaml = { load: (text: string) => Config };
type Validator = { validateConfiguration: (config: Config, log: object) => Promise<void> };

async function wrongBySchema(root: string, config: Config): Promise<string[]> {
  const { validateConfiguration } = ofBuilder(root, 'app-builder-lib/out/util/config/config.js') as Validator;
  try {
    await validateConfiguration(config, { isEnabled: false, add: () => {} });
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** A name in camel case, as the configuration has it. */
const inConfiguration = (fuse: string): string => `${fuse.charAt(0).toLowerCase()}${fuse.slice(1)}`;

function wrongInCommon(config: Config): string[] {
  const fuses = Object.entries(FUSES)
    .filter(([name, wanted]) => config.electronFuses?.[inConfiguration(name)] !== wanted)
    .map(([name, wanted]) => `electron-builder.yml 的 ${inConfiguration(name)} 应为 ${String(wanted)}`);
  const floor =
    config.mac?.minimumSystemVersion === MACOS_FLOOR ? [] : [`macOS 的最低版本应为 ${MACOS_FLOOR}`];
  // Fuses change the program, and a changed one has to be signed again.
  const signed = config.mac?.identity === undefined ? ['macOS 的程序要重新签名（identity）'] : [];
  return [...fuses, ...floor, ...signed];
}

/**
 * What is wrong with the configuration of the packages: by electron-builder's own schema, by the files that it names, and
 * by what every package has to say of itself.
 * @param root the project's folder
 */
export async function wrongConfiguration(root: string): Promise<string[]> {
  const { load } = ofBuilder(root, 'js-yaml') as Yaml;
  const read = (file: string): Config => load(readFileSync(join(root, file), 'utf8'));
  const common = read(configFile('win'));
  const linux = read(configFile('linux'));
  const named = [
    common.win?.icon,
    common.mac?.icon,
    common.nsis?.include,
    common.beforePack,
    linux.linux?.icon,
    linux.extends,
  ].filter((file) => file !== undefined);
  const { homepage, desktopName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    homepage?: string;
    desktopName?: string;
  };
  return [
    ...(await wrongBySchema(root, common)),
    ...(await wrongBySchema(root, linux)),
    ...named.filter((file) => !existsSync(join(root, file))).map((file) => `没有这个文件：${file}`),
    ...wrongInCommon(common),
    ...(homepage ? [] : ['package.json 里没有 homepage（项目主页），打不成 .deb']),
    ...(desktopName ? [] : ['package.json 里没有 desktopName，任务栏上认不出窗口']),
  ];
}
