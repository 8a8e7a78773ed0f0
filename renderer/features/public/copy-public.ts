import { cutEdition } from '../../../shared/edition/cut-edition.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeHtml } from '../../../shared/edition/write-html.ts';
import { writeTextOf } from '../../../shared/edition/write-text.ts';
import { partsIn } from './lines.ts';

/** What is copied of the public edition: as text for everybody, and as HTML for Word; null: words of its notes. */
export type PublicCopy = { text: string; html: string; blocks: ReadonlySet<string> | null };

/** What is selected on the public page; null where nothing is. */
export function selectedPublic(page: HTMLElement, doc: EditionDocument): PublicCopy | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const parts = partsIn(page, selection.getRangeAt(0));
  if (parts.length === 0) return null;
  const { blocks, inline } = cutEdition(doc.blocks, parts);
  const text = writeTextOf(blocks);
  return { text, html: writeHtml(blocks, inline), blocks: new Set(blocks.map(({ id }) => id)) };
}
