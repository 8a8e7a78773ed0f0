import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { moveThrough } from '../base/write-through.ts';
import { asCopyError } from './copy-errors.ts';

/**
 * A file encrypted by a passphrase, of any size, read and written piece by piece:
 *
 *   8 bytes  "NIANSHUS"
 *   4 bytes  length of the head
 *   head     JSON: format, scrypt's salt and cost, the file's own salt, what the file holds (open to everybody)
 *   pieces   of 64 KiB, each encrypted with AES-256-GCM and followed by its tag of 16 bytes
 *
 * The key of the passphrase (scrypt) never encrypts anything itself: each file has a key of its own (HKDF with the
 * file's salt and the hash of the head), so that numbers serve as nonces: 11 bytes of the piece's number, 1 byte that
 * is 1 for the last piece only. So pieces can't be swapped, left out, added or cut off, nor the head changed, unseen.
 * The head carries a check of the key, to tell a wrong passphrase from a damaged file.
 */
const MAGIC = Buffer.from('NIANSHUS');
const PIECE = 64 * 1024;
const TAG = 16;
const MAX_HEAD = 1024 * 1024;

/** scrypt with 128 MB, as for signers' keys. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
/** The most that a file may ask for: somebody else's head must not take all memory. */
const MOST = { N: 2 ** 20, r: 16, p: 4 };

const cost = {
  N: z.int().min(2).max(MOST.N),
  r: z.int().min(1).max(MOST.r),
  p: z.int().min(1).max(MOST.p),
};

const head = z.strictObject({
  format: z.literal(1),
  salt: z.base64().max(100),
  ...cost,
  fileSalt: z.base64().max(100),
  check: z.base64().max(100),
  /** What the file holds, for lists. */
  facts: z.unknown(),
});
type Head = z.output<typeof head>;

/** The key of a passphrase with what it was made from, as it can be kept: whoever has it needs no passphrase. */
export const secretSchema = z.strictObject({ salt: z.base64(), key: z.base64(), ...cost });
export type Secret = z.output<typeof secretSchema>;

/** Takes a tenth of a second and 128 MB, so that guessing is slow. Characters count as they look (NFKC). */
export function secretOf(
  passphrase: string,
  salt: Buffer = randomBytes(16),
  { N, r, p }: { N: number; r: number; p: number } = COST,
): Secret {
  const key = scryptSync(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r });
  return { salt: salt.toString('base64'), key: key.toString('base64'), N, r, p };
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

const derived = (secret: Secret, salt: Buffer, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', bytes(secret.key), salt, info, 32));

const fileKey = (secret: Secret, fileSalt: Buffer, rawHead: Buffer): Buffer =>
  derived(secret, fileSalt, `nianshu file ${createHash('sha256').update(rawHead).digest('hex')}`);

function nonce(piece: number, last: boolean): Buffer {
  const bytesOf = Buffer.alloc(12);
  bytesOf.writeBigUInt64BE(BigInt(piece), 3);
  bytesOf[11] = last ? 1 : 0;
  return bytesOf;
}

/**
 * Encrypts a file; the result has its name once it is whole and on the disk.
 * @param facts readable by everybody who has the file
 * Throws AppError as `asCopyError`.
 */
export async function sealFile(
  source: string,
  target: string,
  secret: Secret,
  facts: unknown,
): Promise<void> {
  const partial = `${target}.partial`;
  const fileSalt = randomBytes(16);
  const rawHead = Buffer.from(
    JSON.stringify({
      format: 1,
      salt: secret.salt,
      N: secret.N,
      r: secret.r,
      p: secret.p,
      fileSalt: fileSalt.toString('base64'),
      check: derived(secret, fileSalt, 'nianshu check').toString('base64'),
      facts,
    } satisfies Head),
  );
  try {
    const key = fileKey(secret, fileSalt, rawHead);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(rawHead.length);
    await withFile(source, 'r', (from) =>
      withFile(partial, 'w', async (to) => {
        await to.writeFile(Buffer.concat([MAGIC, length, rawHead]));
        const { size } = await from.stat();
        const pieces = Math.max(1, Math.ceil(size / PIECE));
        const buffer = Buffer.alloc(PIECE);
        for (let piece = 0; piece < pieces; piece += 1) {
          const at = piece * PIECE;
          const clear = await readFully(from, buffer, at, Math.min(PIECE, size - at), source);
          const cipher = createCipheriv('aes-256-gcm', key, nonce(piece, piece === pieces - 1));
          await to.writeFile(Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]));
        }
      }),
    );
    moveThrough(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw asCopyError(error, target);
  }
}

