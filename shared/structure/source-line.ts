import type { HeadingLevel } from '../document/types.ts';

/** A paragraph of the source, as text and as what its file says of it. */
export type SourceLine = {
  /** As printed, automatic numbers included. */
  text: string;
  /** The file calls it a heading (a heading style, an outline level). */
  heading?: HeadingLevel;
  /** The file calls it the title. */
  title?: true;
  align?: 'center' | 'right';
  /** A table; `text` is empty then. */
  table?: string[][];
};
