import { createHash } from 'node:crypto';

import { signedText } from '../../../shared/signoff/canonical.ts';

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Hash of an edition's text, white space aside. */
export function textHash(text: string): string {
  return sha256(signedText(text));
}
