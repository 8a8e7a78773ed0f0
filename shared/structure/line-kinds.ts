import type { HeadingLevel, ParagraphRole } from '../document/types.ts';
import { headWordsOf, isInternalMark } from '../text/secrecy-marks.ts';
import { annexHeads } from './annexes.ts';
import { headingNumber, type HeadingNumber } from './heading-number.ts';
import type { SourceLine } from './source-line.ts';

/** What a line of the source is taken for. */
export type Kind =
  | { kind: 'title'; sure: number }
  | {
      kind: 'heading';
      level: HeadingLevel;
      label: string;
      text: string;
      body: string | null;
      /** How likely it is one, 0 to 1. */
      sure: number;
    }
  | { kind: 'paragraph'; role: ParagraphRole; doubt?: string; sure: number }
  | { kind: 'signature'; role: 'unit' | 'date'; sure: number }
  /** The label of an annex, or a line of its title; `from`: where the title begins behind the label's colon. */
  | { kind: 'annex'; part: 'label' | 'title'; from?: number; sure: number }
  | { kind: 'table' };

/** A heading is short: longer first sentences are text that begins with a number. */
const LONGEST_HEADING = 45;
const LONGEST_TITLE = 80;

const TITLE_WORDS = /(?:总结|报告|计划|要点|汇报|情况|意见|方案)/;
const DOCUMENT_NUMBER = /^\S{1,20}[〔[［（(](?:\d{4}|[*＊xX]{2,4})[〕\]］）)](?:第)?(?:\d+|[*＊xX]+)号$/;
const DATE =
  /^(?:\d{4}|[〇零○一二三四五六七八九]{4}|[*＊xX×]{2,4}|20[*xX]{2})\s*年\s*(?:[\d一二三四五六七八九十*＊xX×]{1,3})\s*月(?:\s*(?:[\d一二三四五六七八九十*＊xX×]{1,3})\s*日)?$/;

/**
 * Says of each line what it is, from its own looks and its place. `isKnownHeading` tells a line without a number that a
 * template knows as a heading. A part of a report has no title of its own, unless its file calls one so, and no
 * signature.
 */
export function kindsOf(
  lines: readonly SourceLine[],
  isKnownHeading: (text: string) => HeadingLevel | null,
  isPart = false,
): Kind[] {
  const titleEnd = isPart ? markedTitle(lines) : titleLines(lines);
  const annexes = isPart ? [] : annexHeads(lines, (before) => signatureOf(lines, before) !== null);
  const body = annexes[0]?.label ?? lines.length;
  const signature = isPart ? null : signatureOf(lines, body);
  const ofAnnexes = new Map<number, Kind>();
  for (const { label, from, title } of annexes) {
    const isSure = title.length === 1 || from !== undefined;
    const sure = lines[label]?.role === undefined ? (isSure ? 0.95 : 0.85) : 0.99;
    ofAnnexes.set(label, { kind: 'annex', part: 'label', sure, ...(from === undefined ? {} : { from }) });
    for (const at of title) ofAnnexes.set(at, { kind: 'annex', part: 'title', sure });
  }
  const titleText = [...titleEnd].map((index) => lines[index]?.text ?? '').join('');
  const titleSure = TITLE_WORDS.test(titleText)
    ? 0.97
    : [...titleEnd].some((at) => lines[at]?.title)
      ? 0.95
      : 0.6;
  let seenBody = isPart;
  /** The number of the next line of a list of annexes (附件说明); 0 where none is open. */
  let next = 0;
  return lines.map((line, index): Kind => {
    const text = line.text.trim();
    if (line.table) return { kind: 'table' };
    if (titleEnd.has(index)) return { kind: 'title', sure: titleSure };
    const ofAnnex = ofAnnexes.get(index);
    if (ofAnnex) return ofAnnex;
    if (signature && index >= signature.from && index <= signature.to) return signatureKind(line, text);
    const beside = roleBeside(lines, index);
    if (beside) return { kind: 'paragraph', role: beside, sure: 0.97 };
    const listed = index < body ? listedAnnex(text, next) : null;
    next = listed ?? 0;
    if (listed !== null) return { kind: 'paragraph', role: 'attachment', sure: 0.95 };
    const isKnown = index < body ? isKnownHeading : () => null;
    const heading = headingOf(line, text, isKnown);
    const role = heading ? null : roleOf(text, seenBody || index > body);
    if (heading || role === 'body') seenBody = true;
    if (role === 'attachment') next = firstListed(text);
    return heading ?? { kind: 'paragraph', role: role ?? 'body', ...doubtOf(text, role ?? 'body') };
  });
}

