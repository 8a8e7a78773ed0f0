import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { Arch, build as pack, Platform } from 'electron-builder';

import { build } from '../lib/build.mjs';
import { root } from '../lib/paths.mjs';
import { say } from '../lib/run.mjs';
import { configFile } from './builder-config.ts';
import { wrongConfiguration } from './configuration.ts';
import { makeDeb } from './deb.ts';
import { inspect } from './inspect.ts';
import { makePortable } from './portable.ts';
import { prepareDrivers } from './drivers.ts';
import { layoutOf, nameOf, type Platform as Name } from './targets.ts';

// `npm run pack`: the packages that are given to people, with the real Electron. Needs the network for Electron itself,
// and for electron-builder's own tools where an installer for Windows or macOS is made.

const HELP = `npm run pack -- [选项]
  --linux      .deb（x64、ARM64），默认
  --win        Windows 安装程序
  --mac        macOS 磁盘映像（在 Mac 上）
  --portable   便携版（龙芯等其他电脑）`;

const { values } = parseArgs({
  options: {
    linux: { type: 'boolean' },
    win: { type: 'boolean' },
    mac: { type: 'boolean' },
    portable: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  say(HELP);
  process.exit(0);
}

const output = join(root, 'release');
const ARCHES = { x64: Arch.x64, arm64: Arch.arm64 } as const;
const SYSTEMS = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC } as const;

/** Date of the commit that is packed, so that packing it again gives the same files. */
function dateOfCommit(): Date {
  try {
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
    return new Date(Number(seconds) * 1000);
  } catch {
    return new Date();
  }
}

/** Has electron-builder pack, looks at what it has packed, and tells what is wrong with it. */
async function packAndInspect(platform: Name, unpackedOnly: boolean): Promise<string[]> {
  await pack({
    projectDir: root,
    targets: SYSTEMS[platform].createTarget(unpackedOnly ? 'dir' : undefined, Arch.x64, Arch.arm64),
    config: { extends: configFile(platform) },
    publish: 'never',
  });
  const found: string[] = [];
  for (const arch of Object.keys(ARCHES) as (keyof typeof ARCHES)[]) {
    const target = { platform, arch };
    const { problems } = await inspect(root, target, layoutOf(target, output), false);
    found.push(...problems.map((problem) => `${nameOf(target)}：${problem}`));
  }
  return found;
}

async function makeDebs(date: Date): Promise<void> {
  for (const arch of ['x64', 'arm64'] as const) {
    const work = mkdtempSync(join(tmpdir(), 'nianshu-deb-'));
    const { root: unpacked } = layoutOf({ platform: 'linux', arch }, output);
    say(await makeDeb({ unpacked, arch, output, work, date }));
    rmSync(work, { recursive: true, force: true });
  }
}

await build();
const date = dateOfCommit();
const problems = await wrongConfiguration(root);
const wanted = (['linux', 'win', 'mac'] as const).filter((platform) => values[platform]);
const platforms = wanted.length > 0 || values.portable ? wanted : (['linux'] as const);
for (const platform of problems.length === 0 ? platforms : [])
  problems.push(...(await packAndInspect(platform, platform === 'linux')));
if (problems.length > 0) {
  for (const problem of problems) say(problem);
  say('没有打成安装包。');
  process.exit(1);
}
if (platforms.some((platform) => platform === 'linux')) await makeDebs(date);
if (values.portable) {
  await prepareDrivers(root);
  const work = mkdtempSync(join(tmpdir(), 'nianshu-portable-'));
  say(await makePortable(output, work, date));
  rmSync(work, { recursive: true, force: true });
}
