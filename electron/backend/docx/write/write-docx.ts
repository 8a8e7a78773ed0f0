import { Document } from 'docx';

import { NO_IMAGES, type ImageSource } from '../../../../shared/edition/images.ts';
import type { EditionDocument } from '../../../../shared/edition/types.ts';
import { STAMP_PROPERTY } from '../../properties/stamp-property.ts';
import { writeBody } from './body.ts';
import { finishDocx } from './finish-docx.ts';
import { writeHead } from './head.ts';
import { writeImprint } from './imprint.ts';
import { CHAR } from './layout.ts';
import { pageOf, pageSize } from './page.ts';
import { stylesOf } from './styles.ts';

/** What a file carries besides the edition. `stamp`: of the signature, as plain ASCII. `images`: where the bytes of its images are. */
export type DocxExtras = { stamp?: string | null; images?: ImageSource };

/** Writes an edition as a Word file in the official layout. Returns the bytes of a .docx. */
export async function writeDocx(doc: EditionDocument, extras: DocxExtras = {}): Promise<Uint8Array> {
  const { stamp, images = NO_IMAGES } = extras;
  const stretches = writeBody(doc, images);
  const file = new Document({
    title: doc.title,
    // Neither the machine's nor the user's name; a reader of the properties sees whose report it is.
    creator: doc.unit,
    lastModifiedBy: doc.unit,
    ...(stamp ? { customProperties: [{ name: STAMP_PROPERTY, value: stamp }] } : {}),
    styles: stylesOf(doc.layout),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    defaultTabStop: CHAR,
    sections: stretches.map(({ across, children }, at) => ({
      // A section without a header and a footer of its own goes on with those of the one before.
      ...(at === 0 ? pageOf(doc) : {}),
      properties: pageSize(across),
      children: [
        ...(at === 0 && doc.head ? writeHead(doc.head) : []),
        ...children,
        ...(at === stretches.length - 1 ? writeImprint(doc.imprint, across) : []),
      ],
    })),
  });
  return finishDocx(file);
}
