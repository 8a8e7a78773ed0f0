import { during, FileError } from '../../../shared/errors/file-error.ts';
import { readDocx } from '../docx/read/read-docx.ts';
import { unzipParts } from '../docx/read/unzip.ts';
import { child, elementsOf, parseXml } from '../docx/read/xml.ts';
import { withRealCharacters } from '../pdf/real-characters.ts';
import { STAMP_PROPERTY } from '../properties/stamp-property.ts';

/** A file that may carry a stamp: its text, a line a paragraph or page, and the stamp as it stands in it. */
export type SignedFile = { lines: string[]; stamp: string | null };

/** Reads a Word or PDF file. Throws FileError where it is neither, or damaged. */
export async function readSignedFile(name: string, bytes: Uint8Array): Promise<SignedFile> {
  try {
    return await readAny(name, bytes);
  } catch (error) {
    throw during('verify', error);
  }
}

async function readAny(name: string, bytes: Uint8Array): Promise<SignedFile> {
  if (bytes[0] === 0x25 && bytes[1] === 0x50) return readPdf(name, bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWord(name, bytes);
  throw new FileError('not-word-or-pdf', name);
}

async function readWord(name: string, bytes: Uint8Array): Promise<SignedFile> {
  const { lines } = await readDocx(name, bytes);
  const custom = 'docProps/custom.xml';
  const part = (await unzipParts(name, bytes, (entry) => entry === custom)).get(custom);
  let stamp: string | null = null;
  if (part) {
    const root = parseXml(name, part).documentElement;
    const property = root
      ? elementsOf(root).find((element) => element.getAttribute('name') === STAMP_PROPERTY)
      : undefined;
    stamp = property ? (child(property, 'lpwstr')?.textContent ?? null) : null;
  }
  return {
    lines: lines.map((line) => line.table?.map((row) => row.join('')).join('') ?? line.text),
    stamp,
  };
}

/** In points from the lower edge of the page: the text area ends at 35 mm, the page number stands 7 mm below it. */
const LOWEST_LINE = 92;

async function readPdf(name: string, bytes: Uint8Array): Promise<SignedFile> {
  // A large library, which only this needs.
  const { getDocumentProxy } = await import('unpdf');
  try {
    // It takes the buffer for itself.
    const pdf = await getDocumentProxy(bytes.slice());
    try {
      const { info } = await pdf.getMetadata();
      const custom = (info as { Custom?: Record<string, unknown> }).Custom ?? {};
      const stamp = custom[STAMP_PROPERTY];
      const lines: string[] = [];
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const page = await pdf.getPage(number);
        const { items } = await page.getTextContent();
        const text = items
          .map((item) => ('str' in item && Number(item.transform[5]) >= LOWEST_LINE ? item.str : ''))
          .join('');
        lines.push(withRealCharacters(text.replace(/\s/g, '')));
      }
      return { lines, stamp: typeof stamp === 'string' ? stamp : null };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    throw new FileError('unreadable', name, { cause: error });
  }
}
