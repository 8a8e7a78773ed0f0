import type { PdfPrinter, PdfRequest } from '../ports.ts';
import { nameMaker } from '../pdf/maker.ts';
import { nameRealCharacters } from '../pdf/real-characters.ts';
import { DROP } from './imprint-html.ts';
import { roomUnder } from '../pdf/room-under.ts';
import { withOwnFonts } from './own-fonts.ts';

/** Prints HTML to a PDF whose text is what was printed: what every PDF of the program is made by, in any shell. */
export async function printPdf(
  { printer, resourcesDir }: { printer: PdfPrinter; resourcesDir: string },
  { html, signal }: PdfRequest,
): Promise<Uint8Array> {
  const page = await withOwnFonts(html, resourcesDir);
  const print = async (one: string): Promise<Uint8Array> =>
    nameMaker(await printer.print({ html: one, ...(signal ? { signal } : {}) }));
  const printed = await print(page);
  if (!page.includes(DROP)) return nameRealCharacters(printed);
  // A browser can't say where a page ends: printed once, it is known how far down the imprint has to go.
  const room = await roomUnder(printed);
  const moved = page.replace(DROP, DROP.replace('0pt', `${room}pt`));
  return nameRealCharacters(room > 0 ? await print(moved) : printed);
}
