import { objectAt, openPdf, referenceIn, updateObjects } from '../pdf/update.ts';
import { STAMP_PROPERTY } from '../properties/stamp-property.ts';

/** Adds the stamp to the document information of a PDF; its pages stay as they are. Null where that is not possible. */
export function addPdfStamp(pdf: Uint8Array, stamp: string): Uint8Array | null {
  const file = openPdf(pdf);
  const number = file && referenceIn(file.trailer, 'Info');
  const info = file && number !== null && objectAt(file, number);
  if (!file || number === null || !info) return null;
  const head = info.head.trimEnd();
  if (!head.startsWith('<<') || !head.endsWith('>>')) return null;
  // Base64url needs no escaping inside a literal string.
  const content = `${head.slice(0, -2).trimEnd()}\n/${STAMP_PROPERTY} (${stamp})>>`;
  return updateObjects(file, new Map([[number, Buffer.from(content, 'latin1')]]));
}
