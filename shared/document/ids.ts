/** Makes ids for blocks, fields and revisions: 10 characters of base 36, about 51 bits. */
export type IdSource = () => string;

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** What every place that the core runs in has, and the language itself does not. */
type RandomBytes = { crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } };

/** Random ids from the platform's own generator (page, backend and Node alike). */
export const newId: IdSource = () => {
  if (used + LENGTH > pool.length) {
    (globalThis as unknown as RandomBytes).crypto.getRandomValues(pool);
    used = 0;
  }
  let id = '';
  // 256 % 36 ≠ 0 makes a few letters slightly likelier; that does not matter for uniqueness here.
  for (let at = used; at < used + LENGTH; at += 1) id += ALPHABET.charAt((pool[at] ?? 0) % 36);
  used += LENGTH;
  return id;
};

const LENGTH = 10;
/** Asking the system costs the same for many bytes as for ten, and an import makes thousands of ids. */
const pool = new Uint8Array(LENGTH * 400);
let used = pool.length;

/** A counting source, for tests and stored fixtures that must not change between runs. */
export function countingIds(prefix: string): IdSource {
  let n = 0;
  return () => `${prefix}${(n += 1)}`;
}
