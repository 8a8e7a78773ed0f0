import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ExportFormat, ExportResult } from '../../../shared/contract/methods.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { Ports } from '../ports.ts';
import { nameRealCharacters } from '../pdf/real-characters.ts';
import { countPages } from '../print/count-pages.ts';
import { substitutedFonts } from '../print/fonts.ts';
import { toPrintHtml } from '../print/html.ts';
import { addPdfStamp } from '../signing/pdf-stamp.ts';
import type { Deps } from './deps.ts';
import { editionOf } from './edition-of.ts';
import type { CallContext, Handlers } from './registry.ts';
import { stampFor } from './stamped.ts';

type Made = Omit<ExportResult, 'name' | 'bytes'> & { bytes: Uint8Array };

/** `export.make`: one edition of a report as a file. Nothing is written to disk; the shell asks where to. */
export function exportHandlers(deps: Deps): Handlers {
  const { ports, store } = deps;
  return {
    'export.make': async ({ id, format, edition }, context) => {
      const report = store.reports.get(id);
      const doc = editionOf(deps, report, edition);
      const made = await WRITERS[format](doc, stampFor(deps, id, doc), ports, context);
      context.signal.throwIfAborted();
      const { bytes, ...rest } = made;
      return {
        name: `${doc.fileName}.${format}`,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
        ...rest,
      };
    },
  };
}

/** The only ways out of the program; each takes an edition and nothing else of the report. */
const WRITERS: Record<
  ExportFormat,
  (doc: EditionDocument, stamp: string | null, ports: Ports, context: CallContext) => Promise<Made>
> = {
  docx: async (doc, stamp, _ports, { progress }) => {
    progress(0, 1, '正在生成 Word 文件…');
    // A large library, which no start of the program has to wait for.
    const { writeDocx } = await import('../docx/write/write-docx.ts');
    // Word names the official fonts; which ones are there is up to the machine that opens it.
    return { bytes: await writeDocx(doc, { stamp }), pages: null, substitutedFonts: {} };
  },

  txt: async (doc) => {
    // Windows' own editor needs the mark and both line-end characters on older machines.
    const text = `\uFEFF${writeText(doc)}\n`.replaceAll('\n', '\r\n');
    return { bytes: new TextEncoder().encode(text), pages: null, substitutedFonts: {} };
  },

  pdf: async (doc, stamp, { printer, resourcesDir }, { signal, progress }) => {
    progress(0, 3, '正在排版…');
    const css = await printCss(resourcesDir);
    progress(1, 3, '正在检查字体…');
    const fonts = await substitutedFonts(printer);
    signal.throwIfAborted();
    progress(2, 3, '正在生成 PDF…');
    const printed = nameRealCharacters(await printer.print({ html: toPrintHtml(doc, css), signal }));
    const bytes = stamp === null ? printed : (addPdfStamp(printed, stamp) ?? printed);
    return { bytes, pages: countPages(bytes), substitutedFonts: fonts };
  },
};

/** The style sheets of the printed page, as one; `more` come last. */
export async function printCss(resourcesDir: string, more: readonly string[] = []): Promise<string> {
  const files = ['page-fonts.css', 'official.css', ...more];
  const parts = await Promise.all(files.map((file) => readFile(join(resourcesDir, 'print', file), 'utf8')));
  return parts.join('\n');
}
