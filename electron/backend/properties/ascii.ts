import type { ZodType } from 'zod';

/** Text as plain ASCII, which every program keeps in any property of a file. */
export function toAscii(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** What `toAscii` made of JSON; null where it is damaged or none, or not what it has to be. */
export function fromAscii<T>(schema: ZodType<T>, ascii: string): T | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(ascii, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
