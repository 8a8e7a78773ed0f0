import type { NoteKind, NoteLeaf } from '../../../../shared/document/types.ts';
import type { LeftOut } from './left-out.ts';
import type { Numbering } from './numbering.ts';
import type { Relations } from './relations.ts';
import type { Styles } from './styles.ts';

/** How an image stands in a text; `asset` is '' until its bytes are read, and stays so where there are none to show. */
export type SourceImage = { asset: string; width: number; height: number; alt: string };

/** An image of the file: the part that holds it, and where it stands. */
export type Picture = {
  part: string;
  image: SourceImage;
  cropped: boolean;
  isObject: boolean;
  place: string;
};

/** What is known of a Word file while its paragraphs are read, and what is found in them beside their words. */
export type Context = {
  styles: Styles;
  numbering: Numbering;
  /** Of the part that is read. */
  relations: Relations;
  /** The words of a note; null where the file has none of that id. Notes have no notes. */
  noteBody: (kind: NoteKind, id: string) => NoteLeaf[] | null;
  leftOut: LeftOut;
  /** Images in their order; their bytes come later. */
  pictures: Picture[];
  counts: {
    /** Tracked deletions that are left out. */
    deleted: number;
    /** Places in the grids of all tables. */
    cells: number;
    /** References to notes that are not there. */
    lostReferences: number;
    /** Images of which the file shows a part only. */
    cropped: number;
  };
};
