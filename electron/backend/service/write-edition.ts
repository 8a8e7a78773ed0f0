import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ExportResult } from '../../../shared/contract/export.ts';
import type { ExportFormat } from '../../../shared/contract/formats.ts';
import type { ImageSource } from '../../../shared/edition/images.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeTextFile } from '../../../shared/edition/write-text.ts';
import { countPages } from '../print/count-pages.ts';
import { substitutedFonts } from '../print/fonts.ts';
import { toPrintHtml } from '../print/html.ts';
import { printPdf } from '../print/print-pdf.ts';
import { addPdfStamp } from '../signing/pdf-stamp.ts';
import { pageDigest } from '../signing/shown/page-digest.ts';
import type { Ports } from './ports.ts';
import type { CallContext } from './registry.ts';
import type { FileStamp } from './stamped.ts';

/** A file as a writer made it. */
export type Made = Omit<ExportResult, 'name' | 'bytes'> & { bytes: Uint8Array };

/** What a writer works with beside the document. */
export type Making = { ports: Ports; images: ImageSource; context: CallContext };

/** The only ways out of the program; each takes an edition and nothing else of the report. */
export const writeEdition: Record<
  ExportFormat,
  (doc: EditionDocument, stamp: FileStamp, making: Making) => Promise<Made>
> = {
  docx: async (doc, { stamp, unstamped }, { images, context: { progress } }) => {
    progress(0, 1, '正在生成 Word 文件…');
    // A large library, which no start of the program has to wait for.
    const { writeDocx } = await import('../docx/write/write-docx.ts');
    // Word names the official fonts; which ones are there is up to the machine that opens it.
    const bytes = await writeDocx(doc, { stamp: stamp && stamp('docx', ''), images });
    return { bytes, pages: null, substitutedFonts: {}, ...(unstamped ? { unstamped } : {}) };
  },

  txt: async (doc) => {
    // Windows' own editor needs the mark and both line-end characters on older machines.
    const text = `\uFEFF${writeTextFile(doc)}\n`.replaceAll('\n', '\r\n');
    return { bytes: new TextEncoder().encode(text), pages: null, substitutedFonts: {} };
  },

  pdf: async (doc, { stamp, unstamped }, { ports, images, context: { signal, progress } }) => {
    progress(0, 3, '正在排版…');
    const css = await printCss(ports.resourcesDir);
    progress(1, 3, '正在检查字体…');
    const fonts = await substitutedFonts(ports.printer);
    signal.throwIfAborted();
    progress(2, 3, '正在生成 PDF…');
    const printed = await printPdf(ports, { html: toPrintHtml(doc, css, images), signal });
    const stamped = stamp && addPdfStamp(printed, stamp('pdf', pageDigest(printed) ?? ''));
    const bytes = stamped ?? printed;
    const why = stamp !== null && stamped === null ? NOT_IN_PDF : unstamped;
    return {
      bytes,
      pages: countPages(bytes),
      substitutedFonts: fonts,
      ...(why ? { unstamped: why } : {}),
    };
  },
};

const NOT_IN_PDF =
  '文件没有带签发标记：这个浏览器生成的 PDF 写不进标记。请换用 Chrome、Edge 或 Chromium 的新版本再导出，或导出 Word。';

/** The style sheets of the printed page, as one; `more` come last. */
export async function printCss(resourcesDir: string, more: readonly string[] = []): Promise<string> {
  const files = ['page-fonts.css', 'official.css', ...more];
  const parts = await Promise.all(files.map((file) => readFile(join(resourcesDir, 'print', file), 'utf8')));
  return parts.join('\n');
}
