import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { BrowserPrinter } from '../../electron/backend/print/browser-printer.ts';
import { substitutedFonts } from '../../electron/backend/print/fonts.ts';
import { toPrintHtml } from '../../electron/backend/print/html.ts';
import { printPdf } from '../../electron/backend/print/print-pdf.ts';
import type { PdfPrinter } from '../../electron/backend/ports.ts';
import { printCss } from '../../electron/backend/service/write-edition.ts';
import { toEdition } from '../../shared/edition/gate.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';
import { archiveReport } from './archive.ts';

// A fresh process for one export, as a command line would be; run by export.bench.ts, which watches its memory.
// Arguments: format, characters, where to write. Prints milliseconds of the first and the second time.

const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
const [format = '', characters = '', out = ''] = process.argv.slice(2);

const source = {
  document: archiveReport(3, Number(characters), 2025, '青禾镇'),
  variables: {},
  year: 2025,
  unit: '青禾镇',
  state: 'signed-off' as const,
};
const edition = () => toEdition(source, undefined, 'internal', editionPolicy(undefined));

/** A printer that knows how long the browser itself has worked. */
class Watched implements PdfPrinter {
  readonly #printer = new BrowserPrinter();
  printing = 0;

  async print(request: Parameters<PdfPrinter['print']>[0]): Promise<Uint8Array> {
    const start = performance.now();
    const bytes = await this.#printer.print(request);
    this.printing += performance.now() - start;
    return bytes;
  }

  installedFonts(families: readonly string[]): Promise<string[]> {
    return this.#printer.installedFonts(families);
  }

  close(): Promise<void> {
    return this.#printer.close();
  }
}

const printer = new Watched();

async function word(): Promise<Uint8Array> {
  const { writeDocx } = await import('../../electron/backend/docx/write/write-docx.ts');
  return writeDocx(edition());
}

async function pdf(): Promise<Uint8Array> {
  await substitutedFonts(printer);
  return printPdf({ printer, resourcesDir }, { html: toPrintHtml(edition(), await printCss(resourcesDir)) });
}

const times: { all: number; printing: number }[] = [];
for (let n = 0; n < 2; n += 1) {
  const [start, before] = [performance.now(), printer.printing];
  const bytes = format === 'docx' ? await word() : await pdf();
  writeFileSync(out, bytes);
  times.push({ all: performance.now() - start, printing: printer.printing - before });
}
await printer.close();
process.stdout.write(`${JSON.stringify(times)}\n`);
