import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { withLock } from '../lib/lock.mjs';
import { cacheDir, root } from '../lib/paths.mjs';
import { say } from '../lib/run.mjs';
import { compile, INPUTS, TARGETS, type Target } from './compile.ts';
import { readNativeFile } from './native-file.ts';
import { toolchain } from './toolchain.ts';
import { aboveFloor } from './versions.ts';

/** What the C library of every Linux brings; whatever else a driver asked for might not be there. */
const SYSTEM =
  /^(libc\.so\.6|libm\.so\.6|libdl\.so\.2|libpthread\.so\.0|ld-linux-(x86-64|aarch64)\.so\.[12])$/;

/**
 * The database driver for Linux, built so that it loads from glibc 2.28 on: those that the package brings need 2.34,
 * which no UOS 20 and no Kylin V10 has. Built once for the same sources, flags and compiler, and kept in the cache;
 * the same bytes on every machine.
 * @returns the path of each `.node` file
 * @throws Error with one sentence on what is missing or went wrong
 */
export async function buildDrivers(): Promise<Record<Target, string>> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`数据库驱动只能在 x64 的 Linux 上编译，这台机器是 ${process.platform} ${process.arch}。`);
  return withLock('native', async () => {
    const kept = join(cacheDir, 'native', 'drivers');
    const folder = join(kept, hashOfInputs());
    const targets = Object.keys(TARGETS) as Target[];
    const paths = Object.fromEntries(targets.map((target) => [target, join(folder, `${target}.node`)]));
    if (existsSync(folder)) return paths as Record<Target, string>;

    const tools = await toolchain();
    say('正在编译数据库驱动（linux-x64、linux-arm64），几分钟…');
    rmSync(kept, { recursive: true, force: true });
    const making = `${folder}.part`;
    mkdirSync(making, { recursive: true });
    await Promise.all(
      targets.map(async (target) => {
        const file = join(making, `${target}.node`);
        await compile(target, tools, join(making, 'objects'), file);
        verify(file, target);
      }),
    );
    rmSync(join(making, 'objects'), { recursive: true });
    renameSync(making, folder);
    return paths as Record<Target, string>;
  });
}

/** A driver that would not load where it is meant for never leaves this room. */
function verify(path: string, target: Target): void {
  const file = readNativeFile(path);
  if (file?.format !== 'elf' || `linux-${file.machine}` !== target)
    throw new Error(`编译出的 ${target} 数据库驱动不是给这种机器的。`);
  const wanting = [...aboveFloor(file), ...file.needed.filter((library) => !SYSTEM.test(library))];
  if (wanting.length > 0)
    throw new Error(`编译出的 ${target} 数据库驱动要用旧系统没有的：${wanting.join('、')}。`);
}

/** Everything that the bytes of the drivers depend on. */
function hashOfInputs(): string {
  const missing = INPUTS.find((place) => !existsSync(place));
  if (missing) throw new Error(`编译数据库驱动缺少 ${relative(root, missing)}；请先运行 npm ci。`);
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap(filesOf).toSorted()) {
    hash.update(`${relative(root, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(place: string): string[] {
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
