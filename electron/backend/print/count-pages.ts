/**
 * Number of pages of a PDF as Chromium writes it: its page objects stand uncompressed in the file. Null where
 * there is none, which is no PDF of Chromium's.
 */
export function countPages(pdf: Uint8Array): number | null {
  const pages = Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page(?![A-Za-z])/g);
  return pages ? pages.length : null;
}
