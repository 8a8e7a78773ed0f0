import { FileError } from '../../../shared/errors/file-error.ts';
import type { Oddity } from '../../../shared/signoff/oddities.ts';
import { printedLines } from '../../../shared/structure/source-text.ts';
import { readDocx } from '../docx/read/read-docx.ts';
import { unzipParts } from '../docx/read/unzip.ts';
import { child, elementsOf, parseXml } from '../docx/read/xml.ts';
import { LIMITS } from '../files/limits.ts';
import type { OpenedFile } from '../files/source-file.ts';
import { LOWEST_LINE } from '../pdf/lowest-line.ts';
import { withRealCharacters } from '../pdf/real-characters.ts';
import { STAMP_PROPERTY } from '../properties/stamp-property.ts';
import { shownByPdf } from './shown/shown-by-pdf.ts';
import { shownInWord } from './shown/word/shown-in-word.ts';

/** A file that may carry a stamp: its text, a line a paragraph or page, and the stamp as it stands in it. */
export type SignedFile = {
  lines: string[];
  stamp: string | null;
  /** What the file has in it that our export never makes. */
  oddities: Oddity[];
  /** Of a PDF: the digest of all that its pages show; null where that can't be told for certain, and for Word. */
  pages: string | null;
  /** SHA-256 of each picture that a Word file shows, in order: the hash that a report has an image by. */
  pictures?: string[];
  isPaged?: true;
};

/** Reads a Word or PDF file. Throws FileError where it is neither, too large, or damaged. */
export async function readSignedFile(file: OpenedFile): Promise<SignedFile> {
  const { name, head, size } = file;
  const isWord = head[0] === 0x50 && head[1] === 0x4b;
  const isPdf = head[0] === 0x25 && head[1] === 0x50;
  if (!isWord && !isPdf) throw new FileError('not-word-or-pdf', name);
  const most = isWord ? LIMITS.wordFile : LIMITS.otherFile;
  if (size > most) throw new FileError('too-large', name, { facts: { limit: most / 1024 / 1024 } });
  return isWord ? readWord(name, file.source) : readPdf(name, file.bytes());
}

async function readWord(name: string, source: Uint8Array | string): Promise<SignedFile> {
  const { lines } = await readDocx(name, source, { textOnly: true });
  const custom = 'docProps/custom.xml';
  const part = (await unzipParts(name, source, (entry) => entry === custom)).get(custom);
  const root = part ? parseXml(name, part).documentElement : null;
  const stamps = root
    ? elementsOf(root).filter((element) => element.getAttribute('name') === STAMP_PROPERTY)
    : [];
  const [first] = stamps;
  const stamp = first ? (child(first, 'lpwstr')?.textContent ?? null) : null;
  const printed = printedLines(lines);
  const shown = await shownInWord(name, source, printed);
  // Nobody can say which of two is meant.
  if (stamps.length > 1)
    shown.oddities.push({ kind: 'alternative', text: '签发标记（两个）', place: '文件' });
  return { lines: printed, stamp, pages: null, ...shown };
}

async function readPdf(name: string, bytes: Uint8Array): Promise<SignedFile> {
  // A large library, which only this needs.
  const { getDocumentProxy } = await import('unpdf');
  try {
    const shown = shownByPdf(bytes);
    // It takes the buffer for itself.
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    try {
      const { info } = await pdf.getMetadata();
      const custom = (info as { Custom?: Record<string, unknown> }).Custom ?? {};
      const stamp = custom[STAMP_PROPERTY];
      const { numPages } = pdf;
      if (numPages > LIMITS.pages)
        throw new FileError('too-many-pages', name, { facts: { size: numPages, limit: LIMITS.pages } });
      const lines: string[] = [];
      let length = 0;
      for (let number = 1; number <= numPages; number += 1) {
        const page = await pdf.getPage(number);
        const [left = 0, lower = 0, right = 0, upper = 0] = page.view;
        const lowest = LOWEST_LINE[right - left > upper - lower ? 'landscape' : 'upright'];
        const { items } = await page.getTextContent();
        const text = items
          .map((item) => ('str' in item && Number(item.transform[5]) >= lowest ? item.str : ''))
          .join('');
        length += text.length;
        if (length > LIMITS.text)
          throw new FileError('pdf-text-too-long', name, { facts: { limit: LIMITS.text } });
        lines.push(withRealCharacters(text.replace(/\s/g, '')));
      }
      const found = typeof stamp === 'string' ? stamp : null;
      return { lines, stamp: found, ...shown, isPaged: true };
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError('unreadable', name, { cause: error });
  }
}
