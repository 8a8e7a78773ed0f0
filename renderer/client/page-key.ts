import { readPageKeyHash } from '../../shared/contract/page-key.ts';

const STORED = 'nianshu.page-key';
/** Named where there is no key: the server refuses it, and the page says that the program must be opened again. */
const NONE = 'none';

/**
 * The key that this page shows to its server. The first address carries it in the hash, from where it goes into the
 * storage of this origin, so that a reload and a second window have it too; the hash becomes the place to open.
 */
export function takePageKey(): string {
  const given = readPageKeyHash(location.hash);
  if (given === null) return localStorage.getItem(STORED) ?? NONE;
  localStorage.setItem(STORED, given.key);
  history.replaceState(null, '', given.route === '' ? '/' : `#${given.route}`);
  return given.key;
}
