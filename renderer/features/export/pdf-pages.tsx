import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useEffectEvent, useState } from 'react';

import { PdfPage } from './pdf-page.tsx';
import { openPdf } from './preview-pages.ts';

type Props = {
  bytes: Uint8Array;
  /** CSS pixels for which each page is drawn. */
  width: number;
  onFailed: () => void;
};

/** All pages of a PDF, one below the other. */
export function PdfPages({ bytes, width, onFailed }: Props) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const fail = useEffectEvent(onFailed);
  useEffect(() => {
    let opened: PDFDocumentProxy | null = null;
    let live = true;
    const open = async (): Promise<void> => {
      try {
        // The reader takes the bytes away: it gets a copy.
        opened = await openPdf(bytes.slice());
        if (live) setPdf(opened);
        else void opened.loadingTask.destroy();
      } catch {
        if (live) fail();
      }
    };
    void open();
    return () => {
      live = false;
      void opened?.loadingTask.destroy();
    };
  }, [bytes]);
  return (
    pdf && (
      <ol>
        {Array.from({ length: pdf.numPages }, (_, at) => (
          <li key={at}>
            <PdfPage pdf={pdf} number={at + 1} width={width} />
          </li>
        ))}
      </ol>
    )
  );
}
