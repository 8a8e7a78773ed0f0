import {
  AlignmentType,
  DocumentGridType,
  Footer,
  Header,
  LineRuleType,
  NumberFormat,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type ISectionOptions,
} from 'docx';

import type { EditionDocument, EditionLayout } from '../../../../shared/edition/types.ts';
import { ACROSS, FONT, FOOTER, FOOTER_ACROSS, HEADER, LINE, PAGE, SIZE } from './layout.ts';
import { font } from './styles.ts';

/** The official page with its grid, page numbers, and 征求意见稿 until the report is signed. */
export function pageOf(doc: Pick<EditionDocument, 'draft' | 'layout'>): Omit<ISectionOptions, 'children'> {
  const marks = doc.draft ? { default: draftMark(), even: draftMark() } : undefined;
  return {
    properties: pageSize(),
    ...(marks ? { headers: marks } : {}),
    ...pageNumbers(doc.layout),
  };
}

/** Whether the pages of an edition have a header and a footer. */
export const edgesOf = ({
  draft,
  layout,
}: Pick<EditionDocument, 'draft' | 'layout'>): { header: boolean; footer: boolean } => ({
  header: draft,
  footer: layout.pageNumber !== 'none',
});

/** Paper, margins, grid and notes of the official page, upright or across. */
export function pageSize(across = false): NonNullable<ISectionOptions['properties']> {
  const { width, height, top, right, bottom, left } = across ? ACROSS : PAGE;
  return {
    page: {
      // The package takes the size of the upright page, and turns it itself.
      size: across
        ? { width: height, height: width, orientation: PageOrientation.LANDSCAPE }
        : { width, height },
      margin: {
        top,
        right,
        bottom,
        left,
        header: HEADER,
        footer: across ? FOOTER_ACROSS : FOOTER,
        gutter: 0,
      },
    },
    grid: { type: DocumentGridType.LINES, linePitch: LINE },
    footnoteProperties: { numberFormat: { type: NumberFormat.DECIMAL_ENCLOSED_CIRCLE_CHINESE } },
    endnoteProperties: { numberFormat: { type: NumberFormat.DECIMAL } },
  };
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
