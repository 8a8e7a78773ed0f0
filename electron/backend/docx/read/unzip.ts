import { inflateRawSync } from 'node:zlib';

import yauzl from 'yauzl';

import { FileError } from '../../../../shared/errors/file-error.ts';
import { LIMITS } from '../../files/limits.ts';

/** Below, a part of a file in memory is unpacked at once: handing it to another thread and back takes longer. */
const SMALL = 2 * 1024 * 1024;

const damaged = (name: string, cause?: unknown): FileError => new FileError('damaged', name, { cause });
const tooLarge = (name: string): FileError => new FileError('unpacks-too-large', name);

/**
 * The wanted parts of a zip, by name. Others are not unpacked. What they unpack to is counted while they do: sizes in a
 * zip's own tables can lie.
 * @param source its bytes, or its path: a Word file full of pictures is not taken into memory for its text
 * Throws FileError: 'damaged-file' (truncated, inconsistent), 'encrypted-file', 'too-large'.
 */
export async function unzipParts(
  name: string,
  source: Uint8Array | string,
  wanted: (part: string) => boolean,
): Promise<Map<string, Buffer>> {
  const buffer =
    typeof source === 'string' ? null : Buffer.from(source.buffer, source.byteOffset, source.length);
  const zip = await open(name, buffer ?? (source as string));
  const parts = new Map<string, Buffer>();
  let total = 0;
  try {
    if (zip.entryCount > LIMITS.entries) throw tooLarge(name);
    for await (const entry of entriesOf(zip, name)) {
      if ((entry.generalPurposeBitFlag & 1) !== 0) {
        throw new FileError('locked-part', name);
      }
      if (!wanted(entry.fileName) || parts.has(entry.fileName)) continue;
      const data = await inflate(zip, entry, buffer, name, Math.min(LIMITS.part, LIMITS.parts - total));
      total += data.length;
      parts.set(entry.fileName, data);
    }
  } finally {
    zip.close();
  }
  return parts;
}

/** Names of all entries of a zip, in its own order; one that is there twice is listed twice. Throws as `unzipParts` does. */
export async function entryNames(name: string, source: Uint8Array | string): Promise<string[]> {
  const buffer =
    typeof source === 'string' ? null : Buffer.from(source.buffer, source.byteOffset, source.length);
  const zip = await open(name, buffer ?? (source as string));
  const names: string[] = [];
  try {
    if (zip.entryCount > LIMITS.entries) throw tooLarge(name);
    for await (const { fileName } of entriesOf(zip, name)) names.push(fileName);
  } finally {
    zip.close();
  }
  return names;
}

/** An image that is not unpacked: too large, beyond what all of them may take, or not what the zip says of it. */
export type UnreadImage = 'large' | 'many' | 'damaged';

/**
 * The images of a zip, by name. One that is too large or broken is no reason not to read the file: it is said to be so.
 * Throws FileError where the zip itself can't be read.
 */
export async function unzipImages(
  name: string,
  source: Uint8Array | string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, Uint8Array | UnreadImage>> {
  const buffer =
    typeof source === 'string' ? null : Buffer.from(source.buffer, source.byteOffset, source.length);
  const zip = await open(name, buffer ?? (source as string));
  const images = new Map<string, Uint8Array | UnreadImage>();
  let total = 0;
  try {
    for await (const entry of entriesOf(zip, name)) {
      const { fileName, uncompressedSize } = entry;
      if (!wanted.has(fileName) || images.has(fileName)) continue;
      if (uncompressedSize > LIMITS.image) images.set(fileName, 'large');
      else if (total + uncompressedSize > LIMITS.allImages) images.set(fileName, 'many');
      else {
        try {
          const data = await inflate(zip, entry, buffer, name, LIMITS.image);
          total += data.length;
          images.set(fileName, data);
        } catch {
          images.set(fileName, 'damaged');
        }
      }
    }
  } finally {
    zip.close();
  }
  return images;
}

function open(name: string, source: Buffer | string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, validateEntrySizes: true, autoClose: false };
    const opened = (error: Error | null, zip?: yauzl.ZipFile): void => {
      if (error || !zip) reject(damaged(name, error));
      else resolve(zip);
    };
    if (typeof source === 'string') yauzl.open(source, options, opened);
    else yauzl.fromBuffer(source, options, opened);
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
  bytes: Buffer | null,
  name: string,
  limit: number,
): Promise<Buffer> {
  if (entry.uncompressedSize > limit) throw tooLarge(name);
  const isSmall = entry.uncompressedSize <= SMALL && entry.compressedSize <= SMALL;
  if (!bytes || entry.compressionMethod !== 8 || !isSmall) return inflateInPieces(zip, entry, name, limit);
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
