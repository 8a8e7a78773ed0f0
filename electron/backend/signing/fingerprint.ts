import { createHash } from 'node:crypto';

const GROUPS = 6;
const DIGITS = 5;

/**
 * The fingerprint of a public key (base64 of its SPKI form): 30 decimal digits in 6 groups of 5, as people read them to
 * each other on the telephone. It is SHA-256 of the key's bytes, of which five bytes make a group (as in Signal's safety
 * numbers): about 99 bits, which nobody finds a second key for.
 */
export function fingerprintOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest();
  return Array.from({ length: GROUPS }, (_, at) =>
    String(hash.readUIntBE(at * DIGITS, DIGITS) % 10 ** DIGITS).padStart(DIGITS, '0'),
  ).join(' ');
}
