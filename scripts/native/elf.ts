import { eightBytes, offsetOf, textAt, type Mapped } from './header-bytes.ts';
import type { NativeFile } from './native-headers.ts';
import { highest } from './versions.ts';

// Numbers from the System V ABI (elf.h): machines, kinds of program headers, tags of the dynamic section.
const MACHINES: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NULL = 0;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_VERNEED = 0x6ffffffe;
const DT_VERNEEDNUM = 0x6fffffff;

/** Relocations that only glibc 2.36 and later understand are marked by a version without a number. */
const NAMED = { GLIBC_ABI_DT_RELR: 'GLIBC_2.36' } as Readonly<Record<string, string>>;

/**
 * Machine, libraries and needed versions of a Linux program or library. Goes by program headers as the loader does:
 * section headers may be stripped.
 * @throws Error for big-endian files, RangeError for damaged ones
 */
export function readElf(view: DataView): NativeFile {
  const wide = view.getUint8(4) === 2;
  if (view.getUint8(5) !== 1) throw new Error('大端序的程序，本程序支持的机器都不能用');
  const word = (at: number): number => (wide ? eightBytes(view, at) : view.getUint32(at, true));
  const machine = view.getUint16(18, true);
  const parts: Mapped[] = [];
  let dynamic: Mapped | null = null;
  const [first, size, count] = wide
    ? [word(32), view.getUint16(54, true), view.getUint16(56, true)]
    : [word(28), view.getUint16(42, true), view.getUint16(44, true)];
  for (let i = 0; i < count; i++) {
    const at = first + i * size;
    const kind = view.getUint32(at, true);
    const part = wide
      ? { offset: word(at + 8), address: word(at + 16), size: word(at + 32) }
      : { offset: word(at + 4), address: word(at + 8), size: word(at + 16) };
    if (kind === PT_LOAD) parts.push(part);
    if (kind === PT_DYNAMIC) dynamic = part;
  }

  const found = new Map<number, number[]>();
  if (dynamic !== null) {
    const step = wide ? 16 : 8;
    for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += step) {
      const tag = word(at);
      if (tag === DT_NULL) break;
      found.set(tag, [...(found.get(tag) ?? []), word(at + step / 2)]);
    }
  }
  const strings = found.get(DT_STRTAB)?.[0];
  const named = (index: number): string => textAt(view, offsetOf(parts, strings ?? 0) + index);
  const versions = neededVersions(view, parts, found, named);
  const floor = (name: string): string | null =>
    highest(
      versions
        .map((version) => NAMED[version] ?? version)
        .filter((version) => version.startsWith(`${name}_`))
        .map((version) => version.slice(name.length + 1))
        .filter((version) => /^\d+(\.\d+)*$/.test(version)),
    );
  const name = MACHINES[machine] ?? `elf-${machine}`;
  return {
    format: 'elf',
    machine: name,
    machines: [name],
    glibc: floor('GLIBC'),
    glibcxx: floor('GLIBCXX'),
    cxxabi: floor('CXXABI'),
    system: null,
    needed: (found.get(DT_NEEDED) ?? []).map(named),
  };
}

/** All versions that are asked of all libraries: a chain of libraries, each with a chain of its versions. */
function neededVersions(
  view: DataView,
  parts: readonly Mapped[],
  found: ReadonlyMap<number, readonly number[]>,
  named: (index: number) => string,
): string[] {
  const first = found.get(DT_VERNEED)?.[0];
  const libraries = found.get(DT_VERNEEDNUM)?.[0] ?? 0;
  const versions: string[] = [];
  if (first === undefined) return versions;
  let library = offsetOf(parts, first);
  for (let i = 0; i < libraries; i++) {
    let version = library + view.getUint32(library + 8, true);
    for (let left = view.getUint16(library + 2, true); left > 0; left--) {
      versions.push(named(view.getUint32(version + 8, true)));
      version += view.getUint32(version + 12, true);
    }
    const next = view.getUint32(library + 12, true);
    // A damaged count would go round the last library for hours.
    if (next === 0) break;
    library += next;
  }
  return versions;
}
