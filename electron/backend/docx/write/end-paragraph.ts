import { LineRuleType, Paragraph } from 'docx';

/**
 * A paragraph that takes no room to speak of: Word wants one behind a table at the end of a section, and takes two tables
 * with none between them for one.
 */
export const endParagraph = (line = 10): Paragraph =>
  new Paragraph({
    style: 'TableEnd',
    spacing: { line, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  });
