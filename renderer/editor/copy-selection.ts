import { Editor, Range, Text, type Node } from 'slate';

import { cutOut } from '../../shared/document/cut.ts';
import { isField, isImage, isNote } from '../../shared/document/guards.ts';
import { markedBlocks, withMarks } from '../../shared/document/marked-blocks.ts';
import { SCHEMA_VERSION, type Field, type Variables } from '../../shared/document/types.ts';
import { withWordsMarked } from '../../shared/document/with-secrecy.ts';
import { hiderOf, toEdition } from '../../shared/edition/gate.ts';
import { maskedBody, wordMasker } from '../../shared/edition/mask-words.ts';
import type { EditionPolicy } from '../../shared/edition/mask.ts';
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
  const all = blocksOf(editor);
  const cut = cutOut(all, range);
  const ids = new Set(cut.ids);
  const source = {
    document: { schema: SCHEMA_VERSION, blocks: cut.blocks },
    whole: all,
    variables,
    unit,
    year,
    state: 'drafting' as const,
  };
  const gated = toEdition(source, template ?? undefined, 'internal', policy);
  const blocks = gated.blocks.filter(({ id }) => ids.has(id));
  const text = writeTextOf(blocks);
  data.setData('text/plain', text);
  data.setData('text/html', writeHtml(blocks, cut.inline));
  const open = cut.blocks.filter(({ id }) => ids.has(id));
  // The section stays behind; words that come alone leave the block's mark behind as well.
  const marked = withMarks(open, markedBlocks(cut.blocks));
  const own = cut.inline ? marked.map((block) => withWordsMarked(block)) : marked;
  const nodes = cut.inline && own[0] && 'children' in own[0] ? own[0].children : own;
  const hides = hiderOf(all, 'internal', policy);
  const words = wordMasker(all, { variables, edition: 'internal', policy, hides });
  const said = (nodes as Node[]).map((node) => withoutHidden(node, hides, words));
  const fragment = btoa(encodeURIComponent(JSON.stringify(said)));
  data.setData(FRAGMENT, fragment);
  copied = { fragment, nodes, text };
}

/** What was copied last in this window, as it is. */
let copied: { fragment: string; nodes: unknown; text: string } | null = null;

/** Our own nodes that were copied in this window, with what no other program may read; null for others. */
export const copiedHere = (fragment: string): unknown =>
  copied !== null && copied.fragment === fragment ? copied.nodes : null;

/** Our own nodes of a text that was copied last in this window, where the browser keeps them from the page. */
export const fragmentOf = (text: string): { type: string; fragment: string } | null =>
  copied !== null && text !== '' && inLines(copied.text) === inLines(text)
    ? { type: FRAGMENT, fragment: copied.fragment }
    : null;

/** Systems have their own ends of lines. */
const inLines = (text: string): string => text.replaceAll('\r\n', '\n');

/** The node as another program might read it: what no edition prints stays here. */
function withoutHidden<N extends Node>(
  node: N,
  hides: (field: Field) => boolean,
  words: (text: string) => string,
): N {
  if (Text.isText(node)) return node;
  if (isField(node)) {
    if (!hides(node)) return node;
    const { last: _last, computed: _computed, ...rest } = node;
    return { ...rest, value: '' } as unknown as N;
  }
  if (isNote(node)) return { ...node, body: maskedBody(node.body, words) };
  if (isImage(node)) return { ...node, alt: words(node.alt) };
  return { ...node, children: node.children.map((child) => withoutHidden(child, hides, words)) };
}
