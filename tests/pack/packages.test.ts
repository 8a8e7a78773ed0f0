import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createPackageWithOptions, extractAll } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { NOTICES } from '../../electron/shells/notices.ts';
import { checkAll, packAll, tableOf, type Packed, type Row } from '../../scripts/pack/check.ts';
import { wrongContents } from '../../scripts/pack/contents.ts';
import { DRIVERS } from '../../scripts/pack/builder-config.ts';
import { prepareDrivers } from '../../scripts/pack/drivers.ts';
import { wrongFuses } from '../../scripts/pack/fuses.ts';
import { wrongIntegrity } from '../../scripts/pack/integrity.ts';
import { measure } from '../../scripts/pack/native-files.ts';
import { runInside } from '../../scripts/pack/run-inside.ts';
import { driverOf, nameOf, TARGETS, type Layout, type Target } from '../../scripts/pack/targets.ts';
import { packUnpacked } from '../../scripts/pack/unpacked.ts';
import { copyOf, makeWork, ROOT } from './packed.ts';

const work = makeWork();
const LINUX: Target = { platform: 'linux', arch: 'x64' };
const MAC: Target = { platform: 'mac', arch: 'arm64' };
const WINDOWS: Target = { platform: 'win', arch: 'x64' };
let packed: Packed;
let rows: Row[];

beforeAll(async () => {
  await prepareDrivers(ROOT);
  packed = await packAll(work);
  rows = await checkAll(packed);
}, 1_200_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const archiveIn = (output: string): Buffer => readFileSync(join(output, 'linux-unpacked/resources/app.asar'));

/** A copy of a package to break something in. */
const broken = (target: Target): Layout => copyOf(target, packed.output, work);

describe('every package', () => {
  it.each(TARGETS)('for $platform $arch holds what was built, and it runs', (target) => {
    const row = rows.find(({ name }) => name === nameOf(target));
    expect(row?.problems, tableOf(rows)).toEqual([]);
    expect(row?.did.join('')).toMatch(/模板.*演示数据.*Word.*PDF.*导入.*校对.*搜到.*备份/);
    expect(row?.driver?.machine).toBe(target.arch);
    if (target.platform === 'linux') expect(row?.driver?.glibc).toBe('2.28');
  });

  it('gives the same archive again from the same files', async () => {
    const again = join(work, 'again');
    await packUnpacked('linux', join(work, 'electron'), again);
    expect(archiveIn(again).equals(archiveIn(packed.output))).toBe(true);
    rmSync(join(work, 'again'), { recursive: true });
  }, 600_000);
});

const driverIn = ({ resources }: Layout, name: string): string =>
  join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds', name);

/** Files of the distribution, which are made up. */
const passed = (layout: Layout): Set<string> =>
  new Set(readdirSync(layout.root).filter((name) => name !== 'resources'));

describe('what is wrong in a package is told', () => {
  it('when there is no driver', () => {
    const layout = broken(LINUX);
    rmSync(driverIn(layout, driverOf(LINUX)));
    expect(measure(layout.root, LINUX, passed(layout)).problems).toEqual(['没有数据库驱动 linux-x64.node']);
  });

  it('when the driver is for another machine', () => {
    const layout = broken(LINUX);
    copyFileSync(join(ROOT, DRIVERS, 'linux-arm64.node'), driverIn(layout, driverOf(LINUX)));
    expect(measure(layout.root, LINUX, passed(layout)).problems.join()).toContain(
      '是给 elf arm64 的，这个安装包是 linux x64',
    );
  });

  it('when there is a second one', () => {
    const layout = broken(LINUX);
    copyFileSync(join(ROOT, DRIVERS, 'linux-arm64.node'), driverIn(layout, 'linux-arm64.node'));
    expect(measure(layout.root, LINUX, passed(layout)).problems.join()).toContain('多出驱动');
  });

  it('when the driver asks for a newer system', () => {
    const layout = broken(LINUX);
    const prebuild = join(ROOT, 'node_modules/better-sqlite3/prebuilds', driverOf(LINUX));
    copyFileSync(prebuild, driverIn(layout, driverOf(LINUX)));
    expect(measure(layout.root, LINUX, passed(layout)).problems.join()).toMatch(
      /要用旧系统没有的 GLIBC_2\.\d+、GLIBCXX_/,
    );
  });

  it('when a fuse is not set as it has to be', async () => {
    const layout = broken(LINUX);
    await flipFuses(layout.program, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: true,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
    });
    expect(await wrongFuses(layout.program)).toEqual([
      '熔断位 RunAsNode 应为关，实际是开',
      '熔断位 GrantFileProtocolExtraPrivileges 应为关，实际是开',
    ]);
  });

  it('when a file is missing in the archive, and by what then runs', async () => {
    const layout = broken(LINUX);
    const app = join(work, 'taken-apart');
    const archive = join(layout.resources, 'app.asar');
    extractAll(archive, app);
    rmSync(join(app, 'out/reader/reader.js'));
    await createPackageWithOptions(app, archive, { unpack: '*.node' });
    expect(wrongContents(ROOT, LINUX, layout)).toEqual(['app.asar 里缺少 out/reader/reader.js']);
    expect((await runInside(layout, join(work, 'run-broken'), null, null)).problem).not.toBeNull();
  }, 120_000);

  it.each([MAC, WINDOWS])('when $platform would find another archive than its own', async (target) => {
    const layout = broken(target);
    expect(wrongIntegrity(target, layout)).toEqual([]);
    const app = join(work, `other-${target.platform}`);
    const archive = join(layout.resources, 'app.asar');
    extractAll(archive, app);
    writeFileSync(join(app, 'out/main/main.js'), '// something else');
    await createPackageWithOptions(app, archive, { unpack: '*.node' });
    expect(wrongIntegrity(target, layout)).toEqual(['程序里的校验值与 app.asar 不符，会启动不了']);
  });

  it('when a resource, a licence or the Chinese words of Chromium are missing', () => {
    const layout = broken(LINUX);
    rmSync(join(layout.resources, NOTICES));
    rmSync(join(layout.root, 'LICENSES.chromium.html'));
    rmSync(join(layout.root, 'locales/zh-CN.pak'));
    rmSync(join(layout.resources, 'resources/templates/01-work-summary.json'));
    expect(wrongContents(ROOT, LINUX, layout)).toEqual([
      'resources 里缺少 templates/01-work-summary.json',
      '缺少许可文件 LICENSES.chromium.html',
      `缺少许可文件 resources/${NOTICES}`,
      '缺少界面语言 zh-CN.pak',
    ]);
  });

  it('when there is no archive at all', () => {
    const layout = broken(WINDOWS);
    rmSync(join(layout.resources, 'app.asar'));
    expect(existsSync(layout.program)).toBe(true);
    expect(wrongContents(ROOT, WINDOWS, layout)).toEqual(['没有 app.asar']);
  });
});
