import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { controlOf, debName, debVersion, makeDeb, readManifest } from '../../scripts/pack/deb.ts';
import { makeWork, ROOT } from './packed.ts';

const work = makeWork();
const DATE = new Date('2026-12-01T00:00:00Z');
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** As little of an unpacked program as the package has to do with. */
function unpackedProgram(): string {
  const folder = join(work, 'linux-unpacked');
  mkdirSync(join(folder, 'resources/resources/launch'), { recursive: true });
  for (const name of ['nianshu', 'chrome-sandbox', 'resources/resources/launch/nianshu-cli']) {
    writeFileSync(join(folder, name), '#!/bin/sh\necho started\n');
    chmodSync(join(folder, name), 0o777);
  }
  writeFileSync(join(folder, 'resources/app.asar'), 'archive');
  return folder;
}

const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;

describe.skipIf(!hasDpkg)('the package for Debian, UOS and Kylin', () => {
  const manifest = readManifest();
  const make = (version: string, to = version): Promise<string> =>
    makeDeb(
      {
        unpacked: unpackedProgram(),
        arch: 'x64',
        output: join(work, to),
        work: join(work, 'making'),
        date: DATE,
        manifest: { ...manifest, version },
      },
      true,
    );
  let older: string;
  let newer: string;
  beforeAll(async () => {
    older = await make('0.9.0-beta.1');
    newer = await make('0.9.0');
  });

  it('says what dpkg and people have to know', () => {
    expect(newer).toMatch(/nianshu_0\.9\.0_amd64\.deb$/);
    const field = (name: string): string =>
      execFileSync('dpkg-deb', ['--field', newer, name], { encoding: 'utf8' }).trim();
    expect(field('Package')).toBe('nianshu');
    expect(field('Architecture')).toBe('amd64');
    expect(field('Depends')).toMatch(/libc6 \(>= 2\.28\)/);
    expect(field('Homepage')).toMatch(/^https:/);
    expect(field('Description')).toContain('统信 UOS 20');
  });

  it('lies under a name in Latin letters, belongs to root, and only its sandbox may be more', () => {
    const list = execFileSync('dpkg-deb', ['--contents', newer], { encoding: 'utf8' }).trim().split('\n');
    expect(list.every((line) => / root\/root /.test(line))).toBe(true);
    expect(list.filter((line) => line.startsWith('-rws'))).toHaveLength(1);
    expect(list.find((line) => line.includes('chrome-sandbox'))).toMatch(/^-rwsr-xr-x/);
    // oxlint-disable-next-line no-control-regex -- names are to be plain ASCII
    expect(list.every((line) => /^[\u0000-\u007f]*$/.test(line))).toBe(true);
  });

  it('is the same bytes again, whatever the modes and times of what it is made of', async () => {
    const again = await make('0.9.0', 'again');
    expect(readFileSync(again).equals(readFileSync(newer))).toBe(true);
  });

  it('has no package without a home page', () => {
    expect(() => controlOf({ version: '1.0.0' }, 'x64', 1)).toThrow('没有 homepage');
    expect(debVersion('1.0.0-beta.1')).toBe('1.0.0~beta.1');
    expect(debName('1.0.0', 'arm64')).toBe('nianshu_1.0.0_arm64.deb');
  });

  it('opens the kinds of documents, Word files last of all', () => {
    const folder = join(ROOT, 'scripts/pack/debian');
    const word = readFileSync(join(folder, 'zz-nianshu-word.desktop'), 'utf8');
    const main = readFileSync(join(folder, 'nianshu.desktop'), 'utf8');
    expect(word).toMatch(/^NoDisplay=true$/m);
    expect(main).not.toContain('wordprocessingml');
    expect(main).toMatch(/^Name\[zh_CN\]=年述$/m);
    expect(main).toMatch(/^Comment\[zh_CN\]=.+依法治市/m);
    // Windows are of the class that package.json names.
    const { desktopName } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      desktopName: string;
    };
    for (const text of [main, word])
      expect(text).toContain(`StartupWMClass=${desktopName.replace('.desktop', '')}\n`);
  });

  describe('in a system', () => {
    const system = join(work, 'system');
    const data = join(system, 'home/li/.local/share/nianshu');
    const dpkg = (...args: string[]): { status: number | null; said: string } => {
      const { status, stdout, stderr } = spawnSync(
        'dpkg',
        [
          `--root=${system}`,
          '--force-script-chrootless',
          '--force-depends',
          '--force-not-root',
          '--force-bad-path',
          ...args,
        ],
        { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8', DPKG_ROOT: system } },
      );
      return { status, said: `${stdout}${stderr}` };
    };
    beforeAll(() => {
      for (const folder of ['updates', 'info', 'triggers', 'parts', 'alternatives'])
        mkdirSync(join(system, 'var/lib/dpkg', folder), { recursive: true });
      for (const file of ['status', 'available']) writeFileSync(join(system, 'var/lib/dpkg', file), '');
      mkdirSync(data, { recursive: true });
      writeFileSync(join(data, 'nianshu.sqlite'), 'reports');
    });

    it('is installed, replaced by a newer one, and removed without the reports', () => {
      const first = dpkg('--install', older);
      expect(first.status, first.said).toBe(0);
      expect(readlinkSync(join(system, 'usr/bin/nianshu'))).toBe('/opt/nianshu/nianshu');
      expect(existsSync(join(system, 'usr/share/applications/nianshu.desktop'))).toBe(true);
      const link = join(system, 'usr/bin/nianshu-cli');
      expect(lstatSync(join(system, readlinkSync(link))).isFile()).toBe(true);
      // root alone can give the helper of the sandbox its right.
      if (process.getuid?.() === 0)
        expect(statSync(join(system, 'opt/nianshu/chrome-sandbox')).mode & 0o7777).toBe(0o4755);

      const second = dpkg('--install', newer);
      expect(second.status, second.said).toBe(0);
      const query = dpkg('--status', 'nianshu');
      expect(query.said).toContain('Version: 0.9.0\n');
      expect(query.said).toContain('Status: install ok installed');

      const gone = dpkg('--purge', 'nianshu');
      expect(gone.status, gone.said).toBe(0);
      expect(gone.said).toContain('报告和设置都在各用户的数据文件夹里，没有动');
      expect(existsSync(join(system, 'opt/nianshu'))).toBe(false);
      expect(existsSync(join(system, 'usr/bin/nianshu'))).toBe(false);
      expect(readFileSync(join(data, 'nianshu.sqlite'), 'utf8')).toBe('reports');
    });
  });

  it.each([
    ['2.17', 1],
    ['2.3', 1],
    ['2.27', 1],
    ['2.28', 0],
    ['2.31', 0],
    ['2.38-ubuntu', 0],
    ['3.0', 0],
  ])('on glibc %s ends its preparation with %i, and says why in Chinese', (version, status) => {
    const bin = join(work, `bin-${version}`);
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'getconf'), `#!/bin/sh\necho "glibc ${version}"\n`);
    chmodSync(join(bin, 'getconf'), 0o755);
    const run = spawnSync('sh', [join(ROOT, 'scripts/pack/debian/preinst'), 'install'], {
      encoding: 'utf8',
      env: { PATH: `${bin}:/usr/bin:/bin` },
    });
    expect(run.status).toBe(status);
    if (status === 1) {
      expect(run.stderr).toContain(`glibc 是 ${version}，年述需要 2.28 以上`);
      expect(run.stderr).toContain('没有任何改动');
    } else expect(run.stderr).toBe('');
  });
});
