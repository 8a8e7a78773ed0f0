import { createHash, createHmac, randomBytes } from 'node:crypto';

import { signedText } from '../../../shared/signoff/canonical.ts';
import type { RecordFormat } from '../../../shared/signoff/types.ts';

/** SHA-256 of bytes, or of a text's UTF-8 bytes, in hex. */
export function sha256(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('hex');
}

/** Hash of an edition's text, white space aside. */
export function textHash(text: string): string {
  return sha256(signedText(text));
}

/** The hash of a report's canonical form, as a record of this format has it (HMAC-SHA-256, RFC 2104). */
export function contentHash(record: RecordFormat, form: string): string {
  if (record.format === 1) return sha256(form);
  return commitmentOf(record.salt, form);
}

/** HMAC of a text with a salt: says which text it is to whoever has the salt, and nothing to anybody else. */
export function commitmentOf(salt: string, text: string): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');
}

/** 128 random bits in hex: a salt, a nonce, a name that nobody guesses. */
export const randomSalt = (): string => randomBytes(16).toString('hex');
