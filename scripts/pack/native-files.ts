import { relative } from 'node:path';

import { readNativeFile } from '../native/native-file.ts';
import { aboveFloor } from '../native/versions.ts';
import { filesIn } from './files-in.ts';
import { driverOf, type Target } from './targets.ts';

const FORMAT = { linux: 'elf', win: 'pe', mac: 'mach-o' } as const;

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
    const wanting = aboveFloor(native);
    if (wanting.length > 0) problems.push(`${file} 要用旧系统没有的 ${wanting.join('、')}`);
  }
  const drivers = measured.filter(({ file }) => file.endsWith('.node'));
  const wanted = driverOf(target);
  if (!drivers.some(({ file }) => file.endsWith(wanted))) problems.push(`没有数据库驱动 ${wanted}`);
  for (const { file } of drivers) if (!file.endsWith(wanted)) problems.push(`多出驱动 ${file}`);
  return { measured, problems };
}
