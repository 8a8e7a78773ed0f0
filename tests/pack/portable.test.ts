import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findBrowser } from '../../electron/backend/print/find-browser.ts';
import { prepareDrivers } from '../../scripts/pack/drivers.ts';
import { makePortable } from '../../scripts/pack/portable.ts';
import { makeWork, ROOT } from './packed.ts';
import { SAMPLE } from '../contract/sample.ts';

const work = makeWork();
const home = join(work, 'home');
const DATE = new Date('2026-12-01T00:00:00Z');
let place: string;
let file: string;
afterAll(() => rmSync(work, { recursive: true, force: true }));

beforeAll(async () => {
  await prepareDrivers(ROOT);
  file = await makePortable(join(work, 'archive'), join(work, 'making'), DATE);
  const to = join(work, '解压到这里');
  mkdirSync(to);
  mkdirSync(home);
  execFileSync('tar', ['-xzf', file, '-C', to]);
  const [name = ''] = readdirSync(to);
  place = join(to, name);
}, 900_000);

type Said = { status: number | null; stdout: string; stderr: string };

/** With nothing of this process's surroundings but a Node and the system's own programs. */
const surroundings = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  HOME: home,
  PATH: '/usr/bin:/bin',
  NIANSHU_NODE: process.execPath,
  ...more,
});

function nianshu(args: string[], more: NodeJS.ProcessEnv = {}): Said {
  const { status, stdout, stderr } = spawnSync(join(place, 'nianshu'), args, {
    cwd: home,
    encoding: 'utf8',
    env: surroundings(more),
  });
  return { status, stdout, stderr };
}

describe('the archive for other machines', () => {
  it('is the same bytes again', async () => {
    const again = await makePortable(join(work, 'again'), join(work, 'making'), DATE);
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
  }, 300_000);

  it.each(['better', 'node'])(
    'imports, lists, checks, searches and exports with the driver “%s”',
    (driver) => {
      const data = join(work, `data-${driver}`);
      writeFileSync(join(home, '往年总结.txt'), SAMPLE);
      const run = (...args: string[]): Said => {
        const said = nianshu(['cli', ...args, '--data', data], { NIANSHU_SQLITE: driver });
        expect(said.status, `${args.join(' ')}\n${said.stdout}${said.stderr}`).toBeLessThan(2);
        return said;
      };
      run('import', '往年总结.txt');
      const [{ id } = { id: '' }] = JSON.parse(run('list', '--json').stdout) as { id: string }[];
      expect(run('search', '法治政府').stdout).toContain('青禾镇');
      expect(run('check', id).stdout).not.toBe('');
      const formats = findBrowser() ? ['docx', 'txt', 'pdf'] : ['docx', 'txt'];
      for (const format of formats)
        run(
          'export',
          id,
          '--edition',
          'internal',
          '--format',
          format,
          '--out',
          join(home, `${driver}.${format}`),
        );
      expect(
        readFileSync(join(home, `${driver}.docx`))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      expect(readFileSync(join(home, `${driver}.txt`), 'utf8')).toContain('青禾镇');
      if (findBrowser())
        expect(
          readFileSync(join(home, `${driver}.pdf`))
            .subarray(0, 4)
            .toString(),
        ).toBe('%PDF');
    },
    300_000,
  );

  it('tells how it is called', () => {
    const { status, stdout } = nianshu(['cli', 'help']);
    expect(status).toBe(0);
    expect(stdout).toContain('nianshu cli');
  });

  it('opens the program for a browser, and ends when it is told to', async () => {
    const child = spawn(join(place, 'nianshu'), ['--no-open', '--demo', '--data', join(work, 'data-shell')], {
      cwd: home,
      env: surroundings(),
    });
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\S+/.exec(said);
        if (found) resolve(found[0]);
      });
      child.on('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  }, 120_000);

  it.each([
    ['too old', 'case "$1" in --version) echo v18.19.0;; *) exit 1;; esac', 'v18.19.0'],
    ['broken', 'exit 127', '运行不了'],
  ])('says what it needs where Node is %s', (name, script, said) => {
    const fake = join(work, `node-${name.replace(' ', '-')}`);
    writeFileSync(fake, `#!/bin/sh\n${script}\n`);
    chmodSync(fake, 0o755);
    const { status, stderr } = nianshu([], { NIANSHU_NODE: fake });
    expect(status).toBe(2);
    expect(stderr).toContain('需要 Node 24.12 以上');
    expect(stderr).toContain(said);
    expect(stderr).toContain('数据没有受影响');
  });
});
