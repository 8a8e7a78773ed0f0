import type { CellAlign, HeadingLevel, NoteKind, NoteLeaf } from '../document/types.ts';

/** Who changed something in Word, and when (ISO 8601 UTC); null where the file does not say. */
export type WordChange = {
  author: string;
  at: string | null;
  /** Word itself calls it one end of a move. */
  moved?: true;
};

/** By whom: null is unknown, where somebody changed a file without tracking. */
export type By = WordChange | null;

/** Words that came and words that went, both as they stand in the file. */
export type WordMark = { ins?: WordChange; del?: WordChange };

/** A footnote or an endnote as it stands in the file. */
export type WordNote = {
  kind: NoteKind;
  body: NoteLeaf[];
  /** Who changed its words, where that was tracked. */
  by?: WordChange;
};

/** What an image is called that stands for a file in the file. */
export const EMBEDDED = '嵌入的对象';

/** An image, or another object, as it stands in the file. Lengths are points. */
export type WordImage = {
  /** The image that it was when the copy was sent (`imageName`); null for one that was put in in Word. */
  sent: { anchor: string; isSame: boolean } | null;
  /** SHA-256 of its bytes; null for what can't be shown: a drawing, a chart, an image that is not in the file. */
  asset: string | null;
  width: number;
  height: number;
  alt: string;
  /** What it is, where that can't be shown (图表). */
  called?: string;
};

/** What somebody makes words look like by hand, where that says something: strike is 删除线, the others mark words. */
export type LookKind = 'strike' | 'red' | 'colour' | 'highlight' | 'underline' | 'emphasis';

export type WordRun = WordMark & {
  text: string;
  bold?: true;
  sup?: true;
  /** Who changed its formats, where that was tracked. */
  format?: WordChange;
  /** What it was made to look like by hand, and who did it, where that was tracked (`takeLooks`). */
  looks?: readonly LookKind[];
  looksBy?: WordChange;
  /** The run is a note or an image, and has no text. */
  note?: WordNote;
  image?: WordImage;
  /** Ids of the comments that lie on it. A comment on a place has a run without text. */
  comments: readonly string[];
};

/** True of a run that is no mere place. */
export const holdsSomething = ({ text, note, image }: WordRun): boolean =>
  text !== '' || note !== undefined || image !== undefined;

export type WordParagraph = {
  is: 'paragraph';
  runs: WordRun[];
  /** Changes of the mark at its end. */
  mark: WordMark;
  /** A heading's level, 'title', or null for everything else: that much of a form every program keeps. */
  form: HeadingLevel | 'title' | null;
  /** Caption or unit line: what a new paragraph is by its style. */
  role?: 'caption' | 'measure';
  /** A new page begins before it. */
  pageBreak?: true;
  /** Who changed the form, where that was tracked. */
  format?: WordChange;
  /** Names of the bookmarks that begin in it. */
  anchors: string[];
};

/** A place in the grid of a table; one that a neighbour covers holds nothing. */
export type WordCell = WordMark & {
  runs: WordRun[];
  colSpan?: number;
  rowSpan?: number;
  covered?: true;
  align?: CellAlign;
};

/** All rows have as many cells. */
export type WordRow = WordMark & {
  cells: WordCell[];
  /** It is repeated on each page. */
  header?: true;
};

export type WordTable = {
  is: 'table';
  rows: WordRow[];
  /** Of its columns, in points; left out where the file does not say. */
  widths?: number[];
  anchors: string[];
};

export type WordBlock = WordParagraph | WordTable;

/** The runs of a paragraph, or of each cell of a table. */
export function runsOf(block: WordBlock): WordRun[][] {
  if (block.is === 'paragraph') return [block.runs];
  return block.rows.flatMap(({ cells }) => cells.map(({ runs }) => runs));
}

export type WordComment = {
  id: string;
  author: string;
  at: string | null;
  body: string;
  /** Null where the file has nothing to say about it. */
  done: boolean | null;
  /** The comment that it answers. */
  parent: string | null;
  /** Answers nothing, and is not answered: it was made of a mark that somebody put on the words. */
  apart?: true;
};

/** What a copy may hold that a report has no place for. */
export type LeftOutKind =
  | 'text-box'
  | 'nested-table'
  | 'equation'
  | 'symbol'
  | 'ruby'
  | 'hidden'
  | 'link'
  | 'note-picture'
  | 'note-look'
  | 'comment-picture'
  | 'embedded'
  | 'format'
  | 'layout'
  | 'table-format'
  | 'table-look'
  | 'header'
  | 'footer'
  | 'edge-picture'
  | 'header-gone'
  | 'footer-gone'
  | 'two-versions'
  | 'one-version'
  | 'lost-note'
  | 'field'
  | 'object'
  | 'image'
  | 'paper'
  | 'turned'
  | 'look'
  | 'looks'
  | 'label';

/** Tracked changes of formats that a report has no place for. */
export const FORMAT_KINDS: ReadonlySet<LeftOutKind> = new Set(['format', 'layout', 'table-format']);

/** Something of a copy that is not taken in, or not as it is. */
export type LeftOut = {
  kind: LeftOutKind;
  /** Bookmark of the block that it stands in or behind; null for what is of the page. */
  anchor: string | null;
  /** How the paragraph begins, for a file without bookmarks. */
  near?: string;
  words: string;
  /** What of it was changed (字体、字号). */
  what?: string;
  /** Who did it, where that was tracked. */
  by?: WordChange;
};

/** A stretch of pages of a copy: whether they lie across, and the bookmarks of its blocks. */
export type PagesOfCopy = { across: boolean; anchors: string[] };

/** A review copy as it came back. */
export type WordCopy = {
  blocks: WordBlock[];
  comments: WordComment[];
  /** When it was last saved. */
  savedAt: string | null;
  /** Bytes of images that were put in in Word, by their hash. */
  images?: Record<string, Uint8Array>;
  /** Who saved it last; '' or left out where it does not say. */
  savedBy?: string;
  /** What of it can't be taken in. */
  leftOut?: LeftOut[];
  /** Its pages, from one section break to the next. */
  pages?: PagesOfCopy[];
};
