import {
  AlignmentType,
  LineRuleType,
  type IFontAttributesProperties,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type IStylesOptions,
} from 'docx';

import { CHAR, FONT, LINE, SIZE, TIGHTER } from './layout.ts';

/**
 * One font for all scripts: without it, quotes, dashes, ellipses and digits fall back to a Latin font, and with
 * them the grid of 28 characters.
 */
export function font(name: string): IFontAttributesProperties {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}

const exactLine = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 };
const FIRST_LINE = { firstLine: 2 * CHAR, firstLineChars: 200 };

function heading(
  level: 0 | 1 | 2 | 3,
  name: string,
): { next: string; run: IRunStylePropertiesOptions; paragraph: IParagraphStylePropertiesOptions } {
  return {
    next: 'BodyText',
    run: { font: font(name), size: SIZE.body, sizeComplexScript: SIZE.body, bold: false, color: '000000' },
    paragraph: { outlineLevel: level, keepNext: true, indent: FIRST_LINE },
  };
}

/** Styles by the names that Word itself gives them, so that its outline and navigation work. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: font(FONT.fangsong),
        size: SIZE.body,
        sizeComplexScript: SIZE.body,
        characterSpacing: TIGHTER,
        language: { value: 'zh-CN', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: exactLine, alignment: AlignmentType.BOTH },
    },
    title: {
      run: {
        font: font(FONT.xiaobiaosong),
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
    heading1: heading(0, FONT.heiti),
    heading2: heading(1, FONT.kaiti),
    heading3: heading(2, FONT.fangsong),
    heading4: heading(3, FONT.fangsong),
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
      id: 'TableText',
      name: 'Table Text',
      basedOn: 'Normal',
      run: { size: SIZE.table, sizeComplexScript: SIZE.table },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { line: 360, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 },
      },
    },
  ],
};
