/**
 * What recognition may be unsure of, and what yes and no mean: `heading`: taken for a heading (no: it is text);
 * `paragraph`: taken for text although numbered (yes: it is a heading); `number`: a heading's number is not what
 * counting gives (no: count); `items`: a typed ordinal outside of any run (nothing to decide but to look); `slot`:
 * which section of the template a heading is (no: none); `field`: a mask that may be none (no: it is text).
 */
export const DOUBT_KINDS = ['heading', 'paragraph', 'number', 'items', 'slot', 'field'] as const;
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