/**
 * Decrypts a file into another one; null as target: only checks that all of it is there and unchanged.
 * @param secret a passphrase, or the key that was kept of it
 * Throws AppError: 'damaged-file' (also where it is no such file), 'wrong-passphrase', 'newer-database' (a later
 * format), and as `asCopyError`.
 */
export async function openSealed(
  source: string,
  target: string | null,
  secret: Secret | string,
): Promise<void> {
  const partial = target === null ? null : `${target}.partial`;
  try {
    await withFile(source, 'r', async (from) => {
      if (partial === null) await decrypt(from, source, null, secret);
      else await withFile(partial, 'w', (to) => decrypt(from, source, to, secret));
    });
    if (partial !== null && target !== null) moveThrough(partial, target);
  } catch (error) {
    if (partial !== null) await rm(partial, { force: true }).catch(() => undefined);
    throw asCopyError(error, target ?? source);
  }
}

async function decrypt(
  from: FileHandle,
  source: string,
  to: FileHandle | null,
  secret: Secret | string,
): Promise<void> {
  const { rawHead, parsed, start } = await readHead(from, source);
  const own = typeof secret === 'string' ? secretOf(secret, bytes(parsed.salt), parsed) : secret;
  const fileSalt = bytes(parsed.fileSalt);
  const check = derived(own, fileSalt, 'nianshu check');
  const said = bytes(parsed.check);
  if (said.length !== check.length || !timingSafeEqual(said, check))
    throw new AppError('wrong-passphrase', '口令不对，没有打开这份备份，什么也没有改动。请重新输入。');
  const key = fileKey(own, fileSalt, rawHead);
  const { size } = await from.stat();
  const pieces = Math.ceil((size - start) / (PIECE + TAG));
  if (pieces < 1) throw damaged(source);
  const buffer = Buffer.alloc(PIECE + TAG);
  for (let piece = 0; piece < pieces; piece += 1) {
    const at = start + piece * (PIECE + TAG);
    const sealed = await readFully(from, buffer, at, Math.min(PIECE + TAG, size - at), source);
    // Opened first: what nobody writes is still to be checked.
    const clear = openPiece(key, sealed, nonce(piece, piece === pieces - 1), source);
    await to?.writeFile(clear);
  }
}

async function withFile<T>(
  file: string,
  flags: 'r' | 'w',
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(file, flags, 0o600);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

function openPiece(key: Buffer, sealed: Buffer, iv: Buffer, source: string): Buffer {
  if (sealed.length < TAG) throw damaged(source);
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch (error) {
    throw damaged(source, error);
  }
}

/** What an encrypted file says of itself to everybody. Throws AppError as `openSealed`. */
export function sealedFacts(source: string): Promise<{ salt: string; facts: unknown }> {
  return withFile(source, 'r', async (from) => {
    const { parsed } = await readHead(from, source);
    return { salt: parsed.salt, facts: parsed.facts };
  });
}

async function readHead(
  from: FileHandle,
  source: string,
): Promise<{ rawHead: Buffer; parsed: Head; start: number }> {
  const before = Buffer.alloc(MAGIC.length + 4);
  await readFully(from, before, 0, before.length, source);
  const length = before.readUInt32BE(MAGIC.length);
  if (!before.subarray(0, MAGIC.length).equals(MAGIC) || length > MAX_HEAD) throw damaged(source);
  const rawHead = Buffer.from(await readFully(from, Buffer.alloc(length), before.length, length, source));
  let json: unknown;
  try {
    json = JSON.parse(rawHead.toString('utf8'));
  } catch (error) {
    throw damaged(source, error);
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1)
    throw new AppError(
      'newer-database',
      `这份备份由更新版本的年述加密，这个版本打不开：${source}。请先升级年述。`,
    );
  const parsed = head.safeParse(json);
  if (!parsed.success) throw damaged(source, parsed.error);
  return { rawHead, parsed: parsed.data, start: before.length + length };
}

async function readFully(
  from: FileHandle,
  buffer: Buffer,
  position: number,
  length: number,
  source: string,
): Promise<Buffer> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await from.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw damaged(source);
    done += bytesRead;
  }
  return buffer.subarray(0, length);
}

const damaged = (source: string, cause?: unknown): AppError =>
  new AppError('damaged-file', `这份备份已损坏或不完整，没有恢复：${source}。请换一份备份。`, { cause });
