import type { PdfPrinter, PdfRequest } from '../ports.ts';
import { nameRealCharacters } from '../pdf/real-characters.ts';

/** Prints HTML to a PDF whose text is what was printed: what every PDF of the program is made by, in any shell. */
export async function printPdf(printer: PdfPrinter, request: PdfRequest): Promise<Uint8Array> {
  return nameRealCharacters(await printer.print(request));
}
