import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

import { rc4 } from './rc4.ts';
import { countOf, nameOf, UnusualPdf, type Dict, type PdfObject, type Value } from './values.ts';

/** Decrypts a string or the data of a stream of this object. */
export type Decrypt = (data: Buffer, number: number, generation: number) => Buffer;

/** What fills a password up (ISO 32000-1, algorithm 2); all of an empty one. */
const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');

type Cipher = 'rc4' | 'aes-128' | 'aes-256';

type Resolve = (value: Value | undefined) => PdfObject;

/**
 * How a file is decrypted that opens without a password (ISO 32000-1, 7.6; ISO 32000-2 for AES of 256 bits). Programs
 * encrypt in this way to say what may be done with a file; what it shows stays the same. `UnusualPdf` where a password is
 * needed, or it is encrypted in another way.
 */
export function openWithoutPassword(encrypt: Dict, id: Value | undefined, resolve: Resolve): Decrypt {
  const bytes = (key: string, length: number): Buffer => {
    const value = resolve(encrypt.get(key));
    if (value.type !== 'string' || value.bytes.length < length)
      throw new UnusualPdf('encrypted in an unknown way');
    return Buffer.from(value.bytes.slice(0, length), 'latin1');
  };
  const count = (key: string): number => countOf(resolve(encrypt.get(key))) ?? -1;
  if (nameOf(resolve(encrypt.get('Filter'))) !== 'Standard')
    throw new UnusualPdf('encrypted in an unknown way');
  const [version, revision] = [count('V'), count('R')];
  const cipher = cipherOf(version, encrypt, resolve);
  if (version === 5) {
    const key = key256(revision, bytes('U', 48), bytes('UE', 32));
    return (data) => fromAes(key, data);
  }
  if (revision < 2 || revision > 4) throw new UnusualPdf('encrypted in an unknown way');
  const length = version === 1 ? 5 : version === 4 ? 16 : (countOf(resolve(encrypt.get('Length'))) ?? 40) / 8;
  if (!Number.isInteger(length) || length < 5 || length > 16)
    throw new UnusualPdf('encrypted in an unknown way');
  const permissions = resolve(encrypt.get('P'));
  const names = resolve(id);
  const first = names.type === 'array' ? resolve(names.items[0]) : null;
  const isMetadata = resolve(encrypt.get('EncryptMetadata'));
  if (permissions.type !== 'number') throw new UnusualPdf('encrypted in an unknown way');
  const key = key128({
    revision,
    length,
    owner: bytes('O', 32),
    user: bytes('U', revision === 2 ? 32 : 16),
    permissions: Number(permissions.text),
    id: Buffer.from(first?.type === 'string' ? first.bytes : '', 'latin1'),
    isMetadata: isMetadata.type !== 'boolean' || isMetadata.value,
  });
  return (data, number, generation) => {
    const place = Buffer.alloc(5);
    place.writeUIntLE(number, 0, 3);
    place.writeUIntLE(generation, 3, 2);
    const own = md5(key, place, cipher === 'aes-128' ? Buffer.from('sAlT') : Buffer.alloc(0));
    const objectKey = own.subarray(0, Math.min(16, key.length + 5));
    return cipher === 'rc4' ? rc4(objectKey, data) : fromAes(objectKey, data);
  };
}

function cipherOf(version: number, encrypt: Dict, resolve: Resolve): Cipher {
  if (version === 1 || version === 2) return 'rc4';
  const filters = resolve(encrypt.get('CF'));
  const names = ['StmF', 'StrF'].map((key) => nameOf(resolve(encrypt.get(key))) ?? '');
  const [name = ''] = names;
  const isKnown = name === 'StdCF' && names[1] === name;
  const filter = filters.type === 'dict' && isKnown ? resolve(filters.dict.get(name)) : null;
  const method = filter?.type === 'dict' ? nameOf(resolve(filter.dict.get('CFM'))) : null;
  if (version === 4 && method === 'V2') return 'rc4';
  if (version === 4 && method === 'AESV2') return 'aes-128';
  if (version === 5 && method === 'AESV3') return 'aes-256';
  throw new UnusualPdf('encrypted in an unknown way');
}

type Key128 = {
  revision: number;
  length: number;
  owner: Buffer;
  user: Buffer;
  permissions: number;
  id: Buffer;
  isMetadata: boolean;
};

/** Algorithms 2, 4 and 5 of ISO 32000-1. */
function key128({ revision, length, owner, user, permissions, id, isMetadata }: Key128): Buffer {
  const may = Buffer.alloc(4);
  may.writeInt32LE(permissions | 0);
  const unencrypted = revision >= 4 && !isMetadata ? Buffer.alloc(4, 255) : Buffer.alloc(0);
  let key = md5(PADDING, owner, may, id, unencrypted).subarray(0, length);
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key).subarray(0, length);
  let expected = revision === 2 ? PADDING : md5(PADDING, id);
  for (let round = 0; round < (revision === 2 ? 1 : 20); round += 1)
    expected = rc4(
      key.map((byte) => byte ^ round),
      expected,
    );
  if (!expected.equals(user)) throw new UnusualPdf('encrypted with a password');
  return key;
}

/** Algorithm 2.A of ISO 32000-2; revision 5 is Adobe's, from before. */
function key256(revision: number, user: Buffer, encrypted: Buffer): Buffer {
  const hash = revision === 6 ? hardHash : revision === 5 ? sha256 : null;
  if (!hash) throw new UnusualPdf('encrypted in an unknown way');
  if (!hash(user.subarray(32, 40)).equals(user.subarray(0, 32)))
    throw new UnusualPdf('encrypted with a password');
  const decipher = createDecipheriv('aes-256-cbc', hash(user.subarray(40, 48)), Buffer.alloc(16));
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

/** Algorithm 2.B of ISO 32000-2, for an empty password. */
function hardHash(salt: Buffer): Buffer {
  let key = sha256(salt);
  for (let round = 0; ; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
    cipher.setAutoPadding(false);
    const out = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const kind = out.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][kind] ?? 'sha256')
      .update(out)
      .digest();
    if (round >= 63 && (out.at(-1) ?? 0) <= round + 1 - 32) return key.subarray(0, 32);
  }
}

function fromAes(key: Buffer, data: Buffer): Buffer {
  try {
    const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, data.subarray(0, 16));
    return Buffer.concat([decipher.update(data.subarray(16)), decipher.final()]);
  } catch {
    throw new UnusualPdf('encrypted data that are damaged');
  }
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

function md5(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
