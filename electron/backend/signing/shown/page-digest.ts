import { hash } from 'node:crypto';

import { LIMITS } from '../../files/limits.ts';
import { CanonicalValues } from './canonical-value.ts';
import { outlineText } from './outline-text.ts';
import { contentHash } from './page-content.ts';
import { PdfDocument } from './pdf/document.ts';
import { readPages } from './pdf/pages.ts';
import { UnusualPdf } from './pdf/values.ts';

/** SHA-256 in hex over all that the pages of a PDF show. */
export type PageDigest = string;

/** Stands in what is hashed, so that another way to hash gives other digests. */
const FORM = 'nianshu pages 1';

/**
 * Keys of a page that say nothing of how it looks: its place in the tree, which its order and what it inherits stand for,
 * and notes of programs. `Contents` is hashed as what it draws.
 */
const UNSEEN_IN_PAGE: ReadonlySet<string> = new Set([
  'Parent',
  'Contents',
  'Metadata',
  'PieceInfo',
  'LastModified',
]);
/** Keys of the catalog that show nothing: notes of programs, and which version of PDF is needed. */
const UNSEEN_IN_CATALOG: ReadonlySet<string> = new Set([
  'Pages',
  'Outlines',
  'Metadata',
  'PieceInfo',
  'Version',
  'Extensions',
]);

/**
 * A hash of all that a PDF shows, which stays the same however the file is built: whatever the numbers of its objects,
 * tables and streams, packed or not, after incremental updates that change nothing that is seen. It covers everything
 * that pages and catalog lead to (text, fonts, images, links, outline, structure, what a program is told to do), other than
 * what is listed as unseen. Not covered are the document information and the file's identifier, which the trailer names.
 * Null where the file is damaged, would have to be mended, or could be read in two ways: nobody can say then what it shows.
 */
export function pageDigest(bytes: Uint8Array): PageDigest | null {
  try {
    return digestOf(new PdfDocument(bytes, LIMITS.pdf));
  } catch (error) {
    if (error instanceof UnusualPdf) return null;
    throw error;
  }
}

/** The same of a file that is open. Throws `UnusualPdf` where there is none. */
export function digestOf(document: PdfDocument): PageDigest {
  const pages = readPages(document, LIMITS.pages);
  const values = new CanonicalValues(document, new Map(pages.map(({ number }, place) => [number, place])));
  const { catalog } = document;
  const parts = pages.map(
    ({ dict }) => `page ${values.dict(dict, UNSEEN_IN_PAGE)} ${contentHash(document, dict.get('Contents'))}`,
  );
  parts.push(`outline ${outlineText(document, values, catalog.get('Outlines'))}`);
  parts.push(`catalog ${values.dict(catalog, UNSEEN_IN_CATALOG)}`);
  return hash('sha256', [FORM, ...parts].join('\n'));
}