/** A number before a text that is too long for a heading is worth a look. */
function doubtOf(text: string, role: ParagraphRole): { doubt?: string; sure: number } {
  const number = headingNumber(text);
  if (!number) return { sure: role === 'addressee' && !SOMEBODY.test(text) ? 0.7 : 0.97 };
  // A whole long sentence is hardly a heading, whatever stands before it.
  const sure = number.rest.length > 2 * LONGEST_HEADING ? 0.95 : 0.7;
  return { doubt: `“${number.label}”后面不像标题，按正文保留`, sure };
}

/** Whom a report is to, and who signs it, ends so. */
const SOMEBODY =
  /(?:政府|党委|党组|党工委|人大|政协|法院|检察院|委员会|委|办公室|办事处|办|厅|局|部|处|室|院|所|站|中心|组|公司|单位|部门|领导|同志|省|市|区|县|乡|镇|街道|村|社区)[*＊xX×○某）)]*[：:]?$/;

function signatureKind(line: SourceLine, text: string): Extract<Kind, { kind: 'signature' }> {
  if (DATE.test(text)) return { kind: 'signature', role: 'date', sure: 0.97 };
  const sure = SOMEBODY.test(text) ? 0.97 : line.align === 'right' ? 0.92 : 0.7;
  return { kind: 'signature', role: 'unit', sure };
}

function headingOf(
  line: SourceLine,
  text: string,
  isKnownHeading: (text: string) => HeadingLevel | null,
): Kind | null {
  const number = headingNumber(text);
  if (number) {
    const split = splitHeading(number.rest.trim());
    if (!split) return null;
    return {
      kind: 'heading',
      level: number.level,
      label: number.label,
      ...split,
      sure: sureOf(number, split, line),
    };
  }
  const level = line.heading ?? isKnownHeading(text);
  if (!level || text.length > LONGEST_HEADING * 2) return null;
  return {
    kind: 'heading',
    level,
    label: '',
    text,
    body: null,
    sure: line.heading === undefined ? 0.7 : 0.9,
  };
}

/** A number says heading; a long text, or a comma in it, says so less, unless the file's style agrees. */
function sureOf(number: HeadingNumber, { text }: { text: string }, line: SourceLine): number {
  if (line.heading !== undefined) return 0.99;
  const long = text.length > 30 ? 0.08 : 0;
  const arabic = number.level > 2 ? 0.02 : 0;
  return 0.97 - long - arabic;
}

/** Heading and body of a line: the first sentence is the heading where more follows it on the same line. */
function splitHeading(rest: string): { text: string; body: string | null } | null {
  const stop = rest.search(/[。；;！？!?]/);
  if (rest === '') return null;
  if (stop < 0 || stop === rest.length - 1) {
    const limit = rest.includes('，') || rest.includes('：') ? LONGEST_HEADING : LONGEST_HEADING * 1.5;
    return rest.length <= limit ? { text: rest, body: null } : null;
  }
  // Only a full stop parts a heading from its body.
  if (rest[stop] !== '。' || stop > LONGEST_HEADING) return null;
  return { text: rest.slice(0, stop + 1), body: rest.slice(stop + 1) };
}

/** 附件：1.…: the number with which the list of annexes goes on in the next line. */
function firstListed(text: string): number {
  const [, words = ''] = /^附件[\d一二三]*[:：]\s*(.*)$/.exec(text) ?? [];
  const number = /^(\d{1,2})[.．、]/.exec(words)?.[1];
  return words === '' ? 1 : number === undefined ? 0 : Number(number) + 1;
}

/** The number behind this line of a list of annexes; null where it is none. */
function listedAnnex(text: string, expected: number): number | null {
  const number = /^(\d{1,2})[.．、](?!\d)/.exec(text)?.[1];
  const isListed = expected > 0 && Number(number) === expected && text.length < 80 && !/[。；]/.test(text);
  return isListed ? expected + 1 : null;
}

/** A caption is short, and begins with what it names. */
const CAPTION = /^(?:附?表|图)\s*[\d０-９一二三四五六七八九十]{1,3}/;
const LONGEST_CAPTION = 60;
const MEASURE = /^[（(]?(?:计量)?单位[:：]\s*\S{1,20}[）)]?$/;
const UNITS_OF_MEASURE = /[元件人个次宗户场份亩项%％]\s*[）)]?$/;

