import { inflateRawSync } from 'node:zlib';

import yauzl from 'yauzl';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { FileError } from '../../../../shared/errors/file-error.ts';

/** Limits on what a Word file may unpack to, counted while it unpacks: sizes in a zip's own tables can lie. */
const MAX_ENTRIES = 5000;
const MAX_ENTRY = 64 * 1024 * 1024;
const MAX_TOTAL = 256 * 1024 * 1024;
/** Below, a part is unpacked at once: handing it to another thread and back takes longer than that. */
const SMALL = 2 * 1024 * 1024;

const damaged = (name: string, cause?: unknown): FileError => new FileError('damaged', name, { cause });
const tooLarge = (name: string): FileError => new FileError('unpacks-too-large', name);

/**
 * The wanted parts of a zip, by name. Others are not unpacked.
 * Throws AppError: 'damaged-file' (truncated, inconsistent), 'encrypted-file', 'too-large', 'cancelled'.
 */
export async function unzipParts(
  name: string,
  bytes: Uint8Array,
  wanted: (part: string) => boolean,
  signal?: AbortSignal,
): Promise<Map<string, Buffer>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const zip = await open(name, buffer);
  const parts = new Map<string, Buffer>();
  let total = 0;
  try {
    if (zip.entryCount > MAX_ENTRIES) throw tooLarge(name);
    for await (const entry of entriesOf(zip, name)) {
      if (signal?.aborted) throw new AppError('cancelled', '已停止读取文件。');
      if ((entry.generalPurposeBitFlag & 1) !== 0) {
        throw new FileError('locked-part', name);
      }
      if (!wanted(entry.fileName) || parts.has(entry.fileName)) continue;
      const data = await inflate(zip, entry, buffer, name, Math.min(MAX_ENTRY, MAX_TOTAL - total));
      total += data.length;
      parts.set(entry.fileName, data);
    }
  } finally {
    zip.close();
  }
  return parts;
}

function open(name: string, buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(damaged(name, error));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: yauzl.ZipFile, name: string): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | null>((resolve, reject) => {
      const stop = (): void => {
        zip.off('entry', onEntry);
        zip.off('end', onEnd);
        zip.off('error', onError);
      };
      const onEntry = (next: yauzl.Entry): void => {
        stop();
        resolve(next);
      };
      const onEnd = (): void => {
        stop();
        resolve(null);
      };
      const onError = (error: unknown): void => {
        stop();
        reject(damaged(name, error));
      };
      zip.on('entry', onEntry);
      zip.on('end', onEnd);
      zip.on('error', onError);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

async function inflate(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  bytes: Buffer,
  name: string,
  limit: number,
): Promise<Buffer> {
  if (entry.uncompressedSize > limit) throw tooLarge(name);
  const isSmall = entry.uncompressedSize <= SMALL && entry.compressedSize <= SMALL;
  if (entry.compressionMethod !== 8 || !isSmall) return inflateInPieces(zip, entry, name, limit);
  try {
    // One byte more than announced is one too many, as the library has it for what it unpacks itself.
    const data = dataOf(entry, bytes);
    const part = inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    if (part.length === entry.uncompressedSize) return part;
  } catch (cause) {
    throw damaged(name, cause);
  }
  throw damaged(name);
}

/** The packed bytes of an entry, behind its own header (APPNOTE 4.3.7). Throws where they are not all there. */
function dataOf(entry: yauzl.Entry, bytes: Buffer): Buffer {
  const at = entry.relativeOffsetOfLocalHeader;
  if (bytes.readUInt32LE(at) !== LOCAL_HEADER) throw new Error('no local header');
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + entry.compressedSize > bytes.length) throw new Error('the data ends too early');
  return bytes.subarray(from, from + entry.compressedSize);
}

const LOCAL_HEADER = 0x04034b50;

function inflateInPieces(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  name: string,
  limit: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) {
        reject(damaged(name, error));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) {
          stream.destroy();
          reject(tooLarge(name));
        } else chunks.push(chunk);
      });
      stream.on('error', (cause: unknown) => reject(damaged(name, cause)));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}
