import {
  BorderStyle,
  Paragraph,
  RelativeVerticalPosition,
  Tab,
  TabStopType,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';

import { hasImprint, imprintLines } from '../../../../shared/edition/imprint.ts';
import type { EditionImprint } from '../../../../shared/edition/types.ts';
import { widthOf } from '../../../../shared/edition/line-layout.ts';
import { endParagraph } from './end-paragraph.ts';
import { ACROSS, PAGE, roomOf, SIZE, TEXT_WIDTH, TEXT_WIDTH_ACROSS } from './layout.ts';
import { withoutForbidden } from './text-runs.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** The first and the last rule are 0.35 mm thick, those between 0.25 mm (7.4.1); Word counts eighths of a point. */
const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const THIN = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
/** A character of 14 pt, tightened as all text is. */
const CHAR = SIZE.imprint * 10 - 5;

const words = (text: string): TextRun =>
  new TextRun({ font: { hint: 'eastAsia' }, text: withoutForbidden(text) });

/** 附注: the contact, in brackets, two characters in, below the date of the signature. */
export function writeContact(imprint: EditionImprint | null): Paragraph[] {
  const { contact: text } = imprintLines(imprint);
  return text === '' ? [] : [new Paragraph({ style: 'Contact', children: [words(text)] })];
}

/**
 * 版记 (GB/T 9704-2012, 7.4): who has copies, who printed and when, between rules as wide as the text, at the foot of the
 * page that it comes to stand on.
 * @param across that page lies across
 */
export function writeImprint(imprint: EditionImprint | null, across: boolean): (Paragraph | Table)[] {
  const printed = imprintLines(imprint);
  if (!hasImprint(printed)) return [];
  const { copies, printer, printDate: date } = printed;
  const lines: IParagraphOptions[] = [];
  // Wrapped lines go on under the first character behind the colon.
  if (copies) {
    const hanging = Math.round(widthOf('抄送：') * CHAR);
    lines.push({ indent: { left: CHAR + hanging, right: CHAR, hanging }, children: [words(copies)] });
  }
  if (printer || date) {
    lines.push({
      indent: { left: CHAR, right: CHAR },
      tabStops: [{ type: TabStopType.RIGHT, position: roomOf(across).width - CHAR }],
      children: [words(printer), ...(date ? [new TextRun({ children: [new Tab()] }), words(date)] : [])],
    });
  }
  const { left, width } = across
    ? { left: ACROSS.left, width: TEXT_WIDTH_ACROSS }
    : { left: PAGE.left, width: TEXT_WIDTH };
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: width, type: WidthType.DXA },
      columnWidths: [width],
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      float: {
        // LibreOffice takes a table as wide as the text off its place only where that is given from the paper's edge.
        horizontalAnchor: TableAnchorType.PAGE,
        absoluteHorizontalPosition: left,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      borders: {
        top: THICK,
        bottom: THICK,
        left: NONE,
        right: NONE,
        insideHorizontal: THIN,
        insideVertical: NONE,
      },
      rows: lines.map(
        (line) =>
          new TableRow({
            cantSplit: true,
            children: [
              new TableCell({
                width: { size: width, type: WidthType.DXA },
                margins: { left: 0, right: 0, top: 40, bottom: 40 },
                children: [new Paragraph({ style: 'Imprint', ...line })],
              }),
            ],
          }),
      ),
    }),
    endParagraph(),
  ];
}
