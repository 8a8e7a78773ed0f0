import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

import { readElf } from './elf.ts';
import { readMachO } from './mach-o.ts';
import type { NativeFile } from './native-headers.ts';
import { readPe } from './pe.ts';

/**
 * Reads the headers of a program, a library or a `.node` file of any system.
 * @returns null if the file is none of the three formats (text, an archive, a Java class …)
 * @throws Error with one sentence and the path, if it begins like one and is cut off, damaged or of a kind that no
 * package of ours may hold (big-endian)
 */
export function readNativeFile(path: string): NativeFile | null {
  const read = readerFor(firstBytes(path));
  if (read === null) return null;
  try {
    const bytes = readFileSync(path);
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    // A position outside of the file is what damage looks like to a reader of headers.
    const reason = error instanceof RangeError ? '内容不完整' : (error as Error).message;
    throw new Error(`读不出这个程序文件：${path}（${reason}）`, { cause: error });
  }
}

function readerFor(head: Buffer): ((view: DataView) => NativeFile) | null {
  if (head.length < 8) return null;
  if (head.readUInt32BE(0) === 0x7f454c46) return readElf;
  if (head.readUInt16BE(0) === 0x4d5a) return readPe;
  const magic = head.readUInt32BE(0);
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) return readMachO;
  // A Java class begins with the same four bytes; where it has its version (45 and more), this has its few machines.
  if ((magic === 0xcafebabe || magic === 0xcafebabf) && head.readUInt32BE(4) < 32) return readMachO;
  return null;
}

function firstBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(8);
    return head.subarray(0, readSync(file, head, 0, 8, 0));
  } finally {
    closeSync(file);
  }
}
