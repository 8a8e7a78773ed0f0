/** Cases that are judged otherwise than their label says, each with why; the runner counts them apart. */
export const KNOWN: Readonly<Record<string, string>> = {
  // PDF: neither touches a page. The title above the window and the properties are Info's, which is not compared.
  'stamp-twice.pdf': 'the pages are the exported ones, and the stamp that is read holds',
  'info-title.pdf': 'the title above the window is none of the pages',
  // PDF: refused, since the pages or what belongs to them is written in another way than it was exported.
  'line-breaks-behind.pdf': 'something stands behind the end of the file',
  'no-structure.pdf': 'what is read aloud is gone',
  'no-bookmarks.pdf': 'the outline is gone',
  'view-two-pages.pdf': 'the viewer is told to show something else',
  'resources-renamed.pdf': 'the content names its fonts otherwise',
  'box-inherited.pdf': 'the page says other boxes',
  'boxes-said.pdf': 'the page says other boxes',
  'content-saved-state.pdf': 'the content is another one',
  'united-alone.pdf': 'the pages were put together anew',
  'printed-again.pdf': 'the pages were drawn anew',
  // Word: the genuine parts are read, as every program that was tried reads them; a border is a look.
  'package-two-ends.docx': 'the last directory leads to the genuine parts',
  'paragraph-border.docx': 'a line beside words is a look',
  // Word: refused, as it is not known to be harmless.
  'parts-renamed.docx': 'parts are read under their usual names',
  'footer-simple-field.docx': 'a field in the footer that we do not write',
  'office-margins.docx': 'margins that the layout does not have',
  'office-letter-paper.docx': 'paper that the layout does not have',
  // Stores: what is younger than the newest signature and export, or stands in the unit's record, nothing signs.
  'record-rolled-back': 'the whole end with all that names it; a file that left tells',
  'exports-with-entry-gone': 'the whole end with all that names it; a file that left tells',
  'record-export-details-mended': 'the youngest entry, which is said to be unprotected',
  'record-unit-mended': 'nothing signs the record of the unit',
  'key-all-resigned': 'all is signed with another key; its fingerprint tells',
  // Stores: who of the people here holds a key is not signed; names shown are the key's own and the signature's.
  'key-person-other': 'the person is not signed; the name is the card’s',
  'key-person-namesake': 'the person is not signed; the name is the card’s',
  'key-person-gone': 'the person is not signed; the name is the card’s',
  'key-signature-person': 'the person is not signed; the name is the record’s',
  'key-issuing-second': 'a key that no signature names signs nothing',
};
