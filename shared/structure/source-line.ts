import type { CellAlign, HeadingLevel, NoteKind, NoteLeaf, TableColumn } from '../document/types.ts';

/** What stands between two characters of a text: a note or an image. */
export type SourceVoid = { at: number } & (
  | { note: { kind: NoteKind; body: NoteLeaf[] } }
  | { image: { asset: string; width: number; height: number; alt: string } }
);

/** Characters `from` up to `to` that look otherwise than those around them. */
export type SourceFormat = { from: number; to: number; bold?: true; sup?: true };

/** Words of the source with what stands in them. Formats and voids are in order; formats don't overlap. */
export type SourceText = {
  /** As printed, automatic numbers included. */
  text: string;
  formats?: readonly SourceFormat[];
  voids?: readonly SourceVoid[];
};

/** A place in the grid of a table, or the words in it where there is nothing else to say of it. */
export type SourceCell =
  | string
  | (SourceText & {
      colSpan?: number;
      rowSpan?: number;
      align?: CellAlign;
      /** Another cell reaches over this place. */
      covered?: true;
    });

/** A paragraph of the source, as text and as what its file says of it. */
export type SourceLine = SourceText & {
  /** The file calls it a heading (a heading style, an outline level). */
  heading?: HeadingLevel;
  /** The file calls it the title. */
  title?: true;
  /** The file calls it a caption, the unit of a table, the label (附件1) or the title of an annex. */
  role?: 'caption' | 'measure' | 'annex-label' | 'annex-title';
  align?: 'center' | 'right';
  /** It begins a new page. */
  pageBreak?: true;
  /** It stands on a page that lies across. */
  landscape?: true;
  /** A table, each row as wide as the widest; `text` is empty then. */
  table?: readonly (readonly SourceCell[])[];
  /** Of a table: its columns, and how many of its first rows head it; left out: the first where there are several. */
  columns?: TableColumn[];
  headers?: number;
};
