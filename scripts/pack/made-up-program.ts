import { Buffer } from 'node:buffer';

import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

import type { Target } from './targets.ts';

/** Where the fuses begin in Electron's binary: https://www.electronjs.org/docs/latest/tutorial/fuses */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/**
 * The fuses as Electron 45 has them before anybody sets one (`build/fuses/fuses.json5`): run as Node, cookie encryption,
 * NODE_OPTIONS, --inspect, integrity of the archive, archive only, own snapshot, rights of file://, trap handlers.
 */
const FUSES_AS_THEY_COME = '101100011';

/** Version 1, how many there are, one character each. */
const fuses = (): Buffer =>
  Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([1, FUSES_AS_THEY_COME.length]),
    Buffer.from(FUSES_AS_THEY_COME),
  ]);

/** Machine of an ELF file: `EM_X86_64`, `EM_AARCH64`. */
const ELF_MACHINE = { x64: 62, arm64: 183 };
/** Machine of a Mach-O file: `CPU_TYPE_X86_64`, `CPU_TYPE_ARM64`. */
const MACH_MACHINE = { x64: 0x0100_0007, arm64: 0x0100_000c };
/** Machine of a Windows program: `IMAGE_FILE_MACHINE_AMD64`, `…_ARM64`. */
const PE_MACHINE = { x64: 0x8664, arm64: 0xaa64 };

function elf(machine: number): Buffer {
  const head = Buffer.alloc(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  head.writeUInt16LE(3, 16);
  head.writeUInt16LE(machine, 18);
  head.writeUInt32LE(1, 20);
  head.writeUInt16LE(64, 52);
  return Buffer.concat([head, fuses()]);
}

function machO(machine: number): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32LE(0xfeed_facf, 0);
  head.writeUInt32LE(machine, 4);
  head.writeUInt32LE(2, 12);
  return Buffer.concat([head, fuses()]);
}

/** A program for Windows with one version resource, which is what gets the name and the hash of the archive. */
function pe(machine: number): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  executable.newHeader.fileHeader.machine = machine;
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion(1, 0, 0, 0, 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  return Buffer.concat([Buffer.from(executable.generate()), fuses()]);
}

/** A program that starts nowhere, with the head of the target's format, its machine, and Electron's fuses. */
export function madeUpProgram({ platform, arch }: Target): Buffer {
  if (platform === 'linux') return elf(ELF_MACHINE[arch]);
  return platform === 'mac' ? machO(MACH_MACHINE[arch]) : pe(PE_MACHINE[arch]);
}
