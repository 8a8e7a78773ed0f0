/**
 * What recognition may be unsure of, and what yes and no mean: `heading`: taken for a heading (no: it is text);
 * `paragraph`: taken for text although numbered (yes: it is a heading); `number`: a heading's number is not what
 * counting gives (no: count); `ordinal`: the same of an item; `items`: what looks like an ordinal outside of any run,
 * kept as text (yes: it is one); `slot`: which section of the template a heading is (no: none); `field`: a mask that
 * may be none (no: it is text); `title`: a first line that does not say what it is (no: it is text); `role`: taken
 * for the signature, or for whom the report is to (no: it is text). Year, unit and type of a report are asked before
 * it is stored: `ReportCertainty`.
 */
export const DOUBT_KINDS = [
  'heading',
  'paragraph',
  'number',
  'ordinal',
  'items',
  'slot',
  'field',
  'title',
  'role',
] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];

/** A decision of recognition that somebody should look at. */
export type Doubt = {
  block: number;
  why: string;
  /** Left out: about the file as a whole. */
  kind?: DoubtKind;
  /** How likely the decision is right, 0 to 1. */
  sure?: number;
};

/** Below, somebody should look. */
export const DOUBTFUL = 0.9;

/** How likely it is, 0 to 1, that a report's title, year, unit and type are what was recognised; 0: nothing was. */
export type ReportCertainty = { title: number; year: number; unit: number; template: number };

/** The same of a block: what it is, which slot a heading fills, and that each of its ordinals is one. */
export type BlockCertainty = { sure: number; slot?: number; items?: number[] };
