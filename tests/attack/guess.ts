import { createHash, createHmac } from 'node:crypto';

import { streamsOf } from './streams.ts';

/** A value that fits a hash found in a file, and how it was hashed. */
export type Guessed = { guess: string; hash: string; how: string };

/** Long enough that none of some thousand candidates fits by chance. */
const SHORTEST = 12;

/**
 * Tries out each guess against every hash that stands anywhere in these files, as an attacker would who knows all of the
 * report but one small value: every text that a program might have hashed, plain and with each word of the files as salt
 * or key.
 * @param textsOf what the program may have hashed if the value is this one
 */
export function guessValue(
  files: readonly Uint8Array[],
  guesses: readonly string[],
  textsOf: (guess: string) => readonly string[],
): Guessed[] {
  const { hashes, salts } = tokensOf(files);
  /** By the shortest beginning: a hash may have been cut. */
  const byStart = new Map<string, string[]>();
  for (const hash of hashes) {
    const start = hash.slice(0, SHORTEST);
    byStart.set(start, [...(byStart.get(start) ?? []), hash]);
  }
  const found: Guessed[] = [];
  const test = (guess: string, how: string, digest: string): void => {
    for (const hash of byStart.get(digest.slice(0, SHORTEST)) ?? [])
      if (digest.startsWith(hash)) found.push({ guess, hash, how });
  };
  for (const guess of guesses) {
    for (const text of textsOf(guess)) {
      for (const kind of ['sha256', 'sha1', 'md5', 'sha512'])
        test(guess, kind, createHash(kind).update(text).digest('hex'));
      for (const salt of salts) {
        test(guess, 'salted', createHash('sha256').update(salt).update(text).digest('hex'));
        test(guess, 'salted behind', createHash('sha256').update(text).update(salt).digest('hex'));
        test(guess, 'keyed', createHmac('sha256', salt).update(text).digest('hex'));
        if (/^[0-9a-f]{32,}$/.test(salt))
          test(guess, 'keyed', createHmac('sha256', Buffer.from(salt, 'hex')).update(text).digest('hex'));
      }
    }
  }
  return found;
}

/** What could be a hash, and what could be a salt or a key: a hexadecimal number, or a word inside of base64. */
function tokensOf(files: readonly Uint8Array[]): { hashes: Set<string>; salts: Set<string> } {
  const hashes = new Set<string>();
  const salts = new Set<string>();
  const take = (text: string, depth: number): void => {
    for (const [token] of text.matchAll(/[\w+/=-]{12,}/g)) {
      const isHex = /^[0-9a-fA-F]+$/.test(token);
      if (isHex) hashes.add(token.toLowerCase());
      if ((isHex || depth > 0) && token.length >= 16) salts.add(isHex ? token.toLowerCase() : token);
      if (isHex) continue;
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length <= 64) hashes.add(bytes.toString('hex'));
      const inner = bytes.toString('utf8');
      if (depth < 3 && /^[{["]/.test(inner)) take(inner, depth + 1);
    }
  };
  for (const file of files)
    for (const stream of streamsOf(file))
      take('text' in stream ? stream.text : Buffer.from(stream.bytes).toString('latin1'), 0);
  return { hashes, salts };
}
