import { Editor, Range, Text, type Node } from 'slate';

import { cutOut } from '../../shared/document/cut.ts';
import { isField } from '../../shared/document/guards.ts';
import { markedBlocks, withMarks } from '../../shared/document/marked-blocks.ts';
import { SCHEMA_VERSION, type Block, type Variables } from '../../shared/document/types.ts';
import { withWordsMarked } from '../../shared/document/with-secrecy.ts';
import { toEdition } from '../../shared/edition/gate.ts';
import { sensitivityOf, type EditionPolicy } from '../../shared/edition/mask.ts';
import { writeHtml } from '../../shared/edition/write-html.ts';
import { writeTextOf } from '../../shared/edition/write-text.ts';
import type { Template } from '../../shared/template/schema.ts';
import { blocksOf } from './places.ts';
import { cellAt, crossesCells } from './table-cells.ts';

/** Our own nodes on the clipboard. */
export const FRAGMENT = 'application/x-slate-fragment';

/** The report that is copied from. */
export type CopySource = {
  editor: Editor;
  variables: Variables;
  template: Template | null;
  report: { unit: string; year: number };
};

/**
 * Fills the clipboard with what is selected of the internal edition: text for everybody, HTML for Word, and our own
 * nodes. Nothing else may: what the browser, or Slate, would copy by itself knows no editions.
 */
export function copySelection(
  { editor, variables, template, report: { unit, year } }: CopySource,
  data: DataTransfer,
  policy: EditionPolicy,
): void {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return;
  // The last cell counts also where the selection only begins it, as it does when the cells are emptied.
  const inCells = cellAt(editor, Range.end(selection)) !== null && crossesCells(editor);
  const range = inCells ? selection : Editor.unhangRange(editor, selection, { voids: true });
  const cut = cutOut(blocksOf(editor), range);
  const ids = new Set(cut.ids);
  const source = {
    document: { schema: SCHEMA_VERSION, blocks: cut.blocks },
    variables,
    unit,
    year,
    state: 'drafting' as const,
  };
  const gated = toEdition(source, template ?? undefined, 'internal', policy);
  const blocks = gated.blocks.filter(({ id }) => ids.has(id));
  data.setData('text/plain', writeTextOf(blocks));
  data.setData('text/html', writeHtml(blocks, cut.inline));
  const open = cut.blocks
    .filter(({ id }) => ids.has(id))
    .map((block) => withoutSecretValues(block as unknown as Node, policy) as unknown as Block);
  // The section stays behind; words that come alone leave the block's mark behind as well.
  const marked = withMarks(open, markedBlocks(cut.blocks));
  const own = cut.inline ? marked.map((block) => withWordsMarked(block)) : marked;
  const nodes = cut.inline && own[0] && 'children' in own[0] ? own[0].children : own;
  data.setData(FRAGMENT, btoa(encodeURIComponent(JSON.stringify(nodes))));
}

/** The node as another program might read it: a value that no edition prints stays here. */
function withoutSecretValues<N extends Node>(node: N, policy: EditionPolicy): N {
  if (isField(node)) {
    const { last: _, ...rest } = node;
    return sensitivityOf(node, policy) === 'secret' ? ({ ...rest, value: '' } as unknown as N) : node;
  }
  if (Text.isText(node)) return node;
  return { ...node, children: node.children.map((child) => withoutSecretValues(child, policy)) };
}
