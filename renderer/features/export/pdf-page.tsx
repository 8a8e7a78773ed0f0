import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, type CSSProperties } from 'react';

import { drawPage } from './preview-pages.ts';

type Props = {
  pdf: PDFDocumentProxy;
  /** Counted from 1. */
  number: number;
  /** CSS pixels for which the page is drawn. */
  width: number;
  style?: CSSProperties;
};

/** One page of a PDF, drawn when it comes near the window. */
export function PdfPage({ pdf, number, width, style }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let stop: (() => void) | null = null;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !stop) stop = drawPage(pdf, number, element, width);
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      stop?.();
    };
  }, [pdf, number, width]);
  return <canvas ref={canvas} aria-label={`第 ${number} 页`} {...(style ? { style } : {})} />;
}
