import type { PDFDocumentProxy } from 'pdfjs-dist';
// An address that the build tool makes of the file.
// oxlint-disable-next-line import/default
import workerUrl from './pdf-worker.ts?worker&url';

/** Points of the lower margin: what stands below is the page number. */
const BOTTOM = (35 / 25.4) * 72;

// The build for older browsers: the other one needs those of this year.
type Pdf = typeof import('pdfjs-dist');
let loading: Promise<Pdf> | null = null;

/** The PDF reader, which is large: loaded with the first preview. */
function loadReader(): Promise<Pdf> {
  loading ??= import('pdfjs-dist/legacy/build/pdf.mjs').then((pdf) => {
    pdf.GlobalWorkerOptions.workerSrc = workerUrl;
    return pdf;
  });
  return loading;
}

export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdf = await loadReader();
  return pdf.getDocument({ data: bytes }).promise;
}

/** Lines of text on the last page, its page number left out. */
export async function linesOnLastPage(document: PDFDocumentProxy): Promise<number> {
  const page = await document.getPage(document.numPages);
  const { items } = await page.getTextContent();
  const lines = new Set<number>();
  for (const item of items) {
    if (!('transform' in item) || item.str.trim() === '') continue;
    const y = Number(item.transform[5]);
    if (y > BOTTOM) lines.add(Math.round(y / 4));
  }
  return lines.size;
}

/** Draws a page into a canvas `width` CSS pixels wide, sharp on this screen. Answers with how to stop. */
export function drawPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
): () => void {
  let stopped = false;
  let task: { cancel(): void } | null = null;
  void (async () => {
    const page = await document.getPage(number);
    if (stopped) return;
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: (width / natural.width) * window.devicePixelRatio });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const rendering = page.render({ canvas, viewport });
    task = rendering;
    await rendering.promise;
  })().catch(() => undefined);
  return () => {
    stopped = true;
    task?.cancel();
  };
}
