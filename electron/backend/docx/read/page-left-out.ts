import type { LeftOut, LeftOutKind, WordChange } from '../../../../shared/merge/word-copy.ts';
import { ACROSS, PAGE } from '../write/layout.ts';
import { changeOf } from './change-of.ts';
import { looksIn } from './copy-looks.ts';
import type { Styles } from './styles.ts';
import { deep, textIn } from './text-in.ts';
import { attribute, child, elementsOf, type Document, type Element } from './xml.ts';

// What of a returned copy is not taken in, and stands outside of its text.

/** Lengths of a page that a program may have moved when it saved it, in twips. */
const NEAR = 60;

const EDGES = [
  ['top', '上'],
  ['bottom', '下'],
  ['left', '左'],
  ['right', '右'],
] as const;

/** Whether the pages of a section lie across, and what of their paper is not as the official page has it. */
export function paperOf(section: Element): { across: boolean; what: string } {
  const size = child(section, 'pgSz');
  const margins = child(section, 'pgMar');
  const [width, height] = [lengthOf(size, 'w'), lengthOf(size, 'h')];
  const across = attribute(size, 'orient') === 'landscape' || width > height;
  const own = across ? ACROSS : PAGE;
  const isResized = isOff(width, own.width) || isOff(height, own.height);
  const isMoved = EDGES.some(([name]) => isOff(lengthOf(margins, name), own[name]));
  const edges = EDGES.map(([name, word]) => `${word} ${mm(lengthOf(margins, name))}`);
  const said = [
    ...(isResized ? [`纸张大小（${mm(width)}×${mm(height)} 毫米）`] : []),
    ...(isMoved ? [`页边距（${edges.join('，')} 毫米）`] : []),
    ...(Number(attribute(child(section, 'cols'), 'num') ?? 1) > 1 ? ['分栏'] : []),
    ...(child(section, 'pgBorders') ? ['页面边框'] : []),
  ];
  return { across, what: said.join('、') };
}

const lengthOf = (of: Element | null, name: string): number => Number(attribute(of, name) ?? Number.NaN);

const isOff = (value: number, sent: number): boolean =>
  Number.isFinite(value) && Math.abs(value - sent) > NEAR;

/** Twips in millimetres. */
const mm = (twips: number): string => (Number.isFinite(twips) ? String(Math.round(twips / 5.669) / 10) : '—');

/** What is searched beside the body. */
export type EdgesOfCopy = {
  styles: Styles;
  notes: readonly (Document | null)[];
  comments: Document | null;
  headers: readonly (Document | null)[];
  footers: readonly (Document | null)[];
  /** What it was sent with; undefined where that is not known. */
  sent: { header: boolean; footer: boolean } | undefined;
};

export function leftOutOfPages({ styles, notes, comments, headers, footers, sent }: EdgesOfCopy): LeftOut[] {
  return [
    ...notes.flatMap((part) => inPart(part, (note) => inNote(note, styles))),
    ...inPart(comments, inComment),
    // A section has up to three of each, which say the same.
    ...once([
      ...headers.flatMap((part) => atEdge('header', part)),
      ...footers.flatMap((part) => atEdge('footer', part)),
      ...(isEmptied(headers, sent?.header, hasWords) ? [left('header-gone')] : []),
      ...(isEmptied(footers, sent?.footer, hasNumber) ? [left('footer-gone')] : []),
    ]),
  ];
}

const inPart = (part: Document | null, of: (element: Element) => LeftOut[]): LeftOut[] =>
  part ? elementsOf(part.documentElement).flatMap((element) => of(element)) : [];

const left = (kind: LeftOutKind, words = '', by?: WordChange): LeftOut => ({
  kind,
  anchor: null,
  words,
  ...(by ? { by } : {}),
});

const picturesIn = (parent: Element): Element[] => deep(parent, /^(?:drawing|pict|object)$/);

function inNote(note: Element, styles: Styles): LeftOut[] {
  const looks = deep(note, /^r$/).filter(
    (run) => looksIn(child(run, 'rPr'), styles) !== null && textIn(run).trim() !== '',
  );
  return [
    ...picturesIn(note).map(() => left('note-picture')),
    ...(looks.length > 0 ? [left('note-look', looks.map((run) => textIn(run)).join(''))] : []),
  ];
}

const inComment = (comment: Element): LeftOut[] =>
  picturesIn(comment).length > 0 ? [left('comment-picture', textIn(comment))] : [];

const hasWords = (part: Element): boolean => textIn(part).trim() !== '';

/** A page number is a field: what it shows was worked out by whoever saved the file. */
const hasNumber = (part: Element): boolean =>
  hasWords(part) || deep(part, /^(?:instrText|fldSimple)$/).length > 0;

/** Whether nothing is left where something was sent. A file that doesn't say what was sent had what it has room for. */
function isEmptied(
  parts: readonly (Document | null)[],
  wasSent: boolean | undefined,
  holds: (part: Element) => boolean,
): boolean {
  const shown = parts.flatMap((part) => part?.documentElement ?? []);
  return (wasSent ?? shown.length > 0) && !shown.some((part) => holds(part));
}

/** Our own copies have the draft mark above and page numbers below. */
function atEdge(kind: 'header' | 'footer', part: Document | null): LeftOut[] {
  if (!part) return [];
  const root = part.documentElement;
  const words = textIn(root, ' ').trim();
  const added = kind === 'header' ? words.replace(/^征求意见稿$/, '') : words.replaceAll(/[\s\d—–－-]/g, '');
  const [change] = deep(root, /^(?:ins|del|moveFrom|moveTo)$/);
  return [
    ...(added !== '' || (change && words !== '') ? [left(kind, words, change && changeOf(change))] : []),
    ...(picturesIn(root).length > 0 ? [left('edge-picture')] : []),
  ];
}

const once = (found: readonly LeftOut[]): LeftOut[] => [
  ...new Map(found.map((one) => [`${one.kind} ${one.words}`, one])).values(),
];
