import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as askOn } from 'node:http';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  FULL_DISK,
  goodZip,
  headFor,
  scratchProject,
  serve,
  VERSION,
  wholeZip,
  type Answer,
} from './scratch-project.ts';

const project = scratchProject();
afterAll(() => project.remove());
beforeEach(() => project.reset());

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function from(answer: Answer): Promise<Awaited<ReturnType<typeof serve>>> {
  const server = await serve(answer);
  open.push(server);
  return server;
}

const HALF = Math.floor(goodZip.length / 2);
const RUNS = 'ELECTRON RUNS';
const BROWSER = 'BROWSER SHELL';
const WAY_ON =
  '下次启动会再试；连不上或太慢的，可设镜像：ELECTRON_MIRROR=镜像地址（见 README），不想再试的，用 npm start -- --browser。现在改用浏览器窗口启动。';
/** Milliseconds without a byte that these tests take for a dead connection. */
const STALL = { NIANSHU_STALL_MS: '400' };
/** The last line is what a person reads. */
const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

describe('fetching Electron at the first start', () => {
  it('takes the mirror that npm was given, shows how far it is, and runs what it got', async () => {
    const { mirror, requests } = await from(wholeZip);
    const { code, stdout, stderr } = await project.start(['--demo'], { npm_config_electron_mirror: mirror });
    expect(stdout).toContain(`${RUNS} --demo`);
    expect(stdout).not.toContain(BROWSER);
    expect(code).toBe(0);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatch(new RegExp(`^/electron/v${VERSION}/electron-v${VERSION}-.*\\.zip$`));
    expect(stderr).toMatch(/正在获取 Electron：\d+%（0\.\d \/ 0\.\d MB）/);
    // The second start has it.
    expect((await project.start([], { npm_config_electron_mirror: mirror })).stdout).toContain(RUNS);
    expect(requests).toHaveLength(1);
  });

  it('takes a mirror without its last slash, from the environment or from an .npmrc', async () => {
    const { mirror, requests } = await from(wholeZip);
    expect((await project.start([], { ELECTRON_MIRROR: mirror.slice(0, -1) })).stdout).toContain(RUNS);
    expect(requests[0]).toMatch(/^\/electron\/v45/);
    project.reset();
    writeFileSync(join(project.folder, '.npmrc'), `ignore-scripts=true\nelectron_mirror=${mirror}\n`);
    expect((await project.start()).stdout).toContain(RUNS);
    rmSync(join(project.folder, '.npmrc'));
    expect(requests[1]).toMatch(/^\/electron\/v45/);
  });

  it('ends well on a line so slow that a limit on the whole would have ended it', async () => {
    const { mirror } = await from((request, response) => {
      headFor(request, response);
      let at = 0;
      const timer = setInterval(() => {
        response.write(goodZip.subarray(at, (at += Math.ceil(goodZip.length / 12))));
        if (at < goodZip.length) return;
        clearInterval(timer);
        response.end();
      }, 150);
    });
    const began = performance.now();
    const { stdout } = await project.start([], { ELECTRON_MIRROR: mirror, ...STALL });
    expect(stdout).toContain(RUNS);
    // It took several times as long as a connection may be silent.
    expect(performance.now() - began).toBeGreaterThan(3 * Number(STALL.NIANSHU_STALL_MS));
  });

  it('goes on where a connection was cut, as often as more comes', async () => {
    let turn = 0;
    const { mirror, requests } = await from((request, response) => {
      const begin = headFor(request, response);
      turn += 1;
      if (turn === 4) response.end(goodZip.subarray(begin));
      else
        response.write(goodZip.subarray(begin, begin + 40_000), () => setImmediate(() => response.destroy()));
    });
    expect((await project.start([], { ELECTRON_MIRROR: mirror })).stdout).toContain(RUNS);
    expect(requests).toHaveLength(4);
    expect(requests[3]).toMatch(/bytes=\d{5,}-$/);
  });

  it('ends a connection that stands, opens the browser shell, and goes on with the part the next time', async () => {
    let isWell = false;
    const { mirror, requests } = await from((request, response) => {
      if (isWell) wholeZip(request, response);
      else {
        const begin = headFor(request, response);
        if (begin === 0) response.write(goodZip.subarray(0, HALF));
      }
    });
    const stood = await project.start(['--demo'], { ELECTRON_MIRROR: mirror, ...STALL });
    expect(stood.stdout).toBe(`${BROWSER} --demo\n`);
    expect(lastLine(stood.stderr)).toBe(`没有取得 Electron（连接中断或没有回应）。${WAY_ON}`);
    expect(stood.code).toBe(0);
    expect(statSync(project.part).size).toBe(HALF);
    isWell = true;
    const again = await project.start([], { ELECTRON_MIRROR: mirror });
    expect(again.stdout).toContain(RUNS);
    expect(requests.at(-1)).toContain(`bytes=${HALF}-`);
    expect(existsSync(project.part)).toBe(false);
  });

  it('never runs a file that is another one, says so, and keeps nothing of it', async () => {
    const lie = goodZip.slice();
    lie[lie.length - 5000] = (lie[lie.length - 5000] ?? 0) ^ 1;
    const { mirror } = await from((_request, response) => void response.end(lie));
    const { stdout, stderr } = await project.start([], { ELECTRON_MIRROR: mirror });
    expect(stdout).toBe(`${BROWSER}\n`);
    expect(lastLine(stderr)).toBe(`没有取得 Electron（取到的文件校验值不对，已删除，没有运行）。${WAY_ON}`);
    expect(existsSync(project.part)).toBe(false);
    expect(existsSync(join(project.folder, 'node_modules/electron/dist'))).toBe(false);
  });

  it('never runs an archive that ends too early, though the server says that it is whole', async () => {
    const { mirror } = await from((_request, response) => void response.end(goodZip.subarray(0, HALF)));
    const { stdout, stderr } = await project.start([], { ELECTRON_MIRROR: mirror });
    expect(stdout).toBe(`${BROWSER}\n`);
    expect(lastLine(stderr)).toContain('校验值不对，已删除，没有运行');
  });

  it('fetches the whole anew where the part was of another file', async () => {
    let isFirst = true;
    const other = new Uint8Array(goodZip.length);
    const { mirror, requests } = await from((request, response) => {
      if (!isFirst) return wholeZip(request, response);
      headFor(request, response);
      response.write(other.subarray(0, HALF));
      return undefined;
    });
    await project.start([], { ELECTRON_MIRROR: mirror, ...STALL });
    isFirst = false;
    expect((await project.start([], { ELECTRON_MIRROR: mirror })).stdout).toContain(RUNS);
    expect(requests.at(-1)).not.toContain('bytes');
  });

  it.each([
    ['404', 404, '服务器上没有这个文件'],
    ['502', 502, '服务器出错'],
  ])('says what the server says: %s', async (_name, status, words) => {
    const { mirror } = await from((_request, response) => void response.writeHead(status).end());
    const { stdout, stderr } = await project.start([], { ELECTRON_MIRROR: mirror });
    expect(stdout).toBe(`${BROWSER}\n`);
    expect(lastLine(stderr)).toBe(`没有取得 Electron（${words}）。${WAY_ON}`);
  });

  it('says that there is no network, and tries again at the next start', async () => {
    const server = await serve(wholeZip);
    await server.close();
    const gone = await project.start([], { ELECTRON_MIRROR: server.mirror });
    expect(gone.stdout).toBe(`${BROWSER}\n`);
    expect(lastLine(gone.stderr)).toBe(`没有取得 Electron（连不上服务器）。${WAY_ON}`);
    const nameless = await project.start([], { ELECTRON_MIRROR: 'http://qinghe.invalid/' });
    expect(lastLine(nameless.stderr)).toBe(`没有取得 Electron（找不到服务器，可能没有联网）。${WAY_ON}`);
    const { mirror } = await from(wholeZip);
    expect((await project.start([], { ELECTRON_MIRROR: mirror })).stdout).toContain(RUNS);
  });

  it('keeps nothing where the disk is full, so that there is room again', async () => {
    const { mirror } = await from(wholeZip);
    const { stdout, stderr } = await project.start([], { ELECTRON_MIRROR: mirror }, [FULL_DISK]);
    expect(stdout).toBe(`${BROWSER}\n`);
    expect(lastLine(stderr)).toBe(`没有取得 Electron（磁盘已满）。${WAY_ON}`);
    expect(existsSync(project.part)).toBe(false);
  });

  it('stops at Ctrl+C, starts nothing, and goes on from there the next time', async () => {
    let isWell = false;
    const { mirror, requests } = await from((request, response) => {
      if (isWell) wholeZip(request, response);
      else {
        headFor(request, response);
        response.write(goodZip.subarray(0, HALF));
      }
    });
    const run = project.run([], { ELECTRON_MIRROR: mirror });
    await expect.poll(() => run.stderr(), { timeout: 20_000 }).toContain('正在获取 Electron：');
    run.child.kill('SIGINT');
    const { code, stdout, stderr } = await run.ended;
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(lastLine(stderr)).toBe(
      '已停止。已取到的部分留着，下次接着取；不用 Electron：npm start -- --browser',
    );
    isWell = true;
    expect((await project.start([], { ELECTRON_MIRROR: mirror })).stdout).toContain(RUNS);
    expect(requests.at(-1)).toContain('bytes=');
  });
});

