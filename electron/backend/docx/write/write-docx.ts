import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Header,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TextRun,
} from 'docx';

import { textOfRuns } from '../../../../shared/edition/gate.ts';
import {
  attachmentIndents,
  signatureIndents,
  titleIndent,
  widthOf,
} from '../../../../shared/edition/line-layout.ts';
import type {
  EditionBlock,
  EditionDocument,
  EditionLayout,
  EditionRun,
} from '../../../../shared/edition/types.ts';
import { STAMP_PROPERTY } from '../../signing/stamp.ts';
import { CHAR, FONT, FOOTER, HEADER, LINE, PAGE, SIZE } from './layout.ts';
import { writeHead } from './head.ts';
import { font, stylesOf } from './styles.ts';
import { finishDocx } from './finish-docx.ts';
import { writeTable } from './table.ts';
import { textRuns } from './text-runs.ts';

const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

/** What a file carries besides the edition. `stamp`: of the signature, as plain ASCII. */
export type DocxExtras = { stamp?: string | null };

/** Writes an edition as a Word file in the official layout. Returns the bytes of a .docx. */
export async function writeDocx(doc: EditionDocument, extras: DocxExtras = {}): Promise<Uint8Array> {
  const marks = doc.draft ? { default: draftMark(), even: draftMark() } : undefined;
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
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: {
              top: PAGE.top,
              right: PAGE.right,
              bottom: PAGE.bottom,
              left: PAGE.left,
              header: HEADER,
              footer: FOOTER,
              gutter: 0,
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        ...(marks ? { headers: marks } : {}),
        ...pageNumbers(doc.layout),
        children: [...(doc.head ? writeHead(doc.head) : []), ...body(doc)],
      },
    ],
  });
  return finishDocx(new Uint8Array(await Packer.toArrayBuffer(file)));
}

function body({ blocks, head, layout }: EditionDocument): (Paragraph | Table)[] {
  return blocks.map((block, index) => {
    const before = blocks[index - 1];
    switch (block.type) {
      case 'title':
        return title(block.runs, head !== null && index === 0);
      case 'heading':
        return new Paragraph({
          heading: HEADINGS[block.level],
          // With its body in it, it is no mere heading that has to stay with what follows.
          ...(block.runIn ? { keepNext: false } : {}),
          children: [
            ...textRuns([{ text: block.number }, ...block.runs]),
            ...textRuns(block.runIn ?? [], { font: font(FONT.fangsong) }),
          ],
        });
      case 'table':
        return writeTable(block);
      case 'signature':
        return signature(block, blocks, layout.seal);
      case 'paragraph':
        return paragraph(block, before, blocks[index + 1]);
    }
  });
}

/** A title of several lines is set narrower, so that they come out about as long as one another. */
function title(runs: readonly EditionRun[], underHead: boolean): Paragraph {
  const indent = Math.round(titleIndent(textOfRuns(runs)) * SIZE.title * 10);
  return new Paragraph({
    heading: HeadingLevel.TITLE,
    // Two lines below the red rule (7.3.1).
    ...(underHead
      ? { spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 2 * LINE, after: LINE } }
      : {}),
    ...(indent > 0 ? { indent: { left: indent, right: indent } } : {}),
    children: textRuns(runs),
  });
}

function paragraph(
  block: Extract<EditionBlock, { type: 'paragraph' }>,
  before: EditionBlock | undefined,
  after: EditionBlock | undefined,
): Paragraph {
  const children = textRuns(block.runs);
  // No page has only the signature on it.
  const keepNext = after?.type === 'signature' ? { keepNext: true } : {};
  switch (block.role) {
    case 'addressee':
      return new Paragraph({ style: 'Salutation', children });
    case 'docnumber':
      return new Paragraph({ alignment: AlignmentType.CENTER, children });
    case 'attachment': {
      const first = !(before?.type === 'paragraph' && before.role === 'attachment');
      const { left, hanging } = attachmentIndents(textOfRuns(block.runs), first);
      return new Paragraph({
        children,
        ...keepNext,
        indent: { left: Math.round(left * CHAR), hanging: Math.round(hanging * CHAR) },
        ...(first ? { spacing: oneLineBefore() } : {}),
      });
    }
    case 'body':
      return new Paragraph({ style: 'BodyText', ...keepNext, children });
  }
}

function signature(
  block: Extract<EditionBlock, { type: 'signature' }>,
  blocks: readonly EditionBlock[],
  seal: boolean,
): Paragraph {
  const width = (role: 'unit' | 'date'): number => {
    const one = blocks.find((other) => other.type === 'signature' && other.role === role);
    return one?.type === 'signature' ? widthOf(textOfRuns(one.runs)) : 0;
  };
  const indents = signatureIndents(width('unit'), width('date'), seal);
  const first = blocks.find((other) => other.type === 'signature') === block;
  return new Paragraph({
    style: 'Signature',
    indent: { right: Math.round(indents[block.role] * CHAR) },
    keepNext: block.role === 'unit',
    ...(first ? { spacing: oneLineBefore() } : {}),
    children: textRuns(block.runs),
  });
}

function oneLineBefore(): {
  line: number;
  lineRule: typeof LineRuleType.EXACT;
  before: number;
  after: number;
} {
  return { line: LINE, lineRule: LineRuleType.EXACT, before: LINE, after: 0 };
}

const SMALL_LINE = { line: 280, lineRule: LineRuleType.EXACT, before: 0, after: 0 };

type Side = typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT | typeof AlignmentType.CENTER;

/** `— 1 —`, one character from the outer edge of the text: right on odd pages, left on even ones. */
function pageNumbers({
  pageNumber,
  pageNumberPlace,
}: EditionLayout): { footers: { default: Footer; even: Footer } } | Record<string, never> {
  if (pageNumber === 'none') return {};
  const make = (side: Side): Footer => numberFooter(side, pageNumber === 'dash');
  const centred = pageNumberPlace === 'centre';
  return {
    footers: {
      default: make(centred ? AlignmentType.CENTER : AlignmentType.RIGHT),
      even: make(centred ? AlignmentType.CENTER : AlignmentType.LEFT),
    },
  };
}

function numberFooter(side: Side, dashes: boolean): Footer {
  const style = { font: font(FONT.songti), size: SIZE.pageNumber };
  const { CURRENT } = PageNumber;
  return new Footer({
    children: [
      new Paragraph({
        alignment: side,
        indent:
          side === AlignmentType.LEFT ? { left: 280 } : side === AlignmentType.RIGHT ? { right: 280 } : {},
        spacing: SMALL_LINE,
        children: [new TextRun({ ...style, children: dashes ? ['— ', CURRENT, ' —'] : [CURRENT] })],
      }),
    ],
  });
}

/** Until the report is signed off, every page says so, where a secrecy grade would stand. */
function draftMark(): Header {
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.LEFT,
        spacing: { line: 320, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        children: [new TextRun({ font: font(FONT.heiti), text: '征求意见稿' })],
      }),
    ],
  });
}
