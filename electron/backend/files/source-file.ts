import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** A file from outside: its bytes, or where they lie. */
export type SourceFile = { name: string; bytes: Uint8Array } | { name: string; path: string };

/** Bytes of one step through a file that lies on the disk. */
const STEP = 1024 * 1024;
/** Bytes that tell what a file is. */
const HEAD = 64;

/** A file that is being read. What is large and lies on the disk is never taken into memory whole, unless it is asked for. */
export class OpenedFile {
  readonly name: string;
  readonly size: number;
  /** Its first bytes. */
  readonly head: Uint8Array;
  /** For readers that go through it themselves: its bytes, or its path. */
  readonly source: Uint8Array | string;

  constructor(file: SourceFile) {
    this.name = file.name;
    if ('bytes' in file) {
      this.source = file.bytes;
      this.size = file.bytes.length;
      this.head = file.bytes.subarray(0, HEAD);
    } else {
      this.source = file.path;
      this.size = statSync(file.path).size;
      this.head = firstBytes(file.path);
    }
  }

  /** All of its bytes. */
  bytes(): Uint8Array {
    return typeof this.source === 'string' ? readFileSync(this.source) : this.source;
  }

  /** SHA-256 of its bytes. */
  hash(): string {
    const hash = createHash('sha256');
    if (typeof this.source !== 'string') return hash.update(this.source).digest('hex');
    const handle = openSync(this.source, 'r');
    try {
      const step = Buffer.alloc(Math.min(STEP, Math.max(1, this.size)));
      for (let read = readSync(handle, step); read > 0; read = readSync(handle, step))
        hash.update(step.subarray(0, read));
    } finally {
      closeSync(handle);
    }
    return hash.digest('hex');
  }
}

function firstBytes(path: string): Uint8Array {
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, readSync(handle, head, 0, HEAD, 0));
  } finally {
    closeSync(handle);
  }
}
