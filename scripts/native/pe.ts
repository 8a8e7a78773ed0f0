import { offsetOf, textAt, type Mapped } from './header-bytes.ts';
import type { NativeFile } from './native-headers.ts';

// Numbers from Microsoft's description of the format (PE Format, "Machine Types" and "Optional Header").
const MACHINES: Readonly<Record<number, string>> = {
  0x14c: 'ia32',
  0x1c4: 'arm',
  0x8664: 'x64',
  0xaa64: 'arm64',
};
const WIDE = 0x20b;

/**
 * Machine, libraries (also those that are loaded when first used) and lowest Windows of a Windows program or library.
 * @throws Error if an old DOS program is all that it is, RangeError if it is damaged
 */
export function readPe(view: DataView): NativeFile {
  const head = view.getUint32(60, true);
  if (view.getUint32(head, false) !== 0x50450000) throw new Error('不是 Windows 程序');
  const machine = view.getUint16(head + 4, true);
  const optional = head + 24;
  const directories = optional + (view.getUint16(optional, true) === WIDE ? 112 : 96);
  const parts: Mapped[] = [];
  const sections = optional + view.getUint16(head + 20, true);
  for (let i = 0; i < view.getUint16(head + 6, true); i++) {
    const at = sections + i * 40;
    parts.push({
      address: view.getUint32(at + 12, true),
      size: view.getUint32(at + 16, true),
      offset: view.getUint32(at + 20, true),
    });
  }

  // Each table is a row of records, closed by one without a name: where the name stands, and how long a record is.
  const names = (directory: number, length: number, nameAt: number): string[] => {
    const address = view.getUint32(directories + directory * 8, true);
    const all: string[] = [];
    if (address === 0) return all;
    for (let at = offsetOf(parts, address); ; at += length) {
      const name = view.getUint32(at + nameAt, true);
      if (name === 0) return all;
      all.push(textAt(view, offsetOf(parts, name)));
    }
  };
  const name = MACHINES[machine] ?? `pe-${machine}`;
  return {
    format: 'pe',
    machine: name,
    machines: [name],
    glibc: null,
    glibcxx: null,
    cxxabi: null,
    system: `${view.getUint16(optional + 48, true)}.${view.getUint16(optional + 50, true)}`,
    needed: [...names(1, 20, 12), ...names(13, 32, 4)],
  };
}
