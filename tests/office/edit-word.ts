import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A Word file as somebody in Word would give it back: `edit` changes the XML of its body, and must. */
export function editWord(file: Uint8Array, edit: (xml: string) => string): Buffer {
  const parts = unzipSync(file);
  const part = parts['word/document.xml'];
  if (!part) throw new Error('no document');
  const before = strFromU8(part);
  const after = edit(before);
  if (after === before) throw new Error('nothing was edited');
  return Buffer.from(zipSync({ ...parts, 'word/document.xml': strToU8(after) }));
}

/** Puts this behind the run that ends with these words. */
export const behindRun = (xml: string, words: string, more: string): string =>
  xml.replace(`${words}</w:t></w:r>`, `${words}</w:t></w:r>${more}`);