/** What a line is by what it stands beside: the caption of a table or an image, the unit of a table. */
function roleBeside(lines: readonly SourceLine[], index: number): 'caption' | 'measure' | null {
  const line = lines[index];
  const text = line?.text.trim() ?? '';
  if (!line || text === '') return null;
  const next = lines[index + 1];
  if (isMeasure(line) && next?.table) return 'measure';
  if (line.role === 'caption' && text.length <= 2 * LONGEST_CAPTION) return 'caption';
  if (!CAPTION.test(text) || text.length > LONGEST_CAPTION || /[。；，：:]$/.test(text)) return null;
  const behind = next && isMeasure(next) ? lines[index + 2] : next;
  if (text.startsWith('图')) return isImage(lines[index - 1]) ? 'caption' : null;
  return behind?.table ? 'caption' : null;
}

function isMeasure({ text, role, align, table }: SourceLine): boolean {
  const words = text.trim();
  if (table || !MEASURE.test(words)) return false;
  return role === 'measure' || align === 'right' || UNITS_OF_MEASURE.test(words);
}

const isImage = (line: SourceLine | undefined): boolean =>
  line !== undefined && line.text.trim() === '' && (line.voids?.some((one) => 'image' in one) ?? false);

function roleOf(text: string, seenBody: boolean): ParagraphRole {
  if (DOCUMENT_NUMBER.test(text)) return 'docnumber';
  if (/^附件[\d一二三]*[:：]/.test(text) && text.length < 80) return 'attachment';
  const isAddressee = !seenBody && /[:：]$/.test(text) && text.length <= 40 && !/如下|[。，；]/.test(text);
  return isAddressee ? 'addressee' : 'body';
}

/** An image, the number of the document, or what its head says of secrecy: a title may stand below. */
const isBefore = ({ text, table }: SourceLine): boolean =>
  table === undefined &&
  (text.trim() === '' ||
    DOCUMENT_NUMBER.test(text.trim()) ||
    headWordsOf(text) !== null ||
    isInternalMark(text));

/** The title: what the file calls so, else the first lines up to the one that says what kind of report it is. */
function titleLines(lines: readonly SourceLine[]): Set<number> {
  const marked = markedTitle(lines);
  if (marked.size > 0) return marked;
  let index = 0;
  while (lines[index] && isBefore(lines[index] as SourceLine)) index += 1;
  const found: number[] = [];
  for (let at = index; at < Math.min(lines.length, index + 4); at += 1) {
    const line = lines[at];
    const text = line?.text.trim() ?? '';
    if (!line || line.table || !text || text.length > LONGEST_TITLE) break;
    if (/[。；：:]$/.test(text) || headingNumber(text)) break;
    found.push(at);
    if (TITLE_WORDS.test(text) && !continues(lines[at + 1])) return new Set(found);
  }
  return TITLE_WORDS.test(found.map((at) => lines[at]?.text ?? '').join(''))
    ? new Set(found)
    : new Set(found.slice(0, 1));
}

function markedTitle(lines: readonly SourceLine[]): Set<number> {
  const marked = lines.findIndex((line) => line.title);
  return new Set(marked >= 0 && lines[marked]?.text.trim() ? [marked] : []);
}

/** A title of two lines: the next one goes on with it (和…计划). */
function continues(line: SourceLine | undefined): boolean {
  const text = line?.text.trim() ?? '';
  return (
    /^(?:和|及|暨|与)/.test(text) && text.length <= 40 && TITLE_WORDS.test(text) && !/[。；：，]/.test(text)
  );
}

/** What may follow the signature: the contact in brackets (附注), and who has copies and who printed (版记). */
const BEHIND = /^[（(][^（()）]{2,80}[）)]$|^(?:抄送|主送|分送)[:：]|印发$/;

/**
 * First and last line of the signature with which the lines before this one end; null where they don't. Tables may
 * follow it.
 */
function signatureOf(all: readonly SourceLine[], before: number): { from: number; to: number } | null {
  const lines = all.slice(0, before);
  const isBehind = ({ table, text }: SourceLine): boolean =>
    table !== undefined || text.trim() === '' || (!DATE.test(text.trim()) && BEHIND.test(text.trim()));
  const last = lines.findLastIndex((line) => !isBehind(line));
  const text = lines[last]?.text.trim() ?? '';
  if (last < 1) return null;
  if (!DATE.test(text)) {
    // A unit alone, where the date was left out: only what can be nothing else.
    const isAlone = last > 1 && mayBeUnit(text) && SOMEBODY.test(text) && lines[last]?.heading === undefined;
    return isAlone && (lines[last]?.align === 'right' || /政府|委员会|办事处|[局院委办]$/.test(text))
      ? { from: last, to: last }
      : null;
  }
  const hasUnit = mayBeUnit(lines[last - 1]?.text.trim() ?? '') && last > 1;
  return { from: hasUnit ? last - 1 : last, to: last };
}

function mayBeUnit(text: string): boolean {
  return text.length > 0 && text.length <= 30 && !/[。；，：、]/.test(text) && !headingNumber(text);
}
