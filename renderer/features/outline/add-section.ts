import { Editor, Transforms } from 'slate';

import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import type { Block, HeadingLevel, Variables } from '../../../shared/document/types.ts';
import { SLOT_STYLES } from '../../../shared/template/slot-styles.ts';
import { fillVariables, type OutlineRow } from './outline-model.ts';

/** Puts a lacking section (heading and an empty paragraph, or the template's lead) in its place; gives its heading's id. */
export function addSection(editor: Editor, row: OutlineRow, variables: Variables): string {
  const { slot } = row;
  const level = Math.min(4, Math.max(1, row.level)) as HeadingLevel;
  const heading = makeHeading(level, row.text, slot?.key);
  const blocks: Block[] = [heading];
  if (!slot || SLOT_STYLES[slot.style].body)
    blocks.push(makeParagraph(fillVariables(slot?.lead ?? '', variables)));
  const at = Math.min(row.from, editor.children.length);
  Editor.withoutNormalizing(editor, () => {
    Transforms.insertNodes(editor, blocks, { at: [at] });
  });
  return heading.id;
}
