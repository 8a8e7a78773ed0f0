import {
  AlignmentType,
  LineRuleType,
  type IFontAttributesProperties,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type IStylesOptions,
} from 'docx';

import type { EditionLayout } from '../../../../shared/edition/types.ts';
import { layout } from '../../../../shared/settings/layout.ts';
import { CHAR, FONT, LINE, SIZE, TIGHTER, TITLE_FONT } from './layout.ts';

/**
 * One font for all scripts: without it, quotes, dashes, ellipses and digits fall back to a Latin font, and with
 * them the grid of 28 characters.
 */
export function font(name: string, latin = name): IFontAttributesProperties {
  return { ascii: latin, hAnsi: latin, eastAsia: name, cs: latin, hint: 'eastAsia' };
}

const exactLine = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 };
/** A line that grows with what stands in it. */
const looseLine = (line: number) => ({ line, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 });
const plain = (size: number): IRunStylePropertiesOptions => ({ size, sizeComplexScript: size });
const noteText = {
  run: plain(SIZE.note),
  paragraph: { spacing: looseLine(280), alignment: AlignmentType.BOTH },
};
const FIRST_LINE = { firstLine: 2 * CHAR, firstLineChars: 200 };

function heading(
  level: 0 | 1 | 2 | 3,
  face: IFontAttributesProperties,
): { next: string; run: IRunStylePropertiesOptions; paragraph: IParagraphStylePropertiesOptions } {
  return {
    next: 'BodyText',
    run: { font: face, size: SIZE.body, sizeComplexScript: SIZE.body, bold: false, color: '000000' },
    paragraph: { outlineLevel: level, keepNext: true, keepLines: true, indent: FIRST_LINE },
  };
}

/** Styles by the names that Word itself gives them, so that its outline and navigation work. */
export function stylesOf({ digits, titleFont }: EditionLayout): IStylesOptions {
  const face = (name: string): IFontAttributesProperties =>
    digits === 'times' ? font(name, FONT.times) : font(name);
  return {
    default: {
      document: {
        run: {
          font: face(FONT.fangsong),
          size: SIZE.body,
          sizeComplexScript: SIZE.body,
          characterSpacing: TIGHTER,
          language: { value: 'zh-CN', eastAsia: 'zh-CN' },
        },
        paragraph: { spacing: exactLine, alignment: AlignmentType.BOTH },
      },
      title: {
        run: {
          font: face(TITLE_FONT[titleFont]),
          size: SIZE.title,
          sizeComplexScript: SIZE.title,
          bold: false,
        },
        paragraph: {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { ...exactLine, after: LINE },
        },
      },
      heading1: heading(0, face(FONT.heiti)),
      heading2: heading(1, face(FONT.kaiti)),
      heading3: heading(2, face(FONT.fangsong)),
      heading4: heading(3, face(FONT.fangsong)),
      caption: {
        run: { ...plain(SIZE.caption), font: face(FONT.heiti) },
        paragraph: {
          alignment: AlignmentType.CENTER,
          spacing: { ...looseLine(440), before: 120, after: 60 },
        },
      },
      footnoteText: noteText,
      endnoteText: noteText,
    },
    paragraphStyles: [
      // The same style ids that Word writes itself.
      {
        id: 'BodyText',
        name: 'Body Text',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: { indent: FIRST_LINE },
      },
      {
        id: 'Salutation',
        name: 'Salutation',
        basedOn: 'Normal',
        next: 'BodyText',
        paragraph: { keepNext: true },
      },
      {
        id: 'Signature',
        name: 'Signature',
        basedOn: 'Normal',
        paragraph: { alignment: AlignmentType.RIGHT, keepLines: true },
      },
      {
        // 发文机关标志
        id: 'DocumentMark',
        name: 'Document Mark',
        basedOn: 'Normal',
        run: { size: SIZE.title },
        paragraph: { alignment: AlignmentType.CENTER, spacing: exactLine },
      },
      {
        // 附件 and its number stand in the first line of the page, its title in the third (7.3.7).
        id: 'AnnexLabel',
        name: 'Annex Label',
        basedOn: 'Normal',
        next: 'AnnexTitle',
        run: { font: face(FONT.heiti) },
        paragraph: { alignment: AlignmentType.LEFT, keepNext: true },
      },
      {
        id: 'AnnexTitle',
        name: 'Annex Title',
        basedOn: 'Normal',
        next: 'BodyText',
        run: { font: face(TITLE_FONT[titleFont]), ...plain(SIZE.title) },
        paragraph: {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { ...exactLine, before: LINE, after: LINE },
        },
      },
      {
        // 单位行 above a table
        id: 'Measure',
        name: 'Measure',
        basedOn: 'Normal',
        run: plain(SIZE.table),
        paragraph: { alignment: AlignmentType.RIGHT, keepNext: true, spacing: looseLine(360) },
      },
      {
        // A paragraph of an image alone: a line of fixed height would cut it.
        id: 'Figure',
        name: 'Figure',
        basedOn: 'Normal',
        paragraph: {
          alignment: AlignmentType.CENTER,
          spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 120, after: 60 },
        },
      },
      {
        // 附注 (7.3.6)
        id: 'Contact',
        name: 'Contact',
        basedOn: 'Normal',
        paragraph: { indent: FIRST_LINE },
      },
      {
        // 版记 (7.4)
        id: 'Imprint',
        name: 'Imprint',
        basedOn: 'Normal',
        run: plain(SIZE.imprint),
        paragraph: { alignment: AlignmentType.LEFT, spacing: looseLine(480) },
      },
      {
        id: 'TableEnd',
        name: 'Table End',
        basedOn: 'Normal',
        run: plain(2),
        paragraph: { spacing: exactLine },
      },
      {
        id: 'TableText',
        name: 'Table Text',
        basedOn: 'Normal',
        run: { size: SIZE.table, sizeComplexScript: SIZE.table },
        paragraph: {
          alignment: AlignmentType.CENTER,
          spacing: looseLine(360),
        },
      },
    ],
  };
}

/** As the standard has it, for what follows none of the unit's choices. */
export const STYLES = stylesOf(layout.parse(undefined));
