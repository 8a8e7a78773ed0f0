import { Paragraph, type IParagraphOptions, type Table } from 'docx';

import { textOfRuns } from '../../../../shared/edition/gate.ts';
import type { ImageSource } from '../../../../shared/edition/images.ts';
import { contactPlace } from '../../../../shared/edition/imprint.ts';
import type { EditionBlock, EditionDocument } from '../../../../shared/edition/types.ts';
import { endParagraph } from './end-paragraph.ts';
import {
  ANNEX_LABEL,
  annexTitleForm,
  HEADINGS,
  paragraphForm,
  signatureForm,
  titleForm,
  withImages,
} from './forms.ts';
import { writeContact } from './imprint.ts';
import { FONT, LINE, roomOf, type Room } from './layout.ts';
import { font } from './styles.ts';
import { writeTable } from './table.ts';
import { textRuns } from './text-runs.ts';

/** Blocks that follow one another on pages that stand alike. */
export type Stretch = { across: boolean; children: (Paragraph | Table)[] };

/** The blocks of an edition in stretches of pages that stand upright or lie across. */
export function writeBody(doc: EditionDocument, images: ImageSource): Stretch[] {
  const { blocks, imprint } = doc;
  const stretches: Stretch[] = [];
  const contactAt = contactPlace(blocks);
  const write = writerOf(doc, images);
  blocks.forEach((block, index) => {
    const across = block.landscape === true;
    let stretch = stretches.at(-1);
    if (!stretch || stretch.across !== across) stretches.push((stretch = { across, children: [] }));
    const isNext = stretch.children.length > 0;
    // Tables that follow one another would be one in Word.
    if (block.type === 'table' && isNext && blocks[index - 1]?.type === 'table')
      stretch.children.push(endParagraph(block.pageBreak ? 10 : Math.round(LINE / 2)));
    stretch.children.push(...write(block, index, roomOf(across)));
    if (index === contactAt) stretch.children.push(...writeContact(imprint));
    const next = blocks[index + 1];
    if (block.type === 'table' && (!next || (next.landscape === true) !== across))
      stretch.children.push(endParagraph());
  });
  return stretches.length > 0 ? stretches : [{ across: false, children: writeContact(imprint) }];
}

type Write = (block: EditionBlock, index: number, room: Room) => (Paragraph | Table)[];

function writerOf({ blocks, head, layout }: EditionDocument, images: ImageSource): Write {
  const texts = { unit: signatureText(blocks, 'unit'), date: signatureText(blocks, 'date') };
  const firstSigned = blocks.findIndex(({ type }) => type === 'signature');
  const whole = (block: EditionBlock, index: number): IParagraphOptions => {
    switch (block.type) {
      case 'title':
        return titleForm(textOfRuns(block.runs), head !== null && index === 0);
      case 'heading':
        return {
          heading: HEADINGS[block.level],
          // With its body in it, it is no mere heading that has to stay with what follows.
          ...(block.runIn ? { keepNext: false, keepLines: false } : {}),
        };
      case 'signature':
        return signatureForm(block.role, texts, index === firstSigned, layout.seal);
      case 'paragraph': {
        const before = blocks[index - 1];
        const first = !(before?.type === 'paragraph' && before.role === 'attachment');
        return paragraphForm(block.role, textOfRuns(block.runs), first, staysWithNext(blocks, index));
      }
      case 'annex':
        return annexTitleForm(textOfRuns(block.runs));
      case 'table':
        return {};
    }
  };
  return (block, index, room) => {
    if (block.type === 'table') return [writeTable(block, { images, room })];
    const look = { images, room };
    const runs = textRuns(block.runs, {}, look);
    const form = withImages(whole(block, index), block.runs, block.type);
    const pageBreak = block.pageBreak ? { pageBreakBefore: true } : {};
    if (block.type === 'annex') {
      const label = new Paragraph({ ...ANNEX_LABEL, children: textRuns([{ text: block.number }]) });
      return block.runs.length === 0 ? [label] : [label, new Paragraph({ ...form, children: runs })];
    }
    if (block.type !== 'heading') return [new Paragraph({ ...form, ...pageBreak, children: runs })];
    return [
      new Paragraph({
        ...form,
        ...pageBreak,
        children: [
          ...textRuns([{ text: block.number }]),
          ...runs,
          ...textRuns(block.runIn ?? [], { font: font(FONT.fangsong) }, look),
        ],
      }),
    ];
  };
}

/** What goes with the block behind it: the last words before the signature, a caption above a table, an image with its own. */
function staysWithNext(blocks: readonly EditionBlock[], index: number): boolean {
  const [block, next] = [blocks[index], blocks[index + 1]];
  if (block?.type !== 'paragraph' || !next) return false;
  if (next.type === 'signature') return true;
  const isCaption = next.type === 'paragraph' && next.role === 'caption';
  if (block.role === 'caption')
    return next.type === 'table' || (next.type === 'paragraph' && next.role === 'measure');
  return isCaption && block.runs.some(({ image }) => image !== undefined);
}

function signatureText(blocks: readonly EditionBlock[], role: 'unit' | 'date'): string {
  const one = blocks.find((block) => block.type === 'signature' && block.role === role);
  return one?.type === 'signature' ? textOfRuns(one.runs) : '';
}
