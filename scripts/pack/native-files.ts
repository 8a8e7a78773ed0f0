import { relative } from 'node:path';

import { readNativeFile } from '../native/native-file.ts';
import { filesIn } from './files-in.ts';
import { driverOf, type Target } from './targets.ts';

/** The oldest systems that we promise: UOS 20 has glibc 2.28 and the C++ library of GCC 8. */
export const GLIBC_FLOOR = '2.28';
export const GLIBCXX_FLOOR = '3.4.25';

const FORMAT = { linux: 'elf', win: 'pe', mac: 'mach-o' } as const;

const above = (version: string | null, floor: string): boolean =>
  version !== null && version.localeCompare(floor, 'en', { numeric: true }) > 0;

/** What is native in a package, and what it asks of a machine. */
export type Measured = { file: string; machine: string; glibc: string | null; glibcxx: string | null };

/**
 * Measures every native file below a folder.
 * @param folder the unpacked package
 * @param passed files that are not ours and are not measured: what stands in for Electron's own
 */
export function measure(
  folder: string,
  target: Target,
  passed: ReadonlySet<string>,
): { measured: Measured[]; problems: string[] } {
  const measured: Measured[] = [];
  const problems: string[] = [];
  for (const path of filesIn(folder)) {
    const file = relative(folder, path);
    const native = passed.has(file) ? null : readNativeFile(path);
    if (!native) {
      if (file.endsWith('.node')) problems.push(`${file} 不是程序文件`);
      continue;
    }
    const { machine, glibc, glibcxx } = native;
    measured.push({ file, machine, glibc, glibcxx });
    if (native.format !== FORMAT[target.platform] || !native.machines.includes(target.arch))
      problems.push(
        `${file} 是给 ${native.format} ${machine} 的，这个安装包是 ${target.platform} ${target.arch}`,
      );
    if (above(glibc, GLIBC_FLOOR)) problems.push(`${file} 要求 glibc ${glibc}，高于 ${GLIBC_FLOOR}`);
    if (above(glibcxx, GLIBCXX_FLOOR))
      problems.push(`${file} 要求 GLIBCXX ${glibcxx}，高于 ${GLIBCXX_FLOOR}`);
  }
  const drivers = measured.filter(({ file }) => file.endsWith('.node'));
  const wanted = driverOf(target);
  if (!drivers.some(({ file }) => file.endsWith(wanted))) problems.push(`没有数据库驱动 ${wanted}`);
  for (const { file } of drivers) if (!file.endsWith(wanted)) problems.push(`多出驱动 ${file}`);
  return { measured, problems };
}
