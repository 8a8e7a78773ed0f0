import { Document, Paragraph, type Table } from 'docx';

import { textOfRuns } from '../../../../shared/edition/gate.ts';
import type { EditionBlock, EditionDocument } from '../../../../shared/edition/types.ts';
import { STAMP_PROPERTY } from '../../properties/stamp-property.ts';
import { finishDocx } from './finish-docx.ts';
import { HEADINGS, paragraphForm, signatureForm, titleForm } from './forms.ts';
import { writeHead } from './head.ts';
import { CHAR, FONT } from './layout.ts';
import { pageOf } from './page.ts';
import { font, stylesOf } from './styles.ts';
import { writeTable } from './table.ts';
import { textRuns } from './text-runs.ts';

/** What a file carries besides the edition. `stamp`: of the signature, as plain ASCII. */
export type DocxExtras = { stamp?: string | null };

/** Writes an edition as a Word file in the official layout. Returns the bytes of a .docx. */
export async function writeDocx(doc: EditionDocument, extras: DocxExtras = {}): Promise<Uint8Array> {
  const file = new Document({
    title: doc.title,
    // Neither the machine's nor the user's name; a reader of the properties sees whose report it is.
    creator: doc.unit,
    lastModifiedBy: doc.unit,
    ...(extras.stamp ? { customProperties: [{ name: STAMP_PROPERTY, value: extras.stamp }] } : {}),
    styles: stylesOf(doc.layout),
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    defaultTabStop: CHAR,
    sections: [{ ...pageOf(doc), children: [...(doc.head ? writeHead(doc.head) : []), ...body(doc)] }],
  });
  return finishDocx(file);
}

function body({ blocks, head, layout }: EditionDocument): (Paragraph | Table)[] {
  const texts = { unit: signatureText(blocks, 'unit'), date: signatureText(blocks, 'date') };
  return blocks.map((block, index) => {
    const before = blocks[index - 1];
    switch (block.type) {
      case 'title':
        return new Paragraph({
          ...titleForm(textOfRuns(block.runs), head !== null && index === 0),
          children: textRuns(block.runs),
        });
      case 'heading':
        return new Paragraph({
          heading: HEADINGS[block.level],
          // With its body in it, it is no mere heading that has to stay with what follows.
          ...(block.runIn ? { keepNext: false, keepLines: false } : {}),
          children: [
            ...textRuns([{ text: block.number }, ...block.runs]),
            ...textRuns(block.runIn ?? [], { font: font(FONT.fangsong) }),
          ],
        });
      case 'table':
        return writeTable(block);
      case 'annex':
        return new Paragraph({ ...titleForm(textOfRuns(block.runs), false), children: textRuns(block.runs) });
      case 'signature': {
        const first = blocks.find((other) => other.type === 'signature') === block;
        return new Paragraph({
          ...signatureForm(block.role, texts, first, layout.seal),
          children: textRuns(block.runs),
        });
      }
      case 'paragraph': {
        const first = !(before?.type === 'paragraph' && before.role === 'attachment');
        const last = blocks[index + 1]?.type === 'signature';
        return new Paragraph({
          ...paragraphForm(block.role, textOfRuns(block.runs), first, last),
          children: textRuns(block.runs),
        });
      }
    }
  });
}

function signatureText(blocks: readonly EditionBlock[], role: 'unit' | 'date'): string {
  const one = blocks.find((block) => block.type === 'signature' && block.role === role);
  return one?.type === 'signature' ? textOfRuns(one.runs) : '';
}
