import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

import { cacheDir } from '../lib/paths.mjs';
import { run, say } from '../lib/run.mjs';
import { APT_HELPER, findMirror } from './mirror.ts';

type Package = { name: string; version: string; path: string; sha256: string; size: number };

const LIST = join(import.meta.dirname, 'toolchain.json');
const LIBRARIES = join('usr', 'lib', 'x86_64-linux-gnu');

/**
 * The compiler of Debian 11 for both machines with its C library, unpacked in the cache: no root, no installing, and
 * nothing of this machine's own compiler. Each package is pinned by its checksum, so every machine has the same one.
 * @returns the folder, which is to compilers what `/` is on Debian 11
 * @throws Error with one sentence
 */
export async function toolchain(): Promise<string> {
  const text = readFileSync(LIST);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const folder = join(cacheDir, 'native', `toolchain-${hash}`);
  if (existsSync(folder)) return folder;

  const packages = JSON.parse(text.toString()) as Package[];
  const making = `${folder}.part`;
  const archives = join(making, 'archives');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(archives, { recursive: true });
  const mirror = await findMirror();
  const megabytes = Math.round(packages.reduce((sum, { size }) => sum + size, 0) / 1e6);
  say(`正在获取 Debian 11 的编译器（${packages.length} 个软件包，${megabytes} MB）…`);
  const files = packages.map(({ path }) => join(archives, basename(path)));
  const wanted = packages.flatMap(({ path, sha256 }, i) => [
    `${mirror}/${path}`,
    files[i]!,
    `SHA256:${sha256}`,
  ]);
  await must(APT_HELPER, ['download-file', ...wanted], '没有取到编译器');
  say('正在解开编译器…');
  for (const file of files) await must('dpkg-deb', ['-x', file, making], '没有解开编译器');
  rmSync(archives, { recursive: true });
  stayInside(making);
  renameSync(making, folder);
  return folder;
}

/** What compilers are started with: their own programs and libraries first, and nothing that depends on the place. */
export function environment(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: [join(folder, 'usr', 'bin'), '/usr/bin', '/bin'].join(':'),
    LD_LIBRARY_PATH: join(folder, LIBRARIES),
    LC_ALL: 'C',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH: '0',
  };
}

/** A link to `/lib/…` would lead out into this machine's own libraries. */
function stayInside(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const link = join(entry.parentPath, entry.name);
    const target = readlinkSync(link);
    if (!target.startsWith('/')) continue;
    rmSync(link);
    symlinkSync(relative(dirname(link), join(folder, target)), link);
  }
  // The one library of the compilers' own that lies beside the C library, which must not be this machine's.
  const zlib = join(folder, LIBRARIES, 'libz.so.1');
  if (!lstatSync(zlib, { throwIfNoEntry: false }))
    symlinkSync(relative(dirname(zlib), join(folder, 'lib', 'x86_64-linux-gnu', 'libz.so.1')), zlib);
}

async function must(command: string, args: readonly string[], failure: string): Promise<void> {
  const { code, output } = await run(command, args, { quiet: true });
  if (code === 0) return;
  const said = output.split('\n').find((line) => line.startsWith('E:'));
  throw new Error(`${failure}：${(said ?? output).trim().slice(0, 300)}`);
}
