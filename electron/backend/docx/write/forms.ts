import { AlignmentType, HeadingLevel, LineRuleType, type IParagraphOptions } from 'docx';

import type { BlockForm, ParagraphRole } from '../../../../shared/document/types.ts';
import {
  attachmentIndents,
  signatureIndents,
  titleIndent,
  widthOf,
} from '../../../../shared/edition/line-layout.ts';
import type { EditionRun } from '../../../../shared/edition/types.ts';
import { CHAR, LINE, SIZE } from './layout.ts';

// How each kind of paragraph stands on the page, whatever is written in it.

export const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

/** A title of several lines is set narrower, so that they come out about as long as one another. */
export function titleForm(text: string, underHead: boolean): IParagraphOptions {
  const indent = Math.round(titleIndent(text) * SIZE.title * 10);
  return {
    heading: HeadingLevel.TITLE,
    // Two lines below the red rule (7.3.1).
    ...(underHead
      ? { spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 2 * LINE, after: LINE } }
      : {}),
    ...(indent > 0 ? { indent: { left: indent, right: indent } } : {}),
  };
}

/** 附件1, at the upper left of a page of its own. */
export const ANNEX_LABEL: IParagraphOptions = { style: 'AnnexLabel', pageBreakBefore: true };

/** The title of an annex is set as that of the report. */
export function annexTitleForm(text: string): IParagraphOptions {
  const { indent } = titleForm(text, false);
  return { style: 'AnnexTitle', ...(indent ? { indent } : {}) };
}

/**
 * What changes of a block's form where images stand in it: a fixed line would cut them. A paragraph of nothing else is a
 * figure; what is a heading or a title stays one, with whatever is in it.
 */
export function withImages(
  form: IParagraphOptions,
  runs: readonly EditionRun[],
  type: BlockForm['type'],
): IParagraphOptions {
  if (!runs.some(({ image }) => image)) return form;
  if (type === 'paragraph' && runs.every(({ image, text }) => image !== undefined || text.trim() === '')) {
    const { keepNext, pageBreakBefore } = form;
    return {
      style: 'Figure',
      ...(keepNext ? { keepNext } : {}),
      ...(pageBreakBefore ? { pageBreakBefore } : {}),
    };
  }
  return { ...form, spacing: { ...form.spacing, line: LINE, lineRule: LineRuleType.AT_LEAST } };
}

/**
 * @param first of an attachments note: its first paragraph
 * @param last it stays with what follows: the signature, so that no page has only that on it; the table that it names
 */
export function paragraphForm(
  role: ParagraphRole,
  text: string,
  first: boolean,
  last: boolean,
): IParagraphOptions {
  const keepNext = last ? { keepNext: true } : {};
  switch (role) {
    case 'addressee':
      return { style: 'Salutation' };
    case 'docnumber':
      return { alignment: AlignmentType.CENTER };
    case 'attachment': {
      const { left, hanging } = attachmentIndents(text, first);
      return {
        ...keepNext,
        indent: { left: Math.round(left * CHAR), hanging: Math.round(hanging * CHAR) },
        ...(first ? { spacing: oneLineBefore() } : {}),
      };
    }
    case 'caption':
      return { style: 'Caption', ...keepNext };
    case 'measure':
      return { style: 'Measure', keepNext: true };
    case 'body':
      return { style: 'BodyText', ...keepNext };
  }
}

/** @param texts of both lines; the first of the two stands one line below what comes before */
export function signatureForm(
  role: 'unit' | 'date',
  texts: { unit: string; date: string },
  first: boolean,
  seal: boolean,
): IParagraphOptions {
  const indents = signatureIndents(widthOf(texts.unit), widthOf(texts.date), seal);
  return {
    style: 'Signature',
    indent: { right: Math.round(indents[role] * CHAR) },
    keepNext: role === 'unit',
    ...(first ? { spacing: oneLineBefore() } : {}),
  };
}

function oneLineBefore(): {
  line: number;
  lineRule: typeof LineRuleType.EXACT;
  before: number;
  after: number;
} {
  return { line: LINE, lineRule: LineRuleType.EXACT, before: LINE, after: 0 };
}
