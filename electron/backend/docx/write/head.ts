import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TabStopType, TextRun } from 'docx';

import { markSize } from '../../../../shared/edition/line-layout.ts';
import type { EditionHead } from '../../../../shared/edition/types.ts';
import { CHAR, FONT, LINE, mm, TEXT_WIDTH } from './layout.ts';
import { font } from './styles.ts';

const RED = 'FF0000';
const LEFT = AlignmentType.LEFT;

function line(before = 0): {
  line: number;
  lineRule: typeof LineRuleType.EXACT;
  before: number;
  after: number;
} {
  return { line: LINE, lineRule: LineRuleType.EXACT, before, after: 0 };
}

/**
 * 版头 (GB/T 9704-2012, 7.2): copy number, secrecy and urgency at the upper left, the red mark 35 mm below the upper
 * edge of the text, the number two lines below it, and the red rule 4 mm below that.
 */
export function writeHead(head: EditionHead): Paragraph[] {
  const grades = [head.copy, head.secrecy, head.urgency].filter((text) => text !== '');
  const points = markSize(head.mark);
  const markLine = Math.round(points * 20 * 1.2);
  const above = Math.max(0, mm(35) - grades.length * LINE - Math.round((markLine - points * 20) / 2));
  const small = grades.map(
    (text) =>
      new Paragraph({
        alignment: LEFT,
        spacing: line(),
        children: [new TextRun({ text, font: font(FONT.heiti) })],
      }),
  );
  return [
    ...small,
    new Paragraph({
      style: 'DocumentMark',
      spacing: { line: markLine, lineRule: LineRuleType.EXACT, before: above, after: 0 },
      children: [
        new TextRun({
          text: head.mark,
          font: font(FONT.xiaobiaosong),
          size: Math.round(points * 2),
          color: RED,
        }),
      ],
    }),
    number(head),
  ];
}

/** The number in the middle; with a signer at the left, and the signer at the right, one character from the edges. */
function number({ number: text, signer }: EditionHead): Paragraph {
  // 4 mm below the characters; a line of 28.95 pt has 6.5 pt of room below them.
  const rule = { style: BorderStyle.SINGLE, color: RED, size: 12, space: 5 };
  const common = { spacing: line(2 * LINE), border: { bottom: rule } };
  if (!signer) {
    return new Paragraph({
      ...common,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text, font: font(FONT.fangsong) })],
    });
  }
  return new Paragraph({
    ...common,
    alignment: LEFT,
    indent: { left: 0, firstLine: CHAR },
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - CHAR }],
    children: [
      new TextRun({ text, font: font(FONT.fangsong) }),
      new TextRun({ text: '\t签发人：', font: font(FONT.fangsong) }),
      new TextRun({ text: signer, font: font(FONT.kaiti) }),
    ],
  });
}