/** Hands on what it is asked for by a whole address, as proxies do for http. */
const proxyTo =
  (port: number): Answer =>
  (request, response) => {
    const { pathname } = new URL(request.url ?? '');
    askOn({ port, path: pathname, headers: { ...request.headers, host: 'x' } }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  };

describe('a proxy on the way', () => {
  it.each([['http_proxy'], ['HTTP_PROXY'], ['npm_config_proxy']])('is taken from %s', async (name) => {
    const { port } = await from(wholeZip);
    const proxy = await from(proxyTo(port));
    const { stdout } = await project.start([], {
      ELECTRON_MIRROR: 'http://mirror.qinghe.invalid/electron/',
      [name]: `http://127.0.0.1:${proxy.port}`,
    });
    expect(stdout).toContain(RUNS);
    expect(proxy.requests[0]).toMatch(/^http:\/\/mirror\.qinghe\.invalid\/electron\//);
  });

  it('is passed by where no_proxy says so', async () => {
    const { mirror } = await from(wholeZip);
    const proxy = await from((_request, response) => void response.writeHead(500).end());
    const { stdout } = await project.start([], {
      ELECTRON_MIRROR: mirror,
      http_proxy: `http://127.0.0.1:${proxy.port}`,
      no_proxy: '127.0.0.1',
    });
    expect(stdout).toContain(RUNS);
    expect(proxy.requests).toEqual([]);
  });

  it('that wants a password is told as such', async () => {
    const proxy = await from((_request, response) => void response.writeHead(407).end());
    proxy.server.on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    for (const mirror of ['http://mirror.qinghe.invalid/', 'https://mirror.qinghe.invalid/']) {
      const { stderr } = await project.start([], {
        ELECTRON_MIRROR: mirror,
        npm_config_https_proxy: `http://127.0.0.1:${proxy.port}`,
        npm_config_proxy: `http://127.0.0.1:${proxy.port}`,
      });
      expect(lastLine(stderr)).toContain('代理服务器没有接通');
    }
  });
});
