import {
  gradeOf,
  GRADES,
  headWordsOf,
  marksInLine,
  type Grade,
  type HeadWords,
} from '../text/secrecy-marks.ts';
import type { SourceCell, SourceLine } from './source-line.ts';
import { holdsSomething, sliceText, textOfCell, trimText } from './source-text.ts';

/** What a file says of who may read it, and what is left of its lines without what stands in the head of a document. */
export type HeadMarks = {
  lines: SourceLine[];
  /** 密级, 紧急程度, 份号: taken out of the text, which they are no part of. */
  head: HeadWords;
  /** The highest grade of a state secret that stands anywhere in the file; null where there is none. */
  grade: Grade | null;
  /** A sentence for each mark: what it is, and what became of it. */
  told: string[];
};

/** Lines in which a head may stand, and characters of the longest of them. */
const HEAD_LINES = 8;
const LONGEST = 80;
/** Lines behind the label of an annex that are its head. */
const ANNEX_HEAD = 3;
const ANNEX = /^附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?/;

/**
 * Finds the marks of a file's lines. Those of the head go into the head of the report: a title is never 机密★10年.
 * What stands elsewhere stays in its place, and is told.
 * @param margins what stands in the page headers of the file
 * @param keep marks stay in the text, in lines of their own: for lines that are no file of which a report is made
 */
export function takeHeadMarks(
  source: readonly SourceLine[],
  { margins = [], keep = false }: { margins?: readonly string[]; keep?: boolean } = {},
): HeadMarks {
  const head: HeadWords = { secrecy: '', urgency: '', copy: '' };
  const found: { grade: Grade | null; text: string; taken: boolean }[] = [];
  const headEnd = endOfHead(source);
  let annexHead = 0;
  const lines: SourceLine[] = [];
  const words = source.slice(0, headEnd).map((line) => headWordsOf(line.text));
  const hasMark = words.some((one) => one !== null && (one.secrecy !== '' || one.urgency !== ''));

  const note = (text: string, grade: Grade | null, taken: boolean): void => {
    if (taken && head.secrecy === '') head.secrecy = text.slice(0, 40);
    found.push({ grade, text, taken });
  };

  source.forEach((line, index) => {
    const inMain = index < headEnd;
    annexHead = ANNEX.test(line.text.trim()) ? ANNEX_HEAD + 1 : annexHead - 1;
    const inHead = inMain || annexHead > 0;
    if (line.table) {
      const left = takeCells(line, inHead, inMain, head, note);
      if (left ?? keep) lines.push(left ?? line);
      return;
    }
    const own = inMain ? (words[index] ?? null) : null;
    // Six digits are a copy's number only beside a mark.
    if (own && (own.secrecy !== '' || own.urgency !== '' || hasMark)) {
      if (own.secrecy !== '') note(own.secrecy, gradeOf(own.secrecy), true);
      head.urgency ||= own.urgency;
      head.copy ||= own.copy;
      if (keep) lines.push(line);
      else keepVoids(line, lines);
      return;
    }
    let rest = line;
    for (const mark of marksInLine(line.text, inHead)) {
      const taken = inMain && (mark.alone || mark.from === 0) && (mark.kind === 'state' || mark.alone);
      note(mark.text, mark.grade ?? null, taken);
      if (!taken) continue;
      const beside = headWordsOf(line.text.slice(0, mark.to));
      head.urgency ||= beside?.urgency ?? '';
      head.copy ||= beside?.copy ?? '';
      if (keep) lines.push({ ...line, ...trimText(sliceText(line, 0, mark.to)) });
      rest = { ...line, ...trimText(sliceText(line, mark.to)) };
    }
    if (rest === line || holdsSomething(rest)) lines.push(rest);
  });
  for (const text of margins)
    for (const mark of marksInLine(text, true))
      note(mark.text, mark.grade ?? null, mark.kind === 'state' || head.secrecy === '');

  const grades = new Set(found.map((one) => one.grade));
  const grade = GRADES.find((one) => grades.has(one)) ?? null;
  // A grade outranks 内部资料, wherever it stands.
  if (grade && gradeOf(head.secrecy) === null)
    head.secrecy = found.find((one) => one.grade === grade)?.text ?? grade;
  return { lines, head, grade, told: [...new Set(found.map(sentenceOf))] };
}

function sentenceOf({ grade, text, taken }: { grade: Grade | null; text: string; taken: boolean }): string {
  if (grade) return `密级标志“${text}”${taken ? '收入了版头，不在正文里' : '留在正文里，已记入版头'}`;
  return taken ? `“${text}”收入了版头，不在正文里` : `“${text}”是内部标志，留在正文里，公开前会问`;
}

/** How many of the first lines are the head: up to the first line of text. */
function endOfHead(lines: readonly SourceLine[]): number {
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    if (!holdsSomething(line)) continue;
    const text = line.text.trim();
    const isText = text.length > LONGEST || (/[。；;]$/.test(text) && marksInLine(text, true).length === 0);
    if (isText || seen >= HEAD_LINES) return index;
    seen += 1;
  }
  return lines.length;
}

/** Images beside a mark are no part of it. */
function keepVoids(line: SourceLine, lines: SourceLine[]): void {
  if (!line.voids || line.voids.length === 0) return;
  lines.push({ ...line, text: '', formats: [], voids: line.voids.map((one) => ({ ...one, at: 0 })) });
}

/** The marks of a table's cells; null where they are all that stands in it. */
function takeCells(
  line: SourceLine,
  inHead: boolean,
  inMain: boolean,
  head: HeadWords,
  note: (text: string, grade: Grade | null, taken: boolean) => void,
): SourceLine | null {
  const cells = (line.table ?? []).flat().map((cell: SourceCell) => textOfCell(cell));
  const filled = cells.filter((text) => text.trim() !== '');
  const isLayout =
    inMain &&
    filled.length > 0 &&
    filled.every((text) => /^密\s*级[:：]?$/.test(text.trim()) || headWordsOf(text) !== null);
  for (const text of filled) {
    const words = isLayout ? headWordsOf(text) : null;
    head.urgency ||= words?.urgency ?? '';
    head.copy ||= words?.copy ?? '';
    for (const mark of marksInLine(text, inHead)) {
      // In a list of documents 机密 is a word in a column; with its star it is a mark.
      const isWord = mark.kind === 'state' && !inHead && !/[★☆*]/.test(mark.text);
      if (!isWord) note(mark.text, mark.grade ?? null, isLayout);
    }
  }
  const hasWords = filled.some(
    (text) => (headWordsOf(text)?.secrecy ?? '') !== '' || (headWordsOf(text)?.urgency ?? '') !== '',
  );
  return isLayout && hasWords ? null : line;
}
