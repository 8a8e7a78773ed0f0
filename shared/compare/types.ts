import type { HeadingLevel, ParagraphRole } from '../document/types.ts';
import type { Edition } from '../edition/edition.ts';

/** How a cell of a table spans, or that another covers it. */
export type CellSpan = { colSpan?: number; rowSpan?: number; covered?: true };

/**
 * What is compared as one: a heading, a paragraph or its lead-in, an item, a row of a table, a line of the signature, the
 * title of an annex, a note (behind the paragraph or table that it belongs to), an image.
 */
export type Part = {
  /** The block that it comes from. */
  block: string;
  type: 'title' | 'heading' | 'annex' | 'paragraph' | 'item' | 'row' | 'signature' | 'note' | 'image';
  /** Number or ordinal: `一、`, `二是`, `附件1`, `①`. Counted, not written: it is no part of the text. */
  label: string;
  text: string;
  /** Begins a paragraph of its own; items that run in don't. */
  starts: boolean;
  level?: HeadingLevel;
  role?: ParagraphRole | 'unit' | 'date';
  /** Of a row: its cells; `text` is them joined by tabs. */
  cells?: string[];
  /** Of a row: how its cells span, one for each. */
  spans?: readonly CellSpan[];
  /** Of an image: which one. Its text says what is to be seen, and may be the same for another. */
  asset?: string;
  /** Of a row: it is repeated at the head of each page. */
  header?: boolean;
};

/** A figure that became another one: 12次 → 15次. */
export type FigureChange = {
  before: string;
  after: string;
  /** Unit on both sides; they differ where the unit was changed. */
  unitBefore: string;
  unitAfter: string;
  /** Change in per cent to one decimal; null where it can't be told: from zero, masked, or of another unit. */
  percent: number | null;
  /** Of a share: change in percentage points. */
  points: number | null;
};

/** A stretch of a pair of texts. A figure's change stands on its insertion, right behind its deletion. */
export type ComparedPiece = {
  kind: 'same' | 'insert' | 'delete';
  text: string;
  figure?: FigureChange;
  /** The year moved on as the report's own did: no change of substance. */
  rolled?: true;
  /** The same words stand elsewhere on the other side. */
  moved?: true;
};

export type RowKind = 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'moved-away';

/** A pair of parts, or one that stands alone. */
export type ComparedRow = {
  kind: RowKind;
  a: Part | null;
  b: Part | null;
  /** Joining `same` and `delete` gives the text of `a`, `same` and `insert` that of `b`. */
  pieces: ComparedPiece[];
  /** Where moved text comes from (`moved`) or went to (`moved-away`): the heading there. */
  place?: string;
};

export type SectionHead = { block: string | null; number: string; text: string; level: number };

export type ComparedSection = {
  key: string;
  a: SectionHead | null;
  b: SectionHead | null;
  renamed: boolean;
  moved: boolean;
  /** Where it stands among the old report's sections, from 0; -1 where it is new. */
  placeA: number;
  /** Share of the characters of `b` that stand word for word in the whole of `a`; null where there is nothing to count. */
  reuse: number | null;
  /** Characters that were counted for `reuse`. */
  counted: number;
  rows: ComparedRow[];
  /** Differences in it, those of rolled years left out. */
  differences: number;
};

export type ComparedSide = { id: string; title: string; year: number; unit: string };

/** Two reports, or versions of one, side by side. What it holds has passed the edition gate. */
export type Comparison = {
  edition: Edition;
  a: ComparedSide;
  b: ComparedSide;
  reuse: number | null;
  differences: number;
  sections: ComparedSection[];
};

/** Headings, and titles of annexes: they begin what is compared as one section. */
export const isHead = ({ type }: Part): boolean => type === 'heading' || type === 'annex';
