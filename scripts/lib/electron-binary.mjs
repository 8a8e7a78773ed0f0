import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { download, removePart } from './download.mjs';
import { networkTrouble } from './network-trouble.mjs';
import { certificates, mirrorOf, proxyOf } from './network.mjs';
import { cacheDir, root } from './paths.mjs';
import { progressLine } from './progress-line.mjs';
import { run, say } from './run.mjs';

const electronDir = join(root, 'node_modules', 'electron');
/** Parts of downloads, and what @electron/get puts away while it works. */
const workDir = join(cacheDir, 'electron');
/** Milliseconds without a byte after which a connection counts as dead. */
const STALL_MS = Number(process.env.NIANSHU_STALL_MS ?? 30_000);

const readJson = (name) => JSON.parse(readFileSync(join(electronDir, name), 'utf8'));

export function installed() {
  try {
    const file = readFileSync(join(electronDir, 'path.txt'), 'utf8');
    const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronDir, 'dist'), file);
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Whether there is an Electron for this machine at all: its own list of checksums names them. */
function existsForMachine() {
  const name = `electron-v${readJson('package.json').version}-${process.platform}-${process.arch}.zip`;
  return Object.hasOwn(readJson('checksums.json'), name);
}

/** What somebody who killed an earlier run left behind. The part of a download is what is gone on with. */
function tidy() {
  mkdirSync(workDir, { recursive: true });
  for (const name of readdirSync(workDir)) {
    if (name.startsWith('electron-download-')) rmSync(join(workDir, name), { recursive: true, force: true });
  }
}

const partOf = (url) => join(workDir, `${url.split('/').at(-1)}.part`);

/** Downloads for @electron/get, which knows the address, the mirror, the cache and the checksum. */
function ourDownloader(signal) {
  const proxy = proxyOf(process.env);
  const state = { resumed: false, part: null };
  const downloader = {
    async download(url, target) {
      const part = partOf(url);
      state.part = part;
      state.resumed = existsSync(part);
      const line = progressLine('正在获取 Electron');
      try {
        await download(url, part, {
          stallMs: STALL_MS,
          proxy,
          ca: certificates(process.env),
          signal,
          onProgress: (have, total) => line.show(have, total),
        });
        renameSync(part, target);
        removePart(part);
      } finally {
        line.end();
      }
    },
  };
  return { downloader, state };
}

async function fetchZip(signal) {
  const require = createRequire(join(electronDir, 'install.js'));
  const mirror = mirrorOf(process.env);
  // Read by @electron/get, before everything else that it looks at.
  if (mirror !== '') process.env.npm_config_electron_mirror = mirror;
  const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);
  const { downloader, state } = ourDownloader(signal);
  const fetch = () =>
    downloadArtifact({
      version: readJson('package.json').version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: readJson('checksums.json'),
      cacheRoot: process.env.electron_config_cache,
      tempDirectory: workDir,
      downloader,
    });
  try {
    await fetch();
  } catch (error) {
    // Two halves of two files: the whole is fetched once.
    if (!isOtherContent(error) || !state.resumed) throw error;
    await fetch();
  }
}

const isOtherContent = (error) => /checksum/i.test(error.message ?? '');

/** Why there is no Electron, as the middle of a sentence. */
function reasonOf(error) {
  if (isOtherContent(error)) return '取到的文件校验值不对，已删除，没有运行';
  const code = error.code ?? error.cause?.code ?? '';
  const trouble = networkTrouble(`${code} ${error.message ?? ''}`.replace('HTTP_', ''));
  return trouble?.words ?? String(error.message ?? error).split('\n')[0];
}

const wayOn =
  '下次启动会再试；连不上或太慢的，可设镜像：ELECTRON_MIRROR=镜像地址（见 README），不想再试的，用 npm start -- --browser';

/**
 * Unpacks what is in the cache now, by the package's own script, which checks it once more.
 * @returns the reason why not, null when it is done
 */
async function unpack() {
  const { code, output } = await run(process.execPath, [join(electronDir, 'install.js')], { quiet: true });
  if (code === 0 && installed()) return null;
  rmSync(join(electronDir, 'dist'), { recursive: true, force: true });
  return networkTrouble(output)?.words ?? output.trim().split('\n')[0] ?? '';
}

/**
 * The Electron program, downloaded if it can be had. Nothing is remembered of a failure: the network of the next start
 * may be another one. Ctrl+C ends this process with 130; what has come stays for the next time.
 * @returns {Promise<{ program: string } | { program: null, reason: string }>} `reason` is a sentence
 */
export async function electronProgram() {
  const found = installed();
  if (found) return { program: found };
  if (!existsForMachine()) {
    return { program: null, reason: `没有适用于本机（${process.platform}-${process.arch}）的 Electron` };
  }
  tidy();
  const stop = new AbortController();
  const onStop = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onStop);
  try {
    say('正在获取 Electron（约 120 MB，只取一次）…');
    await fetchZip(stop.signal);
    if (stop.signal.aborted) throw stop.signal.reason;
    const reason = await unpack();
    if (stop.signal.aborted) throw stop.signal.reason;
    const program = installed();
    if (program && reason === null) return { program };
    return { program: null, reason: `Electron 没有解压出来（${reason}）` };
  } catch (error) {
    if (stop.signal.aborted) {
      say('已停止。已取到的部分留着，下次接着取；不用 Electron：npm start -- --browser');
      process.exit(130);
    }
    return { program: null, reason: `没有取得 Electron（${reasonOf(error)}）。${wayOn}` };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, onStop);
    tidy();
  }
}
