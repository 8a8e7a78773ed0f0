import { textAt } from './header-bytes.ts';
import type { NativeFile } from './native-headers.ts';
import { highest } from './versions.ts';

// Numbers from Apple's headers: mach/machine.h, mach-o/loader.h, mach-o/fat.h.
const MACHINES: Readonly<Record<number, string>> = {
  7: 'ia32',
  12: 'arm',
  0x01000007: 'x64',
  0x0100000c: 'arm64',
};
const WIDE = 0xfeedfacf;
const NARROW = 0xfeedface;
const MANY_WIDE = 0xcafebabf;
const LIBRARIES = new Set([0xc, 0x80000018, 0x8000001f, 0x80000023]);
const LOWEST_MACOS = 0x24;
const BUILT_FOR = 0x32;

/**
 * Machines, libraries and lowest macOS of a macOS program or library; of a universal one those of all its machines,
 * the lowest macOS being that of its most demanding one.
 * @throws RangeError if it is damaged
 */
export function readMachO(view: DataView): NativeFile {
  const all = slices(view).map(readSlice);
  const machines = all.map((slice) => slice.machine);
  return {
    format: 'mach-o',
    machine: machines.length === 1 ? machines[0]! : 'universal',
    machines,
    glibc: null,
    glibcxx: null,
    cxxabi: null,
    system: highest(all.flatMap(({ system }) => system ?? [])),
    needed: [...new Set(all.flatMap((slice) => slice.needed))],
  };
}

/** The file for each machine. The list of them is big-endian, whatever the machines are. */
function slices(view: DataView): DataView[] {
  const magic = view.getUint32(0, true);
  if (magic === WIDE || magic === NARROW) return [view];
  const wide = view.getUint32(0, false) === MANY_WIDE;
  return Array.from({ length: view.getUint32(4, false) }, (_, i) => {
    const at = 8 + i * (wide ? 32 : 20);
    const [offset, size] = wide
      ? [Number(view.getBigUint64(at + 8, false)), Number(view.getBigUint64(at + 16, false))]
      : [view.getUint32(at + 8, false), view.getUint32(at + 12, false)];
    return new DataView(view.buffer, view.byteOffset + offset, size);
  });
}

function readSlice(view: DataView): { machine: string; system: string | null; needed: string[] } {
  const cpu = view.getUint32(4, true);
  const needed: string[] = [];
  let system: string | null = null;
  let at = view.getUint32(0, true) === WIDE ? 32 : 28;
  for (let left = view.getUint32(16, true); left > 0; left--) {
    const command = view.getUint32(at, true);
    if (LIBRARIES.has(command)) needed.push(textAt(view, at + view.getUint32(at + 8, true)));
    if (command === LOWEST_MACOS) system = versionOf(view.getUint32(at + 8, true));
    if (command === BUILT_FOR) system = versionOf(view.getUint32(at + 12, true));
    const size = view.getUint32(at + 4, true);
    if (size < 8) throw new RangeError('a load command without a length');
    at += size;
  }
  return { machine: MACHINES[cpu] ?? `mach-o-${cpu}`, system, needed };
}

/** Sixteen bits of the first number, eight of each of the others. */
function versionOf(packed: number): string {
  return [packed >>> 16, (packed >>> 8) & 0xff].join('.');
}
