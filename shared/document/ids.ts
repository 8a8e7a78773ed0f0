/** Makes ids for blocks, fields and revisions: 10 characters of base 36, about 51 bits. */
export type IdSource = () => string;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Random ids from the platform's own generator (page, backend and Node alike). */
export const newId: IdSource = () => {
  const bytes = new Uint8Array(10);
  globalThis.crypto.getRandomValues(bytes);
  let id = '';
  // 256 % 36 ≠ 0 makes a few letters slightly likelier; that does not matter for uniqueness here.
  for (const byte of bytes) id += ALPHABET[byte % 36];
  return id;
};

/** A counting source, for tests and stored fixtures that must not change between runs. */
export function countingIds(prefix: string): IdSource {
  let n = 0;
  return () => `${prefix}${(n += 1)}`;
}
