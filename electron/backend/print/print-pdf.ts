import type { PdfPrinter, PdfRequest } from '../ports.ts';
import { nameRealCharacters } from '../pdf/real-characters.ts';
import { withOwnFonts } from './own-fonts.ts';

/** Prints HTML to a PDF whose text is what was printed: what every PDF of the program is made by, in any shell. */
export async function printPdf(
  { printer, resourcesDir }: { printer: PdfPrinter; resourcesDir: string },
  { html, signal }: PdfRequest,
): Promise<Uint8Array> {
  const page = await withOwnFonts(html, resourcesDir);
  return nameRealCharacters(await printer.print({ html: page, ...(signal ? { signal } : {}) }));
}
