import type { PDFDocumentProxy } from 'pdfjs-dist';

import { openPdf } from './preview-pages.ts';

/** Points to an inch, as PDF counts. */
const POINTS = 72;
/** Dots to an inch on paper; fewer of a long report, so that its pictures fit into memory. */
const FINE = 300;
const COARSE = 200;
const LONG = 60;

/**
 * All pages of a PDF as pictures of an upright A4 sheet (PNG), to be printed: so that any browser, whatever it makes of
 * margins, page numbers and fonts, prints just these pages. A page that lies is turned with its head to the left, as
 * GB/T 9704 binds it.
 * @param told of each page before it is drawn: its number, and how many there are
 */
export async function pagePictures(
  bytes: Uint8Array,
  signal: AbortSignal,
  told: (page: number, of: number) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const pdf = await openPdf(bytes);
  const canvas = document.createElement('canvas');
  try {
    const pictures: Uint8Array<ArrayBuffer>[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      signal.throwIfAborted();
      told(number, pdf.numPages);
      pictures.push(await pictureOf(pdf, number, canvas));
    }
    return pictures;
  } finally {
    // Gives its memory back at once, not when somebody cleans up.
    canvas.width = 0;
    canvas.height = 0;
    void pdf.loadingTask.destroy();
  }
}

async function pictureOf(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
): Promise<Uint8Array<ArrayBuffer>> {
  const page = await pdf.getPage(number);
  const scale = (pdf.numPages > LONG ? COARSE : FINE) / POINTS;
  const natural = page.getViewport({ scale });
  const lies = natural.width > natural.height;
  const viewport = lies ? page.getViewport({ scale, rotation: (page.rotate + 270) % 360 }) : natural;
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  page.cleanup();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(`page ${number} was not drawn`);
  return new Uint8Array(await blob.arrayBuffer());
}
