import { fromChineseNumber } from '../text/chinese-number.ts';
import { headingNumber } from './heading-number.ts';
import type { SourceLine } from './source-line.ts';

/**
 * Lines of an annex's head: its label (附件1), and its title behind. `from`: where the title begins in the line of the
 * label, for one that stands behind its colon.
 */
export type AnnexHead = { label: number; from?: number; title: number[] };

const LABEL = /^附\s?件\s*([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?$/;
/** A number behind the colon begins a list of annexes (附件说明). */
const WITH_TITLE = /^附\s?件\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]\s*(?=[^\s\d])/;
const LONGEST_TITLE = 60;

/** True for a line that says 附件 and no more, but for a number. */
const saysAnnex = ({ text, table }: SourceLine): boolean => table === undefined && LABEL.test(text.trim());

/**
 * The heads of the annexes of a report, in order. The first stands behind the signature, or begins a page, or is called so
 * by its file: a list of annexes before the signature is none.
 * @param isSigned whether the lines before this one end with a signature
 */
export function annexHeads(lines: readonly SourceLine[], isSigned: (before: number) => boolean): AnnexHead[] {
  const heads: AnnexHead[] = [];
  lines.forEach((line, label) => {
    const isCalled = line.role === 'annex-label';
    const from = isCalled ? null : titleBehindColon(lines, label);
    if (!isCalled && from === null && !saysAnnex(line)) return;
    if (label === 0 || (heads.length === 0 && !isCalled && !line.pageBreak && !isSigned(label))) return;
    if (from !== null) {
      heads.push({ label, from, title: [] });
      return;
    }
    const title = titleBehind(lines, label);
    // Without a title it may be anything, unless it has a page of its own.
    if (title.length > 0 || isCalled || line.pageBreak) heads.push({ label, title });
  });
  return heads;
}

/** Where the title begins in a line that says both; null for none. Lines of which one follows the other are a list. */
function titleBehindColon(lines: readonly SourceLine[], at: number): number | null {
  const isListed = saysBoth(lines[at - 1]) !== null || saysBoth(lines[at + 1]) !== null;
  return isListed || at === lines.length - 1 ? null : saysBoth(lines[at]);
}

function saysBoth(line: SourceLine | undefined): number | null {
  const text = line?.table ? '' : (line?.text.trim() ?? '');
  const label = WITH_TITLE.exec(text)?.[0].length ?? 0;
  return label > 0 && text.length - label <= LONGEST_TITLE && !/[。；：:，]$/.test(text) ? label : null;
}

/** The lines of the title: what the file calls so, else a short line, and what stands in the middle below it. */
function titleBehind(lines: readonly SourceLine[], label: number): number[] {
  const found: number[] = [];
  const isCalled = lines[label + 1]?.role === 'annex-title';
  for (let at = label + 1; at < lines.length && found.length < 4; at += 1) {
    const line = lines[at];
    if (!line) break;
    const text = line.text.trim();
    const goesOn = isCalled ? line.role === 'annex-title' : mayBeTitle(line, text, found.length > 0);
    if (!goesOn || line.table || saysAnnex(line)) break;
    found.push(at);
  }
  return found;
}

function mayBeTitle(line: SourceLine, text: string, isSecond: boolean): boolean {
  if (text === '' || text.length > LONGEST_TITLE || /[。；：:，]$/.test(text)) return false;
  if (headingNumber(text) || line.pageBreak || line.heading !== undefined) return false;
  return !isSecond || line.align === 'center';
}

/** A label as counting would write it: 附件 2： and 附件二 are 附件2. */
export function plainLabel(text: string): string {
  const [, number = ''] = LABEL.exec(text.trim().replace(/[:：].*$/s, '')) ?? [];
  const digits = number.normalize('NFKC');
  return `附件${/^\d*$/.test(digits) ? digits : (fromChineseNumber(digits) ?? digits)}`;
}
