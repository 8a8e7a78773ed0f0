import { objectAt, openPdf, referenceIn } from './update.ts';

/** What a file says that it was made by. */
const MAKER = '(Nianshu)';

/** A text in a PDF: in brackets with escapes, or as hexadecimal digits. */
const CREATOR = /\/Creator\s*(\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>)/;

/**
 * The file with the program's name as its maker. A browser writes its user agent there, which names the machine's
 * system; not every shell can tell it another. Overwritten in place: an update would leave what was there before. The same
 * bytes where there is nothing to overwrite.
 */
export function nameMaker(bytes: Uint8Array): Uint8Array {
  const file = openPdf(bytes);
  const info = file && referenceIn(file.trailer, 'Info');
  const object = file && info !== null ? objectAt(file, info) : null;
  const found = object && CREATOR.exec(object.head);
  const old = found?.[1] ?? '';
  if (!object || !found || old === MAKER || old.length < MAKER.length) return bytes;
  const at = object.from + found.index + found[0].length - old.length;
  const named = bytes.slice();
  named.set(Buffer.from(MAKER.padEnd(old.length), 'latin1'), at);
  return named;
}
